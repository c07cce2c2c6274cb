import type { QueryClient } from '@tanstack/react-query';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { hearCall } from './calling.ts';
import { currentLook } from './look.ts';
import { hearPresence, writingOn } from './presence.ts';
import { sessionQuery } from './session.ts';
import { inShownWorkspace } from './workspace.ts';

/** What the server tells: something about this subject has changed. Never the data itself. */
export interface Announcement {
  subject: string;
  id: string;
  verb: string;
  /** Whose presence is told. */
  by?: string;
}

/** Told at most once in this time, so that an import of thousands does not redraw the page thousands of times. */
export const quietTime = 1000;

/**
 * Collects announcements and then marks what they concern as stale: every query whose key holds the
 * subject (`['person', …]`, `['people', …]`) or the id.
 */
export class LiveUpdates {
  #subjects = new Set<string>();
  #ids = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #client: QueryClient;

  constructor(client: QueryClient) {
    this.#client = client;
  }

  hear({ subject, id }: Announcement): void {
    this.#subjects.add(subject);
    this.#ids.add(id);
    this.#timer ??= setTimeout(() => this.#tell(), quietTime);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #tell(): void {
    this.#timer = undefined;
    const concerned = new Set(
      [...this.#subjects].flatMap((subject) => concerns[subject] ?? [subject]),
    );
    const ids = new Set(this.#ids);
    this.#subjects.clear();
    this.#ids.clear();
    void this.#client.invalidateQueries({
      predicate: ({ queryKey: [first, ...rest] }) =>
        concerned.has(String(first)) ||
        rest.some((part) => typeof part === 'string' && ids.has(part)),
    });
  }
}

/** Queries that show more than their own subject, by the first part of their key. */
const concerns: Record<string, string[]> = {
  person: ['person', 'people', 'relationships', 'tags', 'practice', 'today'],
  company: ['company', 'companies', 'relationships', 'tags', 'practice', 'today'],
  party: ['person', 'people', 'company', 'companies'],
  activity: [
    'activity',
    'timeline',
    'dealings',
    'relationships',
    'tasks',
    'today',
    'proposals',
    'inbox',
  ],
  proposal: ['proposals'],
  conversation: ['inbox'],
  outgoing: ['outgoing', 'inbox'],
  call: ['call', 'calls'],
  hook: ['hooks'],
  form: ['forms'],
  comment: ['comments', 'timeline'],
  follow: ['follow'],
  notification: ['notifications', 'handovers'],
  handover: ['handovers', 'notifications'],
  import: ['import', 'imports', 'inbox'],
  duplicate: ['duplicates'],
  // Its kinds are choices of fields, and its words stand in every list.
  strategy: ['strategy', 'catalog'],
  // Its history stands with both ends, whose ids the announcement does not name.
  tie: ['ties', 'history', 'relationships'],
  field: ['fields', 'catalog', 'person', 'people', 'company', 'companies'],
  view: ['views', 'practice'],
  capture: ['practice'],
  // Its mailbox is counted anew with whatever is told of it.
  connection: ['connection', 'mailbox', 'senders'],
};

/** Listens to the server while the page is open; the browser reconnects by itself. */
export function useLiveUpdates(): void {
  const client = useQueryClient();
  useEffect(() => {
    const updates = new LiveUpdates(client);
    const source = new EventSource(inShownWorkspace('/api/v1/events/stream'));
    let wasOpen = false;
    source.addEventListener('change', ({ data }: MessageEvent<string>) => {
      const announcement = JSON.parse(data) as Announcement;
      const { subject, id, verb, by } = announcement;
      const isHere = verb === 'here' || verb === 'writing';
      const isWriting = verb === 'writing' || verb === 'wrote';
      if (subject === 'call') hearCall(id, verb);
      if (verb === 'told' && currentLook().notices && !document.hasFocus())
        void import('../interact/notifications/notice.ts').then(({ showNotice }) => showNotice());
      if (subject !== 'presence') updates.hear(announcement);
      else if (by)
        hearPresence(
          isWriting ? writingOn(id) : id,
          by,
          isHere,
          client.getQueryData(sessionQuery.queryKey)?.user.id,
        );
    });
    source.addEventListener('open', () => {
      // What happened while the line was down was never told: everything on screen is asked for again.
      if (wasOpen) void client.invalidateQueries();
      wasOpen = true;
    });
    source.addEventListener('error', () => {
      // A line that only broke is tried again by the browser; one that was refused means: signed out.
      if (source.readyState === EventSource.CLOSED) void client.refetchQueries(sessionQuery);
    });
    return () => {
      source.close();
      updates.stop();
    };
  }, [client]);
}
