import type { MessageId } from '../locales/ids.ts';
import type { IconName } from '../ui/icons.ts';
import type { Keys } from '../ui/keys/chords.ts';

/** A place to go to. Only what exists stands here, and of the sidebar no more than twelve. */
export interface Place {
  to:
    | '/today'
    | '/inbox'
    | '/calendar'
    | '/notifications'
    | '/handovers'
    | '/calls'
    | '/mentions'
    | '/outgoing'
    | '/people'
    | '/companies'
    | '/duplicates'
    | '/assumptions'
    | '/needs'
    | '/who'
    | '/strategy'
    | '/settings/import'
    | '/settings';
  label: MessageId;
  icon: IconName;
  keys?: Keys;
  /**
   * `bar`: also on a phone, which has room for few. `keys`: not in the sidebar, but found by its keys, by searching,
   * and where one looks for it.
   */
  at?: 'bar' | 'keys';
}

export interface PlaceGroup {
  label: MessageId;
  places: readonly Place[];
}

export const placeGroups: readonly PlaceGroup[] = [
  {
    label: 'app.nav.day',
    places: [
      { to: '/today', label: 'app.nav.today', icon: 'sun', keys: 'G T', at: 'bar' },
      { to: '/inbox', label: 'app.nav.inbox', icon: 'mail', keys: 'G I', at: 'bar' },
      { to: '/calendar', label: 'app.nav.calendar', icon: 'calendar', keys: 'G K' },
      // Below the list, with a bell.
      { to: '/notifications', label: 'app.nav.told', icon: 'bell', keys: 'G B', at: 'keys' },
      { to: '/handovers', label: 'app.nav.handovers', icon: 'swap', keys: 'G V', at: 'keys' },
      { to: '/calls', label: 'app.nav.calls', icon: 'call', keys: 'G L', at: 'keys' },
      { to: '/mentions', label: 'app.nav.mentions', icon: 'hearsay', keys: 'G N', at: 'keys' },
      { to: '/outgoing', label: 'app.nav.outgoing', icon: 'mailOut', keys: 'G E', at: 'keys' },
    ],
  },
  {
    label: 'app.nav.relations',
    places: [
      { to: '/people', label: 'app.nav.people', icon: 'people', keys: 'G P', at: 'bar' },
      { to: '/companies', label: 'app.nav.companies', icon: 'companies', keys: 'G O' },
      { to: '/duplicates', label: 'duplicates.title', icon: 'copy', keys: 'G U' },
      {
        to: '/assumptions',
        label: 'app.nav.assumptions',
        icon: 'assumed',
        keys: 'G A',
        at: 'keys',
      },
      { to: '/needs', label: 'app.nav.needs', icon: 'list', keys: 'G D', at: 'keys' },
      { to: '/who', label: 'app.nav.who', icon: 'people', keys: 'G W', at: 'keys' },
    ],
  },
  {
    label: 'app.nav.house',
    places: [
      { to: '/strategy', label: 'app.nav.strategy', icon: 'strategy', keys: 'G R' },
      { to: '/settings/import', label: 'app.nav.import', icon: 'import' },
      { to: '/settings', label: 'app.nav.settings', icon: 'settings', keys: 'G ,' },
    ],
  },
];

export const places = placeGroups.flatMap((group) => group.places);
export const inSidebar = ({ at }: Place) => at !== 'keys';
export const isOnBar = ({ at }: Place) => at === 'bar';

/** The place an address belongs to: of those that contain it, the nearest. */
export function placeOf(pathname: string): Place['to'] | undefined {
  return places
    .map(({ to }) => to)
    .filter((to) => pathname === to || pathname.startsWith(`${to}/`))
    .toSorted((one, other) => other.length - one.length)[0];
}
