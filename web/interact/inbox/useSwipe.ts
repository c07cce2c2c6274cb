import { type PointerEvent, useRef } from 'react';

/** So far a finger goes before it means something. */
const far = 96;
/** Before that nobody knows whether it scrolls. */
const unsure = 12;

/** A finger that draws a row aside: to the end of the line it is done, to its beginning it is put off. */
export function useSwipe(acts: { toEnd: () => void; toStart: () => void }) {
  const from = useRef<{ x: number; y: number; row: HTMLElement } | null>(null);
  const settle = () => {
    const begun = from.current;
    from.current = null;
    if (begun) begun.row.style.translate = '';
  };
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.pointerType !== 'mouse')
        from.current = { x: event.clientX, y: event.clientY, row: event.currentTarget };
    },
    onPointerMove: ({ clientX, clientY }: PointerEvent<HTMLElement>) => {
      const begun = from.current;
      if (!begun) return;
      const by = clientX - begun.x;
      if (Math.abs(clientY - begun.y) > Math.max(unsure, Math.abs(by))) settle();
      else if (Math.abs(by) > unsure) begun.row.style.translate = `${String(by)}px`;
    },
    onPointerUp: ({ clientX }: PointerEvent<HTMLElement>) => {
      const begun = from.current;
      if (!begun) return;
      const by = clientX - begun.x;
      const isMirrored = getComputedStyle(begun.row).direction === 'rtl';
      settle();
      if (Math.abs(by) < far) return;
      if (by > 0 !== isMirrored) acts.toEnd();
      else acts.toStart();
    },
    onPointerCancel: settle,
  };
}
