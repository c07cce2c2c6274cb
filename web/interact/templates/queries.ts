import { queryOptions } from '@tanstack/react-query';
import type {
  FilledTemplate,
  TemplateRow,
  TemplateView,
} from '../../../shared/interact/templates/templates.ts';
import { api } from '../../app/api.ts';

/** Live updates know all of these by their first word. */
export const templatesQuery = queryOptions({
  queryKey: ['template'],
  queryFn: async ({ signal }) =>
    (await api.get<{ rows: TemplateRow[] }>('/mail-templates', { signal })).rows,
});

export const templateQuery = (id: string) =>
  queryOptions({
    queryKey: ['template', id],
    queryFn: ({ signal }) => api.get<TemplateView>(`/mail-templates/${id}`, { signal }),
  });

export interface Filling {
  to: string;
  from: string | null;
}

/** What it would say to somebody; asked anew each time, because facts age and change. */
export const filledQuery = (id: string, { to, from }: Filling) =>
  queryOptions({
    queryKey: ['template', id, 'filled', to, from],
    queryFn: ({ signal }) =>
      api.get<FilledTemplate>(`/mail-templates/${id}/filled`, {
        query: { to, zone: Temporal.Now.timeZoneId(), ...(from ? { from } : {}) },
        signal,
      }),
    staleTime: 0,
    gcTime: 0,
  });
