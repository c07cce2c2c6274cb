import { queryOptions } from '@tanstack/react-query';
import type { NewDevice } from '../../shared/platform/sign-in.ts';
import { api } from './api.ts';

export const newDevicesQuery = queryOptions({
  queryKey: ['account', 'new devices'],
  queryFn: ({ signal }) => api.get<{ rows: NewDevice[] }>('/api/auth/new-devices', { signal }),
  staleTime: 5 * 60_000,
});
