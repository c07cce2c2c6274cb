import { api } from './api.ts';

/** One record found anywhere. */
export interface SearchHit {
  kind: 'person' | 'company' | 'activity';
  id: string;
  label: string;
  detail?: string | null;
}

export type Search = (
  text: string,
  options: { kind?: SearchHit['kind']; signal: AbortSignal },
) => Promise<SearchHit[]>;

/** Names, addresses, digits of phones and words of messages; only what the person may see. */
export const searchEverywhere: Search = async (text, { kind, signal }) => {
  const { hits } = await api.get<{ hits: SearchHit[] }>('/search', {
    query: { q: text, kind, limit: 12 },
    signal,
  });
  return hits;
};
