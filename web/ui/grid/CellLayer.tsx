import { type ReactNode, type RefObject, useLayoutEffect, useRef, useState } from 'react';

export interface CellPlace {
  start: number;
  width: number;
  height: number;
}

const least = 240;

/** What is written in lies above its cell, scrolls along with it, and stays within sight. */
export function CellLayer({
  place,
  top,
  scroller,
  children,
}: {
  place: CellPlace;
  top: number;
  scroller: RefObject<HTMLDivElement | null>;
  children: ReactNode;
}) {
  const element = useRef<HTMLDivElement>(null);
  const [shift, setShift] = useState({ up: 0, back: 0 });
  const width = Math.max(place.width, least);
  useLayoutEffect(() => {
    const outer = scroller.current;
    const layer = element.current;
    if (!outer || !layer) return;
    const up = Math.max(0, top + layer.offsetHeight - (outer.scrollTop + outer.clientHeight));
    const back = Math.max(0, place.start + width - (outer.scrollLeft + outer.clientWidth));
    setShift({
      up: Math.min(up, Math.max(0, top - outer.scrollTop)),
      back: Math.min(back, place.start),
    });
  }, [scroller, top, place.start, width]);
  return (
    <div
      ref={element}
      className="absolute z-sticky"
      style={{
        top: top - shift.up,
        insetInlineStart: place.start - shift.back,
        width,
        minHeight: place.height,
      }}
    >
      {children}
    </div>
  );
}
