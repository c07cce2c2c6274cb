import { queryOptions } from '@tanstack/react-query';
import type {
  StrategyDraft,
  StrategyInput,
  StrategyVersion,
  StrategyView,
} from '../../shared/strategy/strategy.ts';
import { api } from '../app/api.ts';

export const strategyQuery = queryOptions({
  queryKey: ['strategy', 'current'],
  queryFn: ({ signal }) => api.get<StrategyView>('/strategy', { signal }),
});

export const draftQuery = queryOptions({
  queryKey: ['strategy', 'draft'],
  queryFn: ({ signal }) => api.get<{ draft: StrategyDraft | null }>('/strategy/draft', { signal }),
});

export const versionsQuery = queryOptions({
  queryKey: ['strategy', 'versions'],
  queryFn: ({ signal }) => api.get<{ rows: StrategyVersion[] }>('/strategy/versions', { signal }),
});

/** A version stays as it was adopted. */
export function versionQuery(version: number) {
  return queryOptions({
    queryKey: ['strategy', 'version', version],
    queryFn: ({ signal }) =>
      api.get<StrategyView>(`/strategy/versions/${String(version)}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function adopt(input: StrategyInput): Promise<{ version: number; event: string }> {
  return api.post('/strategy', input);
}

export function takeBack(event: string): Promise<{ event: string }> {
  return api.post(`/events/${event}/undo`);
}
