import { useSyncExternalStore } from 'react';
import type { PartyKind } from '../../shared/identify/parties.ts';

/** Somebody with whom one spoke, as far as the box for writing it down has to know. */
export interface Spoken {
  kind: PartyKind;
  id: string;
  name: string;
}

/** What goes on with calls on this page; every screen may say something about it, and the shell shows it. */
export interface Calling {
  /** With whom a call is being written down, away from their own page. */
  logging: Spoken | null;
  /** Whose number was pressed last, and whether one has come back to this page since. */
  begun: (Spoken & { isBack: boolean }) | null;
  /** Calls at one's own telephone of which a notice stands, newest first. */
  live: readonly string[];
}

/** More at once nobody can read. */
const mostNotices = 3;

let now: Calling = { logging: null, begun: null, live: [] };
const listeners = new Set<() => void>();

function change(next: Partial<Calling>): void {
  now = { ...now, ...next };
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export function useCalling(): Calling {
  return useSyncExternalStore(subscribe, () => now);
}

export const askToLog = (party: Spoken): void => change({ logging: party, begun: null });
export const endLogging = (): void => change({ logging: null });

/** A number was pressed: the telephone takes over, and whoever comes back is asked whether to write it down. */
export function beginCall({ kind, id, name }: Spoken): void {
  change({ begun: { kind, id, name, isBack: false } });
  window.addEventListener('focus', comeBack);
  document.addEventListener('visibilitychange', comeBack);
}
function comeBack(): void {
  if (document.visibilityState !== 'visible') return;
  window.removeEventListener('focus', comeBack);
  document.removeEventListener('visibilitychange', comeBack);
  if (now.begun) change({ begun: { ...now.begun, isBack: true } });
}
export const forgetCall = (): void => change({ begun: null });

/** Hears over the live stream of a call at one's own telephone. */
export function hearCall(id: string, state: string): void {
  // How a call went that nobody here was told of is no news now.
  if (state === 'ringing' || state === 'talking') {
    if (!now.live.includes(id)) change({ live: [id, ...now.live].slice(0, mostNotices) });
  }
}
export const closeNotice = (id: string): void =>
  change({ live: now.live.filter((one) => one !== id) });
