import { ConnectionTrouble } from '../connections/errors.ts';
import type { DavClient } from './client.ts';
import type { DavResource } from './multistatus.ts';

export type CollectionKind = 'calendar' | 'address book';

/** A calendar or an address book as it stands at its server. */
export interface FoundCollection {
  url: string;
  name: string;
  writable: boolean;
  syncToken: string | null;
  ctag: string | null;
}

interface Way {
  wellKnown: string;
  homeSet: string;
  resourceType: string;
  namespaces: string;
  homeProp: string;
  more: string;
}

const ways: Record<CollectionKind, Way> = {
  calendar: {
    wellKnown: '/.well-known/caldav',
    homeSet: 'calendar-home-set',
    resourceType: 'calendar',
    namespaces: 'xmlns:C="urn:ietf:params:xml:ns:caldav"',
    homeProp: '<C:calendar-home-set/>',
    more: '<C:supported-calendar-component-set/>',
  },
  'address book': {
    wellKnown: '/.well-known/carddav',
    homeSet: 'addressbook-home-set',
    resourceType: 'addressbook',
    namespaces: 'xmlns:C="urn:ietf:params:xml:ns:carddav"',
    homeProp: '<C:addressbook-home-set/>',
    more: '',
  },
};

const mostCollections = 200;

/**
 * The calendars or address books of somebody (RFC 6764): from the address they gave, or from where the server
 * says such things lie, over who they are there to their home. Throws ConnectionTrouble or Unanswered.
 */
export async function findCollections(
  client: DavClient,
  kind: CollectionKind,
): Promise<FoundCollection[]> {
  const way = ways[kind];
  const starts = [client.home, client.address(way.wellKnown)];
  if (client.home.pathname === '/') starts.reverse();
  for (const start of starts) {
    const first = await whoAndWhere(client, way, start);
    if (!first) continue;
    if (isOfKind(first.resource, way)) return [described(first.resource, first.url)];
    const homes = first.homes.length > 0 ? first.homes : await homesOf(client, way, first);
    const found: FoundCollection[] = [];
    for (const home of homes.slice(0, 5)) found.push(...(await collectionsIn(client, way, home)));
    if (found.length > 0 || homes.length > 0) return found.slice(0, mostCollections);
  }
  throw new ConnectionTrouble('not understood');
}

interface Start {
  resource: DavResource;
  url: URL;
  homes: URL[];
  principal: URL | null;
}

async function whoAndWhere(client: DavClient, way: Way, at: URL): Promise<Start | null> {
  const answer = await client.multistatus(at, {
    method: 'PROPFIND',
    depth: '0',
    body: propfind(
      way,
      `<D:current-user-principal/><D:principal-URL/>${way.homeProp}${collectionProps(way)}`,
    ),
  });
  const resource = answer?.resources[0];
  if (!answer || !resource) return null;
  const url = answer.url;
  const link = (name: string) => resource.props.get(name)?.hrefs[0];
  const principal = link('current-user-principal') ?? link('principal-URL');
  const homes = resource.props.get(way.homeSet)?.hrefs ?? [];
  if (!principal && homes.length === 0 && !isOfKind(resource, way)) return null;
  return {
    resource,
    url,
    homes: homes.map((href) => client.address(href, url)),
    principal: principal ? client.address(principal, url) : null,
  };
}

async function homesOf(client: DavClient, way: Way, { principal }: Start): Promise<URL[]> {
  return principal ? ((await whoAndWhere(client, way, principal))?.homes ?? []) : [];
}

async function collectionsIn(client: DavClient, way: Way, home: URL): Promise<FoundCollection[]> {
  const answer = await client.multistatus(home, {
    method: 'PROPFIND',
    depth: '1',
    body: propfind(way, collectionProps(way)),
  });
  if (!answer) throw new ConnectionTrouble('not understood');
  return answer.resources
    .filter((resource) => isOfKind(resource, way))
    .map((resource) => described(resource, client.address(resource.href, answer.url)));
}

function collectionProps({ more }: Way): string {
  return `<D:resourcetype/><D:displayname/><D:sync-token/><S:getctag/><D:current-user-privilege-set/>${more}`;
}

function propfind({ namespaces }: Way, props: string): string {
  return `<?xml version="1.0" encoding="utf-8"?><D:propfind xmlns:D="DAV:" xmlns:S="http://calendarserver.org/ns/" ${namespaces}><D:prop>${props}</D:prop></D:propfind>`;
}

function isOfKind({ props }: DavResource, { resourceType }: Way): boolean {
  const components = props.get('supported-calendar-component-set')?.names;
  return (
    (props.get('resourcetype')?.names.includes(resourceType) ?? false) &&
    // One for tasks alone holds no meeting.
    (!components || components.length === 0 || components.includes('comp VEVENT'))
  );
}

/** Without a word about rights the server is asked when something is written. */
const writes = ['write', 'write-content', 'all', 'bind'];

function described({ props }: DavResource, url: URL): FoundCollection {
  const privileges = props.get('current-user-privilege-set')?.names ?? [];
  const text = (name: string) => props.get(name)?.text.trim() || null;
  const last = decoded(url.pathname.split('/').filter(Boolean).at(-1) ?? url.host);
  return {
    url: url.href,
    name: (text('displayname') ?? last).slice(0, 300),
    writable: privileges.length === 0 || privileges.some((name) => writes.includes(name)),
    syncToken: text('sync-token'),
    ctag: text('getctag'),
  };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
