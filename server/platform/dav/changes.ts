import { Unanswered } from '../egress/errors.ts';
import type { DavClient } from './client.ts';
import type { CollectionKind } from './discovery.ts';
import { type Multistatus, xmlText } from './multistatus.ts';

/** An entry there is, by its address and the state it has; some servers name no state. */
export interface ListedEntry {
  href: string;
  etag: string | null;
}

export interface Changes {
  /** Everything there is, or what came and changed since the token. */
  listed: ListedEntry[];
  gone: string[];
  isWhole: boolean;
  /** Where to go on from. */
  token: string | null;
}

/** An entry with its text; null when the server does not hand it over. */
export interface DeliveredEntry extends ListedEntry {
  text: string | null;
}

const mostPortions = 1_000;

/**
 * What came, changed and went since the token (RFC 6578). null where the server knows no tokens, or this one no
 * more: then everything has to be compared.
 */
export async function changesSince(
  client: DavClient,
  collection: URL,
  token: string,
): Promise<Changes | null> {
  const listed = new Map<string, ListedEntry>();
  const gone = new Set<string>();
  let from = token;
  for (let portions = 0; portions < mostPortions; portions++) {
    const answer = await client.multistatus(collection, {
      method: 'REPORT',
      depth: '0',
      body: `<?xml version="1.0" encoding="utf-8"?><D:sync-collection xmlns:D="DAV:"><D:sync-token>${xmlText(from)}</D:sync-token><D:sync-level>1</D:sync-level><D:prop><D:getetag/></D:prop></D:sync-collection>`,
    });
    if (answer?.status !== 207 || !answer.syncToken) return null;
    let isCut = false;
    for (const { href, status, props } of answer.resources) {
      const at = entryHref(client, collection, href);
      if (at === null) isCut ||= status === 507;
      else if (status === 404 || status === 410) {
        gone.add(at);
        listed.delete(at);
      } else {
        listed.set(at, { href: at, etag: etagOf(props) });
        gone.delete(at);
      }
    }
    if (!isCut || answer.syncToken === from) {
      return {
        listed: [...listed.values()],
        gone: [...gone],
        isWhole: false,
        token: answer.syncToken,
      };
    }
    from = answer.syncToken;
  }
  throw new Unanswered('too large', collection.host);
}

/** Everything there is, with its state; the token is the one that stood there before it was listed. */
export async function listEntries(
  client: DavClient,
  collection: URL,
  token: string | null,
): Promise<Changes> {
  const answer = await client.multistatus(collection, {
    method: 'PROPFIND',
    depth: '1',
    body: '<?xml version="1.0" encoding="utf-8"?><D:propfind xmlns:D="DAV:"><D:prop><D:getetag/><D:resourcetype/></D:prop></D:propfind>',
  });
  if (answer?.status !== 207) throw new Unanswered('no answer', collection.host);
  const listed = answer.resources.flatMap(({ href, props }) => {
    const at = entryHref(client, collection, href);
    const isCollection = props.get('resourcetype')?.names.includes('collection') ?? false;
    return at === null || isCollection ? [] : [{ href: at, etag: etagOf(props) }];
  });
  return { listed, gone: [], isWhole: true, token };
}

const reports: Record<CollectionKind, { report: string; namespace: string; data: string }> = {
  calendar: {
    report: 'calendar-multiget',
    namespace: 'urn:ietf:params:xml:ns:caldav',
    data: 'calendar-data',
  },
  'address book': {
    report: 'addressbook-multiget',
    namespace: 'urn:ietf:params:xml:ns:carddav',
    data: 'address-data',
  },
};

/** The texts of some entries, in one request (RFC 4791, 7.9). */
export async function deliverEntries(
  client: DavClient,
  collection: URL,
  kind: CollectionKind,
  hrefs: readonly string[],
): Promise<DeliveredEntry[]> {
  const { report, namespace, data } = reports[kind];
  const answer = await client.multistatus(collection, {
    method: 'REPORT',
    depth: '1',
    body: `<?xml version="1.0" encoding="utf-8"?><C:${report} xmlns:D="DAV:" xmlns:C="${namespace}"><D:prop><D:getetag/><C:${data}/></D:prop>${hrefs.map((href) => `<D:href>${xmlText(href)}</D:href>`).join('')}</C:${report}>`,
  });
  const delivered = new Map(byHref(client, collection, answer));
  return hrefs.map((href) => {
    const props = delivered.get(href);
    return {
      href,
      etag: props ? etagOf(props) : null,
      text: props?.get(data)?.text ?? null,
    };
  });
}

function* byHref(client: DavClient, collection: URL, answer: Multistatus | null) {
  for (const { href, props } of answer?.resources ?? []) {
    const at = entryHref(client, collection, href);
    if (at !== null) yield [at, props] as const;
  }
}

/** The path of an entry inside its collection, always written the same way; null for anything else. */
export function entryHref(client: DavClient, collection: URL, href: string): string | null {
  let url: URL;
  try {
    url = client.address(href, collection);
  } catch {
    return null;
  }
  const folder = collection.pathname.endsWith('/')
    ? collection.pathname
    : `${collection.pathname}/`;
  const path = spelled(url.pathname);
  return path.startsWith(spelled(folder)) && path.length > spelled(folder).length ? path : null;
}

/** One spelling of what may be escaped or not: `%40` and `@` name the same entry. */
function spelled(path: string): string {
  try {
    return path.split('/').map(decodeURIComponent).map(encodeURIComponent).join('/');
  } catch {
    return path;
  }
}

function etagOf(props: Multistatus['resources'][number]['props']): string | null {
  return props.get('getetag')?.text.trim().slice(0, 500) || null;
}
