import { asActor } from '../../platform/access/actor.ts';
import { CapturingMeetings, type DeliveredMeeting } from './capturing.ts';
import { dropEntries } from './entries.ts';
import type { DavSource, Delivered, Following } from './session.ts';
import { writeBack, writeNew } from './writing.ts';

/** What people do to a meeting here. */
const ownVerbs: ReadonlySet<string> = new Set([
  'written',
  'edited',
  'called off',
  'put on again',
  'series changed',
]);

/** Entries of calendars become meetings, and meetings go back into them. */
export async function followMeetings(source: DavSource): Promise<Following> {
  const { actor, house } = source;
  const capturing = await CapturingMeetings.begin(source);
  return {
    kind: 'calendar',
    concerns: ({ subject, verb }) => subject === 'activity' && ownVerbs.has(verb),
    async take(collection, delivered) {
      const read = await capturing.read(delivered.map(({ text }) => text ?? ''));
      await capturing.write(
        collection,
        delivered.map((entry, index) => meetingOf(entry, read[index])),
      );
    },
    drop: (collection, hrefs) =>
      asActor(house.db, actor, (transaction) => dropEntries(transaction, collection, hrefs)),
    async writeBack(client, collection) {
      await writeBack(source, client, collection);
      await writeNew(source, client, collection);
    },
    finish: () => capturing.finish(),
    finishRun: (run) => capturing.finishRun(run),
  };
}

function meetingOf(
  { href, etag, text, isTooLarge }: Delivered,
  read: Awaited<ReturnType<CapturingMeetings['read']>>[number],
): DeliveredMeeting {
  const waits = (reason: 'too large' | 'not delivered' | 'unreadable') =>
    ({ href, etag, read: { state: 'waiting', reason } }) as const;
  if (isTooLarge) return waits('too large');
  if (text === null) return waits('not delivered');
  if (!read) return waits('unreadable');
  const [first] = read;
  if (!first) {
    return {
      href,
      etag,
      read: { title: '', drafts: [], isPrivate: false, recurs: false, lacks: 'meeting' },
    };
  }
  const withDrafts = read.filter(({ drafts }) => drafts.length > 0);
  return {
    href,
    etag,
    read: {
      title: (withDrafts[0] ?? first).title,
      drafts: withDrafts.flatMap(({ drafts }) => drafts),
      isPrivate: read.some(({ isPrivate }) => isPrivate),
      recurs: read.some(({ recurs }) => recurs),
      lacks: withDrafts.length > 0 ? null : first.lacks,
    },
  };
}
