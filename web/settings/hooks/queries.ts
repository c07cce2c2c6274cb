import { queryOptions } from '@tanstack/react-query';
import type {
  DeliveryView,
  HookChange,
  HookInput,
  HookMade,
  HookView,
} from '../../../shared/platform/hooks.ts';
import { api } from '../../app/api.ts';

export const hooksQuery = queryOptions({
  queryKey: ['hooks'],
  queryFn: ({ signal }) => api.get<{ rows: HookView[] }>('/hooks', { signal }),
});

export const deliveriesQuery = (id: string) =>
  queryOptions({
    queryKey: ['hooks', id, 'deliveries'],
    queryFn: ({ signal }) =>
      api.get<{ rows: DeliveryView[] }>(`/hooks/${id}/deliveries`, { signal }),
  });

export const makeHook = (input: HookInput) => api.post<HookMade>('/hooks', input);
export const changeHook = (id: string, change: HookChange) =>
  api.patch<{ event: string }>(`/hooks/${id}`, change);
export const changeSecret = (id: string, version: number) =>
  api.post<{ event: string; secret: string }>(`/hooks/${id}/secret`, { version });
export const removeHook = ({ id, version }: Pick<HookView, 'id' | 'version'>) =>
  api.delete<{ event: string }>(`/hooks/${id}?version=${version}`);
export const undoEvent = (event: string) => api.post(`/events/${event}/undo`);
