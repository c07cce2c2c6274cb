import { normaliseEmail } from '../../../shared/identify/addresses.ts';
import { DavSecret, DavSettings } from '../../../shared/platform/connections.ts';
import { registerConnector } from '../../platform/connections/connector.ts';
import { DavClient, serverUrl } from '../../platform/dav/client.ts';
import { findCollections } from '../../platform/dav/discovery.ts';
import { followMeetings } from './following.ts';
import { CollectionSession } from './session.ts';

/** Calendars over CalDAV (RFC 4791): their meetings, and whatever is changed in them from then on. */
export function connectCalendars(): void {
  registerConnector({
    kind: 'caldav',
    settings: DavSettings,
    secret: DavSecret,
    addressee: ({ url, user }) => `${user}@${serverUrl(url).host}`,
    every: 60,
    async probe(house, settings, secret) {
      await findCollections(new DavClient(house, settings, secret), 'calendar');
    },
    /** Who signs in with an address is asked to meetings under it. */
    async prepare({ db, actor }, { reach, settings }) {
      const address = normaliseEmail(settings.user);
      if (!address) return;
      await db
        .insertInto('own_addresses')
        .values({ workspace_id: actor.workspaceId, audience: reach.audience, address })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async run(source) {
      if (source.signal.aborted) return;
      await new CollectionSession(source, await followMeetings(source)).stay();
    },
  });
}
