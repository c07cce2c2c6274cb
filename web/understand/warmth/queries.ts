import { queryOptions } from '@tanstack/react-query';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import type { WarmthView } from '../../../shared/understand/warmth.ts';
import { api } from '../../app/api.ts';

/** How we stand with somebody; live updates know it by the party's id and by what happens to entries. */
export function warmthQuery(kind: PartyKind, id: string) {
  return queryOptions({
    queryKey: ['timeline', 'warmth', id],
    queryFn: ({ signal }) =>
      api.get<WarmthView>(`/${kind === 'person' ? 'people' : 'companies'}/${id}/warmth`, {
        signal,
      }),
  });
}
