import type { QueryClient } from '@tanstack/react-query';
import { queryOptions } from '@tanstack/react-query';
import { catalogQuery, usersQuery } from '../identify/parties/queries.ts';
import { eventWords } from '../identify/record/historyWords.ts';
import { factWords } from '../identify/record/useFactWords.ts';
import type { MessageId } from '../locales/ids.ts';
import { lastRemembered, toast } from '../ui/toast.ts';
import type { Say } from '../ui/words.ts';
import { ApiProblem, api } from './api.ts';

/** An act of one's own that can be taken back, as the server tells it. */
export interface LastAct {
  id: string;
  at: string;
  subject: string;
  subjectId: string;
  verb: string;
  particulars: ({ topic?: string; fieldId?: string } & Record<string, unknown>) | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  name: string | null;
}

const lastActsQuery = queryOptions({
  queryKey: ['last acts'],
  queryFn: ({ signal }) => api.get<{ now: string; rows: LastAct[] }>('/events/mine', { signal }),
  staleTime: 0,
});

interface Around {
  client: QueryClient;
  say: Say;
  locale: string;
}

/** Acts that could not be taken back; what was done before them is next. */
const passed = new Set<string>();

/** What the next press takes back, and what comes before it. */
async function nextOf(client: QueryClient) {
  const asked = Temporal.Now.instant().epochMilliseconds;
  const { now, rows } = await client.fetchQuery(lastActsQuery);
  const [act, before] = rows.filter(({ id }) => !passed.has(id));
  const local = lastRemembered();
  if (!local || !act) return { local, act, before };
  // The server's clock is ahead by no more than this: what this page said of an act came after the act.
  const ahead = Temporal.Instant.from(now).epochMilliseconds - asked;
  const isLater = local.at + ahead >= Temporal.Instant.from(act.at).epochMilliseconds;
  return isLater ? { local } : { act, before };
}

/** In a few words, for the palette. */
export async function nextWords(around: Around): Promise<string | null> {
  const { local, act } = await nextOf(around.client);
  if (local) return local.text;
  return act ? actWords(act, around) : null;
}

/**
 * Takes back the last act: one that only this page remembers, or one that the server knows of, whatever page or
 * day it was. Each further press goes back by one more.
 */
async function undoOne(around: Around): Promise<void> {
  const { client, say } = around;
  const { local, act, before } = await nextOf(client);
  if (local) {
    const wasTold = await local.undo();
    if (!wasTold) toast(say('app.undo.done', { what: local.text }), { tone: 'good' });
    return;
  }
  if (!act) {
    toast(say('app.undo.nothing'));
    return;
  }
  const what = await actWords(act, around);
  try {
    await api.post(`/events/${act.id}/undo`);
    toast(say('app.undo.done', { what }), { tone: 'good' });
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    passed.add(act.id);
    const next = before ? say('app.undo.before', { what: await actWords(before, around) }) : '';
    toast(`${say('app.undo.failed', { what, why: error.message })} ${next}`.trim(), {
      tone: 'bad',
    });
  } finally {
    void client.invalidateQueries();
  }
}

let turn: Promise<void> = Promise.resolve();

/** Keys that come faster than answers go back one by one all the same. */
export function undoLast(around: Around): Promise<void> {
  turn = turn
    .then(() => undoOne(around))
    .catch((error: unknown) =>
      toast(error instanceof Error ? error.message : String(error), { tone: 'bad' }),
    );
  return turn;
}

const subjects: Record<string, MessageId> = {
  view: 'app.undo.view',
  field: 'app.undo.field',
  activity: 'app.undo.activity',
  'tie kind': 'app.undo.tieKind',
  strategy: 'app.undo.strategy',
};

/** What an act was, in a few words, with whose record it changed. */
async function actWords(act: LastAct, { client, say, locale }: Around): Promise<string> {
  const { subject, particulars, name } = act;
  if (subject === 'bulk') {
    const { change, counts } = (particulars ?? {}) as {
      change?: { do?: string };
      counts?: { changed?: number };
    };
    const message = change?.do === 'cells' ? 'app.undo.cells' : 'app.undo.bulk';
    return say(message, { count: counts?.changed ?? 0 });
  }
  if (subject === 'person' || subject === 'company' || subject === 'tie') {
    const catalog = await client.ensureQueryData(catalogQuery);
    const { rows: users } = await client.ensureQueryData(usersQuery);
    const names = Object.fromEntries(users.map((user) => [user.id, user.name]));
    const words = factWords(subject === 'company' ? 'company' : 'person', {
      catalog,
      users,
      say,
      locale,
    });
    const text = eventWords(act, { say, locale, names, words });
    return name ? say('app.undo.of', { name, what: text }) : text;
  }
  return say(subjects[subject] ?? 'app.undo.act');
}
