import { queryOptions } from '@tanstack/react-query';
import type {
  FormChange,
  FormInput,
  FormView,
  SubmissionView,
} from '../../../shared/interact/forms.ts';
import { api } from '../../app/api.ts';

interface Done {
  event: string;
}

export const formsQuery = queryOptions({
  queryKey: ['forms'],
  queryFn: async ({ signal }) => (await api.get<{ rows: FormView[] }>('/forms', { signal })).rows,
});

export const doubtfulQuery = (id: string) =>
  queryOptions({
    queryKey: ['forms', id, 'doubtful'],
    queryFn: async ({ signal }) =>
      (await api.get<{ rows: SubmissionView[] }>(`/forms/${id}/doubtful`, { signal })).rows,
  });

export const makeForm = (input: FormInput) => api.post<Done & { id: string }>('/forms', input);
export const changeForm = (id: string, change: FormChange) =>
  api.patch<Done>(`/forms/${id}`, change);
export const removeForm = ({ id, version }: Pick<FormView, 'id' | 'version'>) =>
  api.delete<Done>(`/forms/${id}?version=${version}`);
export const letIn = (id: string) => api.post<Done>(`/forms/answers/${id}/admission`);
export const putAway = (id: string) => api.delete<Done>(`/forms/answers/${id}`);
export const undoEvent = (event: string) => api.post(`/events/${event}/undo`);
