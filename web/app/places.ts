import type { MessageId } from '../locales/ids.ts';
import type { IconName } from '../ui/icons.ts';
import type { Keys } from '../ui/keys/chords.ts';

/** A place of the sidebar. Only what exists stands here. */
export interface Place {
  to:
    | '/today'
    | '/calendar'
    | '/notifications'
    | '/handovers'
    | '/calls'
    | '/outgoing'
    | '/people'
    | '/companies'
    | '/duplicates'
    | '/strategy'
    | '/settings/import'
    | '/settings';
  label: MessageId;
  icon: IconName;
  keys?: Keys;
  /** On a phone's bar, where the label would not fit. */
  short?: MessageId;
  /** Its bar has room for four; there this one is found by searching. */
  isOffBar?: true;
}

export interface PlaceGroup {
  label: MessageId;
  places: readonly Place[];
}

export const placeGroups: readonly PlaceGroup[] = [
  {
    label: 'app.nav.day',
    places: [
      { to: '/today', label: 'app.nav.today', icon: 'sun', keys: 'G T' },
      {
        to: '/calendar',
        label: 'app.nav.calendar',
        icon: 'calendar',
        keys: 'G K',
        isOffBar: true,
      },
      {
        to: '/notifications',
        label: 'app.nav.told',
        short: 'app.nav.told.short',
        icon: 'bell',
        keys: 'G B',
      },
      { to: '/handovers', label: 'app.nav.handovers', icon: 'swap', keys: 'G V', isOffBar: true },
      { to: '/calls', label: 'app.nav.calls', icon: 'call', keys: 'G L', isOffBar: true },
      { to: '/outgoing', label: 'app.nav.outgoing', icon: 'mailOut', keys: 'G E', isOffBar: true },
    ],
  },
  {
    label: 'app.nav.relations',
    places: [
      { to: '/people', label: 'app.nav.people', icon: 'people', keys: 'G P' },
      { to: '/companies', label: 'app.nav.companies', icon: 'companies', keys: 'G O' },
      { to: '/duplicates', label: 'duplicates.title', icon: 'copy', keys: 'G U', isOffBar: true },
    ],
  },
  {
    label: 'app.nav.house',
    places: [
      {
        to: '/strategy',
        label: 'app.nav.strategy',
        icon: 'strategy',
        keys: 'G R',
        isOffBar: true,
      },
      { to: '/settings/import', label: 'app.nav.import', icon: 'import', isOffBar: true },
      {
        to: '/settings',
        label: 'app.nav.settings',
        short: 'app.nav.settings.short',
        icon: 'settings',
        keys: 'G ,',
      },
    ],
  },
];

export const places = placeGroups.flatMap((group) => group.places);

/** The place an address belongs to: of those that contain it, the nearest. */
export function placeOf(pathname: string): Place['to'] | undefined {
  return places
    .map(({ to }) => to)
    .filter((to) => pathname === to || pathname.startsWith(`${to}/`))
    .toSorted((one, other) => other.length - one.length)[0];
}
