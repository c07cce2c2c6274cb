import { useSyncExternalStore } from 'react';
import type { GuideId } from './guides.ts';

/** What of the help is open: the layer, perhaps at one guide, or a guide that is being shown on the screens. */
export interface Help {
  isOpen: boolean;
  guide: GuideId | null;
  showing: { guide: GuideId; step: number } | null;
}

let help: Help = { isOpen: false, guide: null, showing: null };
const listeners = new Set<() => void>();

function change(next: Partial<Help>): void {
  help = { ...help, ...next };
  for (const listener of listeners) listener();
}

/** Opens the help, at one guide or at its beginning. */
export const openHelp = (guide: GuideId | null = null) => change({ isOpen: true, guide });
export const closeHelp = () => change({ isOpen: false, guide: null });
/** Leaves the layer and shows the guide on the running screens. */
export const showGuide = (guide: GuideId) =>
  change({ isOpen: false, guide: null, showing: { guide, step: 0 } });
export const goToStep = (step: number) => {
  if (help.showing) change({ showing: { ...help.showing, step } });
};
export const stopShowing = () => change({ showing: null });

export function useHelp(): Help {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => help,
  );
}
