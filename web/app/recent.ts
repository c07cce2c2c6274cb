/** A record someone opened lately, for the palette's first rows. */
export interface Visit {
  kind: 'person' | 'company';
  id: string;
  name: string;
}

const place = 'rapport.recent';
const kept = 5;

export function recentVisits(): Visit[] {
  try {
    return JSON.parse(localStorage.getItem(place) ?? '[]') as Visit[];
  } catch {
    return [];
  }
}

/** Called by the pages of a person and of a company. */
export function rememberVisit(visit: Visit): void {
  const others = recentVisits().filter(({ id }) => id !== visit.id);
  try {
    localStorage.setItem(place, JSON.stringify([visit, ...others].slice(0, kept)));
  } catch {
    // Without storage the palette simply has no recent rows.
  }
}

/** Somebody who was erased is not offered again. */
export function forgetVisit(gone: string): void {
  try {
    const others = recentVisits().filter(({ id }) => id !== gone);
    localStorage.setItem(place, JSON.stringify(others));
  } catch {
    // Nothing was kept.
  }
}

/** Names of customers do not stay on a machine after signing out. */
export function forgetVisits(): void {
  try {
    localStorage.removeItem(place);
  } catch {
    // Nothing was kept either.
  }
}
