import { useEffect, useRef, useState } from 'react';

interface Reading {
  at: number;
  items: number;
}

const window = 10_000;

/** Things per second over the last ten seconds of readings; 0 until it can be told. */
export function rateOf(readings: readonly Reading[]): number {
  const first = readings[0];
  const last = readings.at(-1);
  if (!first || !last || last.at - first.at < 500) return 0;
  return Math.round(((last.items - first.items) * 1_000) / (last.at - first.at));
}

export function useRate(items: number): number {
  const readings = useRef<Reading[]>([]);
  const [rate, setRate] = useState(0);
  useEffect(() => {
    const at = performance.now();
    readings.current = [...readings.current, { at, items }].filter(
      (reading) => at - reading.at <= window,
    );
    setRate(rateOf(readings.current));
  }, [items]);
  return rate;
}
