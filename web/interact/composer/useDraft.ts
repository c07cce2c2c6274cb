import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { OutgoingView, RecipientRole } from '../../../shared/interact/outgoing.ts';
import { ApiProblem, api } from '../../app/api.ts';
import { outgoingQuery } from './queries.ts';

export interface Recipient {
  address: string;
  name: string;
}

/** A mail as it is being written. */
export interface Draft extends Record<RecipientRole, Recipient[]> {
  from: string | null;
  subject: string;
  html: string;
  followUpOn: string | null;
}

export const emptyDraft: Draft = {
  from: null,
  to: [],
  cc: [],
  bcc: [],
  subject: '',
  html: '',
  followUpOn: null,
};

export function draftOf(view: OutgoingView): Draft {
  const as = (wanted: RecipientRole) =>
    view.recipients.flatMap(({ role, address, name }) =>
      role === wanted ? [{ address, name }] : [],
    );
  const { from, subject, html, followUpOn } = view;
  return { from, to: as('to'), cc: as('cc'), bcc: as('bcc'), subject, html, followUpOn };
}

const restBeforeSaving = 600;

/**
 * Keeps what is typed at the server soon after it is typed, one request after the other; nothing is begun
 * there before something is written.
 */
export function useDraft(kept: OutgoingView | null, beginning: Draft, answers: string | undefined) {
  const client = useQueryClient();
  const [draft, setDraft] = useState(() => (kept ? draftOf(kept) : beginning));
  const [view, setView] = useState(kept);
  const [problem, setProblem] = useState<Error | null>(null);
  const now = useRef({ draft, view, isStale: false });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const queue = useRef<Promise<unknown>>(Promise.resolve());

  const write = useCallback(async () => {
    if (!now.current.isStale) return;
    now.current.isStale = false;
    const { draft: wanted, view: before } = now.current;
    const { followUpOn, ...parts } = wanted;
    const save = (version: number) =>
      api.patch<OutgoingView>(`/outgoing/${before!.id}`, { ...parts, followUpOn, version });
    try {
      const saved = before
        ? await save(before.version).catch(async (error: unknown) => {
            if (!(error instanceof ApiProblem) || error.code !== 'version.conflict') throw error;
            // The same mail in another window of one's own: what is typed here is the newer.
            const { version } = await api.get<OutgoingView>(`/outgoing/${before.id}`);
            return save(version);
          })
        : await api.post<OutgoingView>('/outgoing', { ...parts, ...(answers ? { answers } : {}) });
      now.current.view = saved;
      setView(saved);
      setProblem(null);
      void client.invalidateQueries({ queryKey: outgoingQuery.queryKey });
    } catch (error) {
      now.current.isStale = true;
      setProblem(error instanceof Error ? error : new Error(String(error)));
      throw error;
    }
  }, [answers, client]);

  /** Everything typed so far is kept when it resolves. */
  const flush = useCallback((): Promise<OutgoingView | null> => {
    clearTimeout(timer.current);
    const done = queue.current.then(write, write);
    queue.current = done.catch(() => undefined);
    return done.then(() => now.current.view);
  }, [write]);

  const change = useCallback(
    (part: Partial<Draft>) => {
      now.current.draft = { ...now.current.draft, ...part };
      now.current.isStale = true;
      setDraft(now.current.draft);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void flush().catch(() => undefined), restBeforeSaving);
    },
    [flush],
  );

  /** What another request answered about the mail. */
  const take = useCallback((next: OutgoingView) => {
    now.current.view = next;
    setView(next);
  }, []);

  /** A draft without a word is kept only where it was begun. */
  const begin = useCallback(async (): Promise<OutgoingView> => {
    if (!now.current.view) now.current.isStale = true;
    return (await flush())!;
  }, [flush]);

  useEffect(() => {
    const leave = () => void flush().catch(() => undefined);
    document.addEventListener('visibilitychange', leave);
    return () => {
      document.removeEventListener('visibilitychange', leave);
      leave();
    };
  }, [flush]);

  return { draft, view, problem, change, flush, begin, take };
}
