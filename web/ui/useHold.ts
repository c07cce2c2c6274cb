import { type MouseEvent, type PointerEvent, useEffect, useRef } from 'react';

/** As long as the systems of phones wait before they take a touch for a long one. */
const holdMilliseconds = 500;
/** A finger never rests quite still. */
const stillPixels = 10;

/** Hears a finger that rests on something; the click that follows is part of it. */
export function useHold<Item>(onHold: ((item: Item) => void) | undefined) {
  const held = useRef<{ timer: number; x: number; y: number; isOver: boolean } | null>(null);
  const told = useRef(onHold);
  told.current = onHold;
  const release = () => {
    if (held.current) clearTimeout(held.current.timer);
  };
  useEffect(() => release, []);
  return {
    on: (item: Item) => ({
      onPointerDown: ({ pointerType, clientX: x, clientY: y }: PointerEvent) => {
        release();
        held.current = null;
        if (pointerType === 'mouse') return;
        const timer = window.setTimeout(() => {
          if (held.current) held.current.isOver = true;
          told.current?.(item);
        }, holdMilliseconds);
        held.current = { timer, x, y, isOver: false };
      },
      onPointerMove: ({ clientX, clientY }: PointerEvent) => {
        if (!held.current) return;
        const { x, y } = held.current;
        if (Math.hypot(clientX - x, clientY - y) > stillPixels) release();
      },
      onPointerUp: release,
      onPointerCancel: release,
      // The menu that a system opens for a long touch would lie above what was meant.
      onContextMenu: (event: MouseEvent) => {
        if (held.current) event.preventDefault();
      },
      // It ends the touch that was heard already, whatever lies under the finger by now.
      onClickCapture: (event: MouseEvent) => {
        if (held.current?.isOver) {
          event.preventDefault();
          event.stopPropagation();
        }
        held.current = null;
      },
    }),
  };
}
