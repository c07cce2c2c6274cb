import type { QueryClient } from '@tanstack/react-query';
import { queryOptions } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import type { SenderView } from '../../shared/interact/outgoing.ts';
import { api } from './api.ts';

/** What a mail begins with. */
export type Beginning =
  | { draft: string }
  | { to: { address: string; name: string } }
  | { answers: string; all: boolean }
  | 'empty';

/** The mail that stands beside the page, if one does; each opening is one of its own. */
interface Writing {
  beginning: Beginning;
  key: number;
}

let writing: Writing | null = null;
let opened = 0;
const listeners = new Set<() => void>();

function change(next: Writing | null): void {
  writing = next;
  for (const listener of listeners) listener();
}

export const openComposer = (beginning: Beginning) => change({ beginning, key: ++opened });
export const closeComposer = () => change(null);

export function useWriting(): Writing | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => writing,
  );
}

/** The mailboxes of one's own that can send; seldom others than a minute ago. */
export const sendersQuery = queryOptions({
  queryKey: ['senders'],
  queryFn: async ({ signal }) =>
    (await api.get<{ rows: SenderView[] }>('/outgoing/senders', { signal })).rows,
  staleTime: 60_000,
});

/** Here, when one has a mailbox here; else in whatever program this device writes mail with. */
export async function writeTo(
  client: QueryClient,
  to: { address: string; name: string },
): Promise<void> {
  const senders = await client.ensureQueryData(sendersQuery).catch(() => []);
  if (senders.length > 0) openComposer({ to });
  else location.assign(`mailto:${to.address}`);
}
