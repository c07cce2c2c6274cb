import { useState } from 'react';
import type { PartyKind } from '../../../shared/identify/parties.ts';

/** How one person likes a list on this device; which rows it shows stands in the address instead. */
export interface ListView {
  hidden?: string[];
  density?: 'compact' | 'normal' | 'roomy';
}

export function useListView(
  kind: PartyKind,
  saved: string | undefined,
): [ListView, (change: ListView) => void] {
  // What was changed about a saved view is kept apart from how one likes the list without it.
  const place = saved ? `rapport.list.${kind}.${saved}` : `rapport.list.${kind}`;
  const [kept, keep] = useState(() => ({ place, view: read(place) }));
  const view = kept.place === place ? kept.view : read(place);
  const change = (part: ListView) => {
    const next = { ...view, ...part };
    keep({ place, view: next });
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
