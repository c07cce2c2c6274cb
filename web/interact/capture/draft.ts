import { type Corrections, uncorrected } from '../../../shared/interact/capture/corrections.ts';
import type { KnownParty } from '../../../shared/interact/capture/names.ts';

/** What was begun and not saved: it outlives closing the box and loading the page anew. */
export interface CaptureDraft {
  text: string;
  corrections: Corrections;
  /** The record on whose page it was begun; on another page it is still about that one. */
  here: KnownParty | null;
}

const place = 'rapport.capture.';

/** One draft for each person and workspace on this device. */
export function keptDraft(owner: string): CaptureDraft | null {
  try {
    const kept = JSON.parse(localStorage.getItem(place + owner) ?? 'null') as CaptureDraft | null;
    return kept && { ...kept, corrections: { ...uncorrected, ...kept.corrections } };
  } catch {
    return null;
  }
}

export function keepDraft(owner: string, draft: CaptureDraft): void {
  try {
    if (draft.text.trim() === '') localStorage.removeItem(place + owner);
    else localStorage.setItem(place + owner, JSON.stringify(draft));
  } catch {
    // Then it holds until the page is closed.
  }
}

/** What was begun about customers does not stay on a machine after signing out. */
export function forgetDrafts(): void {
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(place)) localStorage.removeItem(key);
    }
  } catch {
    // Nothing was kept either.
  }
}
