import { useSyncExternalStore } from 'react';
import type { KeyChanges } from '../ui/keys/Shortcuts.tsx';

/** How one person likes the app on this device. `public/theme.js` reads the same before the first paint. */
export interface Look {
  theme: 'system' | 'light' | 'dark';
  density: 'compact' | 'normal' | 'roomy';
  isRail: boolean;
  language: string | null;
  /** Keys chosen instead of ours, by shortcut. */
  keys: KeyChanges;
  singleKeysOff: boolean;
  /** What one is told is shown as a notice of the operating system while the page is not in front. */
  notices: boolean;
}

const place = 'rapport.look';
const usual: Look = {
  theme: 'system',
  density: 'normal',
  isRail: false,
  language: null,
  keys: {},
  singleKeysOff: false,
  notices: false,
};

let look: Look = read();
const listeners = new Set<() => void>();

function read(): Look {
  try {
    return { ...usual, ...(JSON.parse(localStorage.getItem(place) ?? '{}') as Partial<Look>) };
  } catch {
    // Storage is forbidden or was written by hand: the usual look serves.
    return usual;
  }
}

export function currentLook(): Look {
  return look;
}

export function changeLook(change: Partial<Look>): void {
  look = { ...look, ...change };
  try {
    localStorage.setItem(place, JSON.stringify(look));
  } catch {
    // Then it holds until the page is closed.
  }
  wear(look);
  for (const listener of listeners) listener();
}

function wear({ theme, density }: Look): void {
  const { dataset } = document.documentElement;
  if (theme === 'system') delete dataset.theme;
  else dataset.theme = theme;
  if (density === 'normal') delete dataset.density;
  else dataset.density = density;
}

export function useLook(): Look {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, currentLook);
}
