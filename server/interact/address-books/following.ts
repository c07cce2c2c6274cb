import { asActor } from '../../platform/access/actor.ts';
import type { DavSource, Following } from '../calendars/session.ts';
import { CapturingCards } from './capturing.ts';
import { dropCards } from './cards.ts';
import { grantWishes } from './wishes.ts';
import { writeBack } from './writing.ts';

const ownSubjects: ReadonlySet<string> = new Set(['person', 'company']);
/** What a book itself brought, or was asked for, is no news for it. */
const notOurs: ReadonlySet<string> = new Set(['captured', 'enriched', 'seen']);

/** Cards of address books become people and companies, and what is changed of those goes back into them. */
export function followCards(source: DavSource): Following {
  const { actor, house } = source;
  const capturing = new CapturingCards(source);
  return {
    kind: 'address book',
    concerns: ({ subject, verb }) => ownSubjects.has(subject) && !notOurs.has(verb),
    take: (collection, delivered) => capturing.take(collection, delivered),
    drop: (collection, hrefs) =>
      asActor(house.db, actor, (transaction) => dropCards(transaction, collection, hrefs)),
    async writeBack(client, collection) {
      await writeBack(source, client, collection);
      await grantWishes(source, client, collection);
    },
    finish: () => capturing.finish(),
    finishRun: (run) => capturing.finishRun(run),
  };
}
