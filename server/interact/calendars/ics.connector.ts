import { IcsSecret, IcsSettings } from '../../../shared/platform/connections.ts';
import { asActor, systemActor, type Transaction } from '../../platform/access/actor.ts';
import {
  type Connected,
  isToken,
  registerConnector,
  type Token,
} from '../../platform/connections/connector.ts';
import { ConnectionTrouble } from '../../platform/connections/errors.ts';
import { Unanswered } from '../../platform/egress/errors.ts';
import type { House } from '../../platform/house.ts';
import { CapturingMeetings, type DeliveredMeeting } from './capturing.ts';
import {
  bookedEntries,
  isToBeCompared,
  isToBeRead,
  isWanted,
  keepCollections,
} from './collections.ts';
import { dropEntries } from './entries.ts';

/** Twice an hour is what a link is asked at most; whoever publishes one renews it far more rarely. */
const askEverySeconds = 30 * 60;
const mostBytes = 16 * 1024 * 1024;
const patience = 60_000;
const mostRedirects = 3;
const writtenTogether = 50;

/** A calendar behind a link (RFC 5545): read, and nothing else. */
export function connectCalendarLinks(): void {
  registerConnector({
    kind: 'ics',
    settings: IcsSettings,
    secret: IcsSecret,
    addressee: ({ host }) => host,
    every: askEverySeconds,
    async probe(house, settings, secret) {
      await fetchCalendar(house, settings, secret, {});
    },
    async run(link) {
      if (!link.signal.aborted) await follow(link);
    },
  });
}

async function follow(link: Connected<IcsSettings, IcsSecret>): Promise<void> {
  const { actor, house, name, settings, secret, signal } = link;
  const asHouse = <T>(work: (transaction: Transaction) => Promise<T>) =>
    asActor(house.db, systemActor(actor.workspaceId, actor.userId), work);
  const capturing = await CapturingMeetings.begin(link);
  const [collection] = await asHouse((transaction) =>
    keepCollections(transaction, link, 'calendar', [{ url: 'link', name, writable: false }]),
  );
  if (!collection || !isWanted(collection)) return;
  if (collection.unfinished_run) await capturing.finishRun(collection.unfinished_run);
  const booked = await asHouse((transaction) => bookedEntries(transaction, collection.id));
  const known = collection.sync_token ? (JSON.parse(collection.sync_token) as Validators) : {};
  const isDue =
    isToBeCompared(collection) ||
    [...booked.values()].some(({ state, etag, ...entry }) =>
      state === 'waiting' ? isToBeRead({ state, etag, ...entry }, etag) : false,
    );
  const answer = await fetchCalendar(house, settings, secret, isDue ? {} : known, signal);
  let onServer = booked.size;
  if (answer) {
    const [entries] = await capturing.read([answer.text]);
    if (!entries) throw new ConnectionTrouble('not understood');
    const wanted = entries.filter(({ uid, digest }) => isToBeRead(booked.get(hrefOf(uid)), digest));
    for (let from = 0; from < wanted.length; from += writtenTogether) {
      if (signal.aborted) return;
      await capturing.write(
        collection,
        wanted.slice(from, from + writtenTogether).map(
          ({ uid, digest, ...read }): DeliveredMeeting => ({
            href: hrefOf(uid),
            etag: digest,
            read,
          }),
        ),
      );
    }
    const there = new Set(entries.map(({ uid }) => hrefOf(uid)));
    await asActor(house.db, actor, (transaction) =>
      dropEntries(
        transaction,
        collection,
        [...booked.keys()].filter((href) => !there.has(href)),
      ),
    );
    onServer = there.size;
  }
  await capturing.finish();
  const now = Temporal.Now.instant();
  await asHouse(({ db }) =>
    db
      .updateTable('collections')
      .set({
        seen_at: now,
        on_server: onServer,
        ...(answer ? { sync_token: JSON.stringify(answer.validators), compared_at: now } : {}),
      })
      .where('workspace_id', '=', actor.workspaceId)
      .where('id', '=', collection.id)
      .execute(),
  );
}

const hrefOf = (uid: string) => uid.slice(0, 2_000);

/** By what the server knows again the state that was last read (RFC 9110, 8.8). */
interface Validators {
  etag?: string;
  modified?: string;
}

/** null when nothing there is another than it was. Throws ConnectionTrouble or Unanswered. */
async function fetchCalendar(
  { egress }: House,
  { host }: IcsSettings,
  secret: IcsSecret | Token,
  { etag, modified }: Validators,
  signal?: AbortSignal,
): Promise<{ text: string; validators: Validators } | null> {
  // Nobody signs in to read a link.
  if (isToken(secret)) throw new ConnectionTrouble('secret lost');
  let at = URL.parse(secret.url.replace(/^webcal:/i, 'https:'));
  if (!at || at.host !== host) throw new Unanswered('address', host);
  for (let redirects = 0; ; redirects++) {
    const response = await egress.ask(at.href, {
      headers: {
        accept: 'text/calendar, text/plain;q=0.5',
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
    // The link was withdrawn, or asks for more than to be known.
    if ([401, 403, 404, 410].includes(response.status))
      throw new ConnectionTrouble('sign-in refused');
    if (response.status !== 200) throw new Unanswered('no answer', host);
    const text = await response.text();
    if (!/^\uFEFF?\s*BEGIN:VCALENDAR/i.test(text)) throw new ConnectionTrouble('not understood');
    const told = (name: string) => response.headers.get(name)?.slice(0, 500);
    const [newEtag, newModified] = [told('etag'), told('last-modified')];
    return {
      text,
      validators: {
        ...(newEtag ? { etag: newEtag } : {}),
        ...(newModified ? { modified: newModified } : {}),
      },
    };
  }
}
