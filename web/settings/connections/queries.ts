import { queryOptions } from '@tanstack/react-query';
import type { MailDiscoveryInput, MailServers } from '../../../shared/interact/mail-servers.ts';
import type {
  CaptureRuleInput,
  CaptureRuleView,
  MailboxView,
  ParkedMessage,
} from '../../../shared/interact/mailboxes.ts';
import type {
  ConnectionChange,
  ConnectionInput,
  ConnectionProblem,
  ConnectionTrial,
  ConnectionView,
} from '../../../shared/platform/connections.ts';
import { api } from '../../app/api.ts';

export { connectionsQuery } from '../../app/connections.ts';

/** Counted anew this often while there is something to come; afterwards when the server tells of news. */
const whileCounting = 2_000;

export const mailboxQuery = (id: string, isAtWork = false) =>
  queryOptions({
    queryKey: ['mailbox', id],
    queryFn: ({ signal }) => api.get<MailboxView>(`/mailboxes/${id}`, { signal }),
    refetchInterval: ({ state: { data } }) =>
      isAtWork &&
      data?.folders.some(
        ({ wanted, toCome, onServer }) => wanted && (onServer === null || toCome > 0),
      )
        ? whileCounting
        : false,
  });

export const parkedQuery = (id: string) =>
  queryOptions({
    queryKey: ['mailbox', id, 'messages'],
    queryFn: ({ signal }) =>
      api.get<{ rows: ParkedMessage[] }>(`/mailboxes/${id}/messages`, { signal }),
  });

export const captureRulesQuery = queryOptions({
  // By this word live updates know it.
  queryKey: ['capture rule'],
  queryFn: ({ signal }) => api.get<{ rows: CaptureRuleView[] }>('/capture-rules', { signal }),
});

export const findServers = (input: MailDiscoveryInput) =>
  api.post<MailServers>('/mailboxes/discovery', input);

export const tryConnection = async (trial: ConnectionTrial): Promise<ConnectionProblem | null> =>
  (await api.post<{ problem: ConnectionProblem | null }>('/connections/trial', trial)).problem;

export const connect = (input: ConnectionInput) => api.post<{ id: string }>('/connections', input);

export const changeConnection = ({ id, ...change }: ConnectionChange & { id: string }) =>
  api.patch<{ version: number }>(`/connections/${id}`, change);

export const disconnect = ({ id, version }: Pick<ConnectionView, 'id' | 'version'>) =>
  api.delete(`/connections/${id}?version=${String(version)}`);

export const changeFolder = (
  mailboxId: string,
  { folderId, ...change }: { folderId: string; wanted: boolean | null },
) => api.patch(`/mailboxes/${mailboxId}/folders/${folderId}`, change);

export const retryParked = (mailboxId: string) => api.post(`/mailboxes/${mailboxId}/retry`);

export const addCaptureRule = (input: CaptureRuleInput) =>
  api.post<{ id: string }>('/capture-rules', input);

export const removeCaptureRule = (id: string) => api.delete(`/capture-rules/${id}`);
