import { FeedSettings, NoSecret } from '../../../shared/platform/connections.ts';
import { asActor, systemActor } from '../../platform/access/actor.ts';
import { type Connected, registerConnector } from '../../platform/connections/connector.ts';
import { ConnectionTrouble } from '../../platform/connections/errors.ts';
import { Unanswered } from '../../platform/egress/errors.ts';
import type { House } from '../../platform/house.ts';
import { runInWorker } from '../../platform/workers/calls.ts';
import { keepMentions } from './keeping.ts';
import { requireOwnNames } from './names.ts';
import type { Answer, Post } from './reading.ts';

const everySeconds = 15 * 60;
const mostBytes = 4 * 1024 * 1024;
const patience = 30_000;
const mostRedirects = 3;

/** Public feeds in which the company may be named. They are asked, and nothing is ever told to them. */
export function connectFeeds(): void {
  registerConnector({
    kind: 'feed',
    settings: FeedSettings,
    secret: NoSecret,
    addressee: ({ address }) => URL.parse(address)?.host ?? address,
    every: everySeconds,
    prepare: async (transaction, { id, reach, settings }) => {
      await requireOwnNames(transaction, settings.names);
      await transaction.db
        .insertInto('feeds')
        .values({
          workspace_id: transaction.actor.workspaceId,
          connection_id: id,
          audience: reach.audience,
        })
        // With other names the same answer may hold other posts.
        .onConflict((already) =>
          already.columns(['workspace_id', 'connection_id']).doUpdateSet({ marks: '{}' }),
        )
        .execute();
    },
    async probe(house, settings) {
      for (const address of addressesOf(settings)) await fetchPosts(house, settings, address, {});
    },
    async run(feed) {
      if (!feed.signal.aborted) await follow(feed);
    },
  });
}

/** A source is asked for each name by itself; a feed is read as a whole. */
export function addressesOf({ source, address, names }: FeedSettings): string[] {
  const base = address.replace(/\/+$/, '');
  if (source === 'feed') return [address];
  if (source === 'bluesky')
    return names.map(
      (name) =>
        `${base}/xrpc/app.bsky.feed.searchPosts?limit=50&sort=latest&q=${encodeURIComponent(`"${name}"`)}`,
    );
  const tags = names.map((name) => name.normalize('NFKC').replace(/[^\p{L}\p{N}_]+/gu, ''));
  return [...new Set(tags.filter(Boolean))].map(
    (tag) => `${base}/api/v1/timelines/tag/${encodeURIComponent(tag)}?limit=40`,
  );
}

/** By what a server knows again the state that was last read (RFC 9110, 8.8). */
interface Mark {
  etag?: string;
  modified?: string;
}

async function follow(feed: Connected<FeedSettings, NoSecret>): Promise<void> {
  const { house, actor, id, settings, signal } = feed;
  const asHouse = systemActor(actor.workspaceId, actor.userId);
  const row = await asActor(house.db, asHouse, ({ db }) =>
    db
      .selectFrom('feeds')
      .select('marks')
      .where('workspace_id', '=', actor.workspaceId)
      .where('connection_id', '=', id)
      .executeTakeFirst(),
  );
  const marks = { ...((row?.marks ?? {}) as Record<string, Mark>) };
  for (const address of addressesOf(settings)) {
    if (signal.aborted) return;
    const answer = await fetchPosts(house, settings, address, marks[address] ?? {}, signal);
    if (!answer) continue;
    await asActor(house.db, actor, (transaction) => keepMentions(transaction, feed, answer.posts));
    marks[address] = answer.mark;
    // Only what is written down is not asked for again.
    await asActor(house.db, asHouse, ({ db }) =>
      db
        .updateTable('feeds')
        .set({ marks: JSON.stringify(marks) })
        .where('workspace_id', '=', actor.workspaceId)
        .where('connection_id', '=', id)
        .execute(),
    );
  }
}

/** null when nothing there is another than it was. Throws ConnectionTrouble or Unanswered. */
async function fetchPosts(
  { egress }: House,
  { source }: FeedSettings,
  address: string,
  { etag, modified }: Mark,
  signal?: AbortSignal,
): Promise<{ posts: Post[]; mark: Mark } | null> {
  let at = URL.parse(address);
  if (!at) throw new Unanswered('address', address);
  const { host } = at;
  for (let redirects = 0; ; redirects++) {
    const response = await egress.ask(at.href, {
      headers: {
        accept:
          source === 'feed'
            ? 'application/atom+xml, application/rss+xml, */*;q=0.5'
            : 'application/json',
        'user-agent': 'Rapport',
        ...(etag ? { 'if-none-match': etag } : {}),
        ...(modified ? { 'if-modified-since': modified } : {}),
      },
      limits: { milliseconds: patience, bytes: mostBytes },
      ...(signal ? { signal } : {}),
    });
    const location = response.headers.get('location');
    if (response.status === 304) return null;
    if (response.status >= 300 && response.status < 400 && location) {
      at = URL.parse(location, at);
      if (!at || redirects === mostRedirects) throw new Unanswered('no answer', host);
      continue;
    }
    if (response.status !== 200) throw new Unanswered('no answer', host);
    const type = response.headers.get('content-type') ?? '';
    const answer: Answer = {
      kind: source,
      body: new Uint8Array(await response.arrayBuffer()),
      charset: /;\s*charset\s*=\s*["']?([\w.:-]+)/i.exec(type)?.[1] ?? null,
    };
    const posts = await runInWorker<Post[] | null>({
      module: new URL('./reading.ts', import.meta.url),
      name: 'readPosts',
      input: answer,
      milliseconds: 10_000,
      megabytes: 200,
    }).catch((error: unknown) => {
      throw new ConnectionTrouble('not understood', { cause: error });
    });
    if (!posts) throw new ConnectionTrouble('not understood');
    const told = (name: string) => response.headers.get(name)?.slice(0, 500);
    const [newEtag, newModified] = [told('etag'), told('last-modified')];
    return {
      posts,
      mark: {
        ...(newEtag ? { etag: newEtag } : {}),
        ...(newModified ? { modified: newModified } : {}),
      },
    };
  }
}
