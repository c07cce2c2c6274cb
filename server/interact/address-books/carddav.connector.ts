import { DavSecret, DavSettings } from '../../../shared/platform/connections.ts';
import { registerConnector } from '../../platform/connections/connector.ts';
import { DavClient, serverUrl } from '../../platform/dav/client.ts';
import { findCollections } from '../../platform/dav/discovery.ts';
import { CollectionSession } from '../calendars/session.ts';
import { followCards } from './following.ts';

/** Address books over CardDAV (RFC 6352): their people and companies, and what is changed of them on either side. */
export function connectAddressBooks(): void {
  registerConnector({
    kind: 'carddav',
    settings: DavSettings,
    secret: DavSecret,
    addressee: ({ url, user }) => `${user}@${serverUrl(url).host}`,
    every: 60,
    async probe(house, settings, secret) {
      await findCollections(new DavClient(house, settings, secret), 'address book');
    },
    async run(source) {
      if (source.signal.aborted) return;
      await new CollectionSession(source, followCards(source)).stay();
    },
  });
}
