import { useSyncExternalStore } from 'react';
import type { PartyKind } from '../../../shared/identify/parties.ts';

/** For whom or what the box for a new task was opened. */
export interface AskedTask {
  party: { kind: PartyKind; id: string } | null;
}

let asked: AskedTask | null = null;
const listeners = new Set<() => void>();

function change(next: AskedTask | null): void {
  asked = next;
  for (const listener of listeners) listener();
}

/** Opens the box for a new task, about somebody or for oneself. */
export const askForTask = (party: AskedTask['party'] = null) => change({ party });
export const closeTaskBox = () => change(null);

/** Whom the page or the focused row of a list is about; a new task is about them unless that is taken out. */
export function partyInFocus(): AskedTask['party'] {
  const [, home, id] = /^\/(people|companies)(?:\/([^/]+))?$/.exec(location.pathname) ?? [];
  if (!home) return null;
  const row = document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset.row;
  const chosen = id ?? row;
  return chosen ? { kind: home === 'companies' ? 'company' : 'person', id: chosen } : null;
}

export function useAskedTask(): AskedTask | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => asked,
  );
}
