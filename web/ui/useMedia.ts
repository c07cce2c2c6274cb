import { useCallback, useSyncExternalStore } from 'react';

export const phone = '(width < 40rem)';
export const touch = '(pointer: coarse)';
export const narrowerThanDesktop = '(width < 64rem)';

/** One per query: what draws with every step of scrolling asks each time. */
const asked = new Map<string, MediaQueryList>();

function media(query: string): MediaQueryList {
  const list = asked.get(query) ?? matchMedia(query);
  asked.set(query, list);
  return list;
}

export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      media(query).addEventListener('change', listener);
      return () => media(query).removeEventListener('change', listener);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => media(query).matches);
}
