import { type QueryClient, queryOptions } from '@tanstack/react-query';
import type { PracticeChange, PracticeStep, PracticeView } from '../../shared/platform/help.ts';
import { api } from '../app/api.ts';
import type { GuideId } from './guides.ts';

/** Live updates know it by these words: what is done in the sample company may have been a step. */
export const practiceQuery = queryOptions({
  queryKey: ['practice'],
  queryFn: ({ signal }) => api.get<PracticeView>('/help/practice', { signal }),
});

/** The guide that shows a step. */
export const guideOfStep: Record<PracticeStep, GuideId> = {
  capture: 'capture',
  why: 'why',
  correct: 'correct',
  view: 'view',
  undo: 'undo',
};

export async function changePractice(client: QueryClient, change: PracticeChange): Promise<void> {
  const view = await api.patch<PracticeView>('/help/practice', change);
  client.setQueryData(practiceQuery.queryKey, view);
}
