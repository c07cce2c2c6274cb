import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { FactsView, FactView, WhyView } from '../../../shared/understand/facts.ts';
import { api } from '../../app/api.ts';
import type { MessageId } from '../../locales/ids.ts';

export function factsQuery(partyId: string) {
  return queryOptions({
    queryKey: ['facts', partyId],
    queryFn: ({ signal }) => api.get<FactsView>('/facts', { query: { party: partyId }, signal }),
  });
}

export function whyQuery(partyId: string, statementId: string) {
  return queryOptions({
    queryKey: ['facts', partyId, 'why', statementId],
    queryFn: ({ signal }) => api.get<WhyView>(`/facts/${statementId}/why`, { signal }),
  });
}

/** How far a value may be believed, and whether something contradicts it. */
export interface Trust extends FactView {
  conflicting: number;
}

/** The trust in each statement of a record, by its id; empty until it is known. */
export function useTrust(partyId: string): ReadonlyMap<string, Trust> {
  const { data } = useQuery(factsQuery(partyId));
  return useMemo(() => {
    const conflicting = new Map(
      (data?.conflicts ?? []).flatMap(({ statements }) =>
        statements.map((id) => [id, statements.length] as const),
      ),
    );
    return new Map(
      (data?.rows ?? []).flatMap((row) =>
        row.statements.map(
          (id) => [id, { ...row, conflicting: conflicting.get(id) ?? 0 }] as const,
        ),
      ),
    );
  }, [data]);
}

export type TrustState = 'known' | 'fading' | 'assumed';

export function trustState({ line, isAssumption }: Pick<Trust, 'line' | 'isAssumption'>) {
  return isAssumption ? 'assumed' : line === 'fading' ? 'fading' : 'known';
}

export const trustMessages: Record<TrustState, MessageId> = {
  known: 'understand.trust.known',
  fading: 'understand.trust.fading',
  assumed: 'understand.trust.assumed',
};
