import { type RefObject, useLayoutEffect, useState } from 'react';

/** The height of a row in the density that holds here; the virtual list must know it in advance. */
export function useRowHeight(element: RefObject<HTMLElement | null>): number {
  const [height, setHeight] = useState(40);
  useLayoutEffect(() => {
    const read = () => {
      const written =
        element.current && getComputedStyle(element.current).getPropertyValue('--row');
      if (written) setHeight(Number.parseFloat(written));
    };
    read();
    const watch = new MutationObserver(read);
    watch.observe(document.documentElement, { attributeFilter: ['data-density'] });
    if (element.current) watch.observe(element.current, { attributeFilter: ['data-density'] });
    const pointer = matchMedia('(pointer: coarse)');
    pointer.addEventListener('change', read);
    return () => {
      watch.disconnect();
      pointer.removeEventListener('change', read);
    };
  }, [element]);
  return height;
}
