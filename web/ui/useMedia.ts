import { useCallback, useSyncExternalStore } from 'react';

export const phone = '(width < 40rem)';
export const touch = '(pointer: coarse)';
export const narrowerThanDesktop = '(width < 64rem)';

export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const media = matchMedia(query);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches);
}
