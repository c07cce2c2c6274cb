import { useState } from 'react';
import type { PartyKind } from '../../../shared/identify/parties.ts';

/** How one person likes a list on this device; which rows it shows stands in the address instead. */
export interface ListView {
  hidden?: string[];
  density?: 'compact' | 'normal' | 'roomy';
}

export function useListView(kind: PartyKind): [ListView, (change: ListView) => void] {
  const place = `rapport.list.${kind}`;
  const [view, setView] = useState(() => read(place));
  const change = (part: ListView) => {
    const next = { ...view, ...part };
    setView(next);
    try {
      localStorage.setItem(place, JSON.stringify(next));
    } catch {
      // Then it holds until the page is closed.
    }
  };
  return [view, change];
}

function read(place: string): ListView {
  try {
    return JSON.parse(localStorage.getItem(place) ?? '{}') as ListView;
  } catch {
    return {};
  }
}
