import type { CallOutcome } from '../../../shared/interact/calls.ts';

export interface LogDraft {
  kind: 'call' | 'meeting' | 'note';
  text: string;
  direction: 'in' | 'out';
  /** As it was written: "yesterday 15:00"; nothing is now. */
  when: string;
  minutes: string;
  outcome: CallOutcome | 'unsaid';
  isPrivate: boolean;
}

/** What was begun about each person and not saved, for as long as the app is open. */
export class LogDrafts {
  #begun = new Map<string, LogDraft>();
  #lastKind: LogDraft['kind'] = 'call';

  of(partyId: string): LogDraft {
    return (
      this.#begun.get(partyId) ?? {
        kind: this.#lastKind,
        text: '',
        direction: 'out',
        when: '',
        minutes: '',
        outcome: 'unsaid',
        isPrivate: false,
      }
    );
  }

  keep(partyId: string, draft: LogDraft): void {
    if (draft.text === '') this.#begun.delete(partyId);
    else this.#begun.set(partyId, draft);
  }

  /** Saved: the next one starts empty, with the kind that was used last. */
  forget(partyId: string, kind: LogDraft['kind']): void {
    this.#begun.delete(partyId);
    this.#lastKind = kind;
  }
}
