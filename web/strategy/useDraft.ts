import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type {
  StrategyChoices,
  StrategyDraft,
  StrategyView,
} from '../../shared/strategy/strategy.ts';
import { ApiProblem, api } from '../app/api.ts';
import { draftQuery } from './queries.ts';

/** What is being written, and how much of it the server has. */
export interface Draft {
  name: string;
  choices: StrategyChoices;
  /** Of the draft on the server; 0 while there is none. */
  version: number;
  state: 'still' | 'writing' | 'written' | 'late' | 'failed';
  /** Why it could not be written. */
  problem?: string;
}

export interface Drafting extends Draft {
  edit: (change: (choices: StrategyChoices) => StrategyChoices) => void;
  rename: (name: string) => void;
  /** Writes what is not written yet, and says which version that is. */
  finish: () => Promise<number>;
  /** Somebody else was quicker: go on from theirs, or write over it. */
  takeTheirs: () => void;
  keepMine: () => void;
}

/** Written after a pause in typing, so that no thought is lost and not every key travels. */
const pause = 1_000;

type Written = Pick<Draft, 'name' | 'choices' | 'version'>;

function begin(current: StrategyView, server: StrategyDraft | null, ownName: string): Written {
  if (server) return { name: server.name, choices: server.choices, version: server.version };
  return {
    name: current.version === 0 ? ownName : current.name,
    choices: current.choices,
    version: 0,
  };
}

/**
 * One draft that all who lead share. What is typed shows at once and is written a second later; what
 * others write arrives here while nothing of one's own is waiting.
 */
export function useDraft(
  current: StrategyView,
  server: StrategyDraft | null,
  ownName: string,
): Drafting {
  const client = useQueryClient();
  const [draft, setDraft] = useState<Draft>(() => ({
    ...begin(current, server, ownName),
    state: 'still',
  }));
  const latest = useRef<Written>(draft);
  const waiting = useRef(false);
  const writing = useRef<Promise<void> | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const show = (written: Written, state: Draft['state'], problem?: string) => {
    latest.current = written;
    setDraft({ ...written, state, ...(problem === undefined ? {} : { problem }) });
  };

  const write = async (): Promise<void> => {
    clearTimeout(timer.current);
    await writing.current;
    if (!waiting.current) return;
    waiting.current = false;
    const { name, choices, version } = latest.current;
    const done = api.put<{ version: number }>('/strategy/draft', { version, name, choices }).then(
      (answer) => {
        show(
          { ...latest.current, version: answer.version },
          waiting.current ? 'writing' : 'written',
        );
        client.setQueryData(draftQuery.queryKey, {
          draft: {
            version: answer.version,
            basedOn: current.version,
            name,
            choices,
            changedAt: Temporal.Now.instant().toString(),
            changedBy: null,
          },
        });
      },
      (error: unknown) => {
        waiting.current = true;
        const isLate = error instanceof ApiProblem && error.status === 409;
        show(
          latest.current,
          isLate ? 'late' : 'failed',
          error instanceof Error ? error.message : String(error),
        );
        throw error;
      },
    );
    writing.current = done.catch(() => undefined);
    try {
      await done;
    } finally {
      writing.current = null;
    }
  };

  const change = (next: Partial<Written>) => {
    waiting.current = true;
    show({ ...latest.current, ...next }, 'writing');
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void write().catch(() => undefined), pause);
  };

  const take = (from: StrategyDraft | null) => {
    waiting.current = false;
    clearTimeout(timer.current);
    show(begin(current, from, ownName), 'still');
  };

  // What was changed elsewhere, unless something of one's own waits to be written.
  const heard = useRef({ current, server });
  useEffect(() => {
    if (heard.current.current === current && heard.current.server === server) return;
    heard.current = { current, server };
    if (waiting.current || writing.current) return;
    if (server && server.version === latest.current.version) return;
    take(server);
  });

  // Whoever leaves the page within the pause has written it all the same.
  const leave = useRef(write);
  leave.current = write;
  useEffect(() => () => void leave.current().catch(() => undefined), []);

  return {
    ...draft,
    edit: (by) => change({ choices: by(latest.current.choices) }),
    rename: (name) => change({ name }),
    finish: async () => {
      await write();
      return latest.current.version;
    },
    takeTheirs: () =>
      void client
        .fetchQuery({ ...draftQuery, staleTime: 0 })
        .then(({ draft: theirs }) => take(theirs)),
    keepMine: () =>
      void client.fetchQuery({ ...draftQuery, staleTime: 0 }).then(({ draft: theirs }) => {
        latest.current = { ...latest.current, version: theirs?.version ?? 0 };
        waiting.current = true;
        return write().catch(() => undefined);
      }),
  };
}
