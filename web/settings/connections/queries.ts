import { queryOptions } from '@tanstack/react-query';
import type {
  CalendarSourceView,
  DisputeInput,
  ParkedEntry,
} from '../../../shared/interact/calendars.ts';
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

/** A mailbox, or calendars: what lies there, accounted for in the same way. */
export const sourceQuery = ({ id, kind }: Pick<ConnectionView, 'id' | 'kind'>, isAtWork = false) =>
  queryOptions({
    queryKey: ['mailbox', id],
    queryFn: ({ signal }): Promise<MailboxView | CalendarSourceView> =>
      api.get(`/${placeOf(kind)}/${id}`, { signal }),
    refetchInterval: ({ state: { data } }) =>
      isAtWork &&
      data?.folders.some(
        ({ wanted, toCome, onServer }) => wanted && (onServer === null || toCome > 0),
      )
        ? whileCounting
        : false,
  });

const placeOf = (kind: ConnectionView['kind']) => (kind === 'imap' ? 'mailboxes' : 'calendars');

/** What is not here yet, whatever it is. */
export interface ParkedRow
  extends Pick<ParkedMessage, 'folder' | 'state' | 'reason' | 'subject' | 'tries' | 'nextTryAt'> {
  key: string;
  sentAt: string | null;
  /** Of a calendar: which entry it is. */
  entry?: Pick<ParkedEntry, 'collectionId' | 'href'>;
}

export const parkedQuery = ({ id, kind }: Pick<ConnectionView, 'id' | 'kind'>) =>
  queryOptions({
    queryKey: ['mailbox', id, 'parked'],
    queryFn: async ({ signal }): Promise<ParkedRow[]> => {
      if (kind === 'imap') {
        const { rows } = await api.get<{ rows: ParkedMessage[] }>(`/mailboxes/${id}/messages`, {
          signal,
        });
        return rows.map((row) => ({ ...row, key: `${row.folder} ${String(row.uid)}` }));
      }
      const { rows } = await api.get<{ rows: ParkedEntry[] }>(`/calendars/${id}/entries`, {
        signal,
      });
      return rows.map((row) => ({
        ...row,
        key: `${row.collectionId} ${row.href}`,
        entry: row,
        sentAt: null,
      }));
    },
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
  { id, kind }: Pick<ConnectionView, 'id' | 'kind'>,
  { folderId, wanted }: { folderId: string; wanted: boolean | null },
) =>
  api.patch(
    kind === 'imap'
      ? `/mailboxes/${id}/folders/${folderId}`
      : `/calendars/${id}/collections/${folderId}`,
    { wanted },
  );

/** Of the calendars of a connection one may take what is made here. */
export const takeOurs = (
  { id }: Pick<ConnectionView, 'id'>,
  { collectionId, takesOurs }: { collectionId: string; takesOurs: boolean },
) => api.patch(`/calendars/${id}/collections/${collectionId}`, { takesOurs });

export const settleDispute = ({ id }: Pick<ConnectionView, 'id'>, input: DisputeInput) =>
  api.post(`/calendars/${id}/disputes`, input);

export const retryParked = ({ id, kind }: Pick<ConnectionView, 'id' | 'kind'>) =>
  api.post(`/${placeOf(kind)}/${id}/retry`);

export const addCaptureRule = (input: CaptureRuleInput) =>
  api.post<{ id: string }>('/capture-rules', input);

export const removeCaptureRule = (id: string) => api.delete(`/capture-rules/${id}`);
