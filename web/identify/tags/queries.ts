import { queryOptions } from '@tanstack/react-query';
import type { TagView } from '../../../shared/identify/tags.ts';
import { api } from '../../app/api.ts';

export function tagsQuery(text: string, limit = 20) {
  return queryOptions({
    queryKey: ['tags', text, limit],
    queryFn: ({ signal }) =>
      api.get<{ rows: TagView[] }>('/tags', { query: { q: text, limit }, signal }),
  });
}

/** Whether there is any tag at all. */
export const anyTagQuery = tagsQuery('', 1);
