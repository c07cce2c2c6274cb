import type { SearchHit } from '../../shared/interact/search.ts';
import { api } from './api.ts';

export type Search = (
  text: string,
  options: { onlyPeople: boolean; signal: AbortSignal },
) => Promise<SearchHit[]>;

const shown = 12;

/** Names, addresses, digits of phones and words of messages; only what the person may see, best first. */
export const searchEverywhere: Search = async (text, { onlyPeople, signal }) => {
  const { hits } = await api.get<{ hits: SearchHit[] }>('/search', {
    query: onlyPeople ? { q: text, only: 'parties', limit: 50 } : { q: text, limit: shown },
    signal,
  });
  return onlyPeople ? hits.filter(({ kind }) => kind === 'person').slice(0, shown) : hits;
};
