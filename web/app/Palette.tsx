import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import type { PartyKind } from '../../shared/identify/parties.ts';
import { openHelp } from '../help/asking.ts';
import { viewsQuery } from '../identify/views/queries.ts';
import CommandLayer from '../ui/CommandLayer.tsx';
import type { Command, CommandGroup } from '../ui/CommandList.tsx';
import { useOfferedShortcuts } from '../ui/keys/Shortcuts.tsx';
import { toast } from '../ui/toast.ts';
import { useLocale, useWords } from '../ui/words.ts';
import { api } from './api.ts';
import { useKindsInSidebar } from './kinds.ts';
import { changeLook } from './look.ts';
import { mine, mineMessages } from './mine.ts';
import { matching, wishOf } from './palette.ts';
import { places } from './places.ts';
import { recentVisits } from './recent.ts';
import type { Search } from './search.ts';
import { sessionQuery } from './session.ts';
import { useTurns } from './turns.ts';
import { nextWords, undoLast } from './undoing.ts';

export interface PaletteProps {
  search: Search;
  onClose: () => void;
}

interface Offer extends Command {
  run: () => void;
}

const likely = 5;

/** One box: go, find, do. `>` only commands, `@` only people. */
export default function Palette({ search, onClose }: PaletteProps) {
  const say = useWords();
  const router = useRouter();
  const [typed, setTyped] = useState('');
  const { only, text } = wishOf(typed);
  const asked = useDeferredValue(text);
  const finds = only !== 'commands' && asked.length > 0;
  const found = useQuery({
    queryKey: ['search', only, asked],
    queryFn: ({ signal }) => search(asked, { signal, onlyPeople: only === 'people' }),
    enabled: finds,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });

  const open = (kind: PartyKind, id: string, activity?: string) =>
    void router.navigate({
      to: kind === 'company' ? '/companies/$id' : '/people/$id',
      params: { id },
      search: activity ? { activity } : {},
    });
  const hits = (finds ? (found.data ?? []) : []).map(
    (hit): Offer => ({
      id: `hit ${hit.kind} ${hit.id}`,
      label: hit.title,
      description: hit.subtitle || undefined,
      ...(hit.kind === 'activity' ? { icon: 'message' } : { avatar: hit.kind }),
      run: () => {
        if (hit.kind !== 'activity') open(hit.kind, hit.id);
        // A message is shown where it stands: on the timeline of whoever it concerns.
        else if (hit.partyId && hit.partyKind) open(hit.partyKind, hit.partyId, hit.id);
      },
    }),
  );
  const recent = recentVisits().map(
    (visit): Offer => ({
      id: `recent ${visit.id}`,
      label: visit.name,
      avatar: visit.kind,
      run: () => open(visit.kind, visit.id),
    }),
  );
  const go = places.map(
    (place): Offer => ({
      id: `go ${place.to}`,
      label: say(place.label),
      icon: place.icon,
      keys: place.keys,
      run: () => void router.navigate({ to: place.to }),
    }),
  );
  go.push(
    {
      id: 'go connections',
      label: say('app.nav.connections'),
      icon: 'connection',
      run: () => void router.navigate({ to: '/settings/$page', params: { page: 'connections' } }),
    },
    {
      id: 'go capture rules',
      label: say('app.nav.captureRules'),
      icon: 'filter',
      run: () => void router.navigate({ to: '/settings/$page', params: { page: 'capture-rules' } }),
    },
  );
  const kinds = useKindsInSidebar().map(
    ({ role, name, to, icon, filter }): Offer => ({
      id: `kind ${role}`,
      label: name,
      icon,
      run: () => void router.navigate({ to, search: filter ? { filter } : {} }),
    }),
  );
  const { data: session } = useQuery(sessionQuery);
  for (const kind of session ? (['person', 'company'] as const) : []) {
    go.push({
      id: `mine ${kind}`,
      label: say(mineMessages[kind]),
      icon: kind,
      keys: kind === 'person' ? 'G M' : undefined,
      run: () =>
        void router.navigate({
          to: kind === 'company' ? '/companies' : '/people',
          search: { filter: mine(session!.user.id) },
        }),
    });
  }
  const { data: views = [] } = useQuery(viewsQuery);
  const saved = views.map(
    ({ id, name, entity }): Offer => ({
      id: `view ${id}`,
      label: name,
      description: say('lists.views.one'),
      icon: 'star',
      run: () =>
        void router.navigate({
          to: entity === 'company' ? '/companies' : '/people',
          search: { view: id },
        }),
    }),
  );
  const here = useOfferedShortcuts().flatMap(({ id, label, keys, run, isDisabled }): Offer[] =>
    run && !isDisabled && !id.startsWith('app.') && !id.startsWith('go.')
      ? [{ id: `do ${id}`, label, keys: keys[0], icon: 'right', run }]
      : [],
  );
  const client = useQueryClient();
  const locale = useLocale();
  const last = useQuery({
    queryKey: ['last act'],
    queryFn: () => nextWords({ client, say, locale }),
    gcTime: 0,
  });
  if (last.data) {
    here.push({
      id: 'do undo',
      label: say('app.undo.offer', { what: last.data }),
      icon: 'undo',
      keys: 'Mod+Z',
      run: () => void undoLast({ client, say, locale }),
    });
  }
  const help: Offer = {
    id: 'help',
    label: say('app.help'),
    icon: 'help',
    keys: '?',
    run: () => openHelp(),
  };
  const { others, sample } = useTurns();
  const turns: Offer[] = sample ? [...others, sample] : others;
  const look: Offer[] = [
    {
      id: 'theme light',
      label: say('app.theme.useLight'),
      icon: 'sun',
      run: () => changeLook({ theme: 'light' }),
    },
    {
      id: 'theme dark',
      label: say('app.theme.useDark'),
      icon: 'moon',
      run: () => changeLook({ theme: 'dark' }),
    },
    {
      id: 'theme system',
      label: say('app.theme.useSystem'),
      icon: 'system',
      run: () => changeLook({ theme: 'system' }),
    },
  ];
  const create: Offer[] =
    // Not before it is known whether they are there already.
    text.length > 1 && only !== 'commands' && asked === text && !found.isFetching
      ? [
          {
            id: 'create person',
            label: say('app.palette.createPerson', { text }),
            icon: 'personAdd',
            run: () => void createPerson(text),
          },
        ]
      : [];

  /** The person is made at once; Undo puts it away again. */
  async function createPerson(name: string) {
    const isAddress = /^\S+@\S+$/.test(name);
    try {
      const { id, event } = await api.post<{ id: string; event: string }>(
        '/people',
        isAddress ? { emails: [name] } : { name },
      );
      await router.navigate({ to: '/people/$id', params: { id } });
      toast(say('app.palette.created', { name }), {
        tone: 'good',
        undo: async () => {
          await api.post(`/events/${event}/undo`);
          await router.navigate({ to: '/people' });
        },
      });
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error), { tone: 'bad' });
    }
  }

  const group = (title: string, offers: Offer[]): (CommandGroup & { commands: Offer[] })[] =>
    offers.length > 0 ? [{ title, commands: offers }] : [];
  const groups =
    only === 'people'
      ? [...group(say('app.palette.found'), hits), ...group(say('app.palette.new'), create)]
      : only === 'commands'
        ? [
            ...group(say('app.palette.here'), matching(here, text)),
            ...group(
              say('app.palette.go'),
              matching([...go, ...kinds, ...saved, ...turns, ...look, help], text),
            ),
          ]
        : text === ''
          ? [
              ...group(say('app.palette.recent'), recent),
              ...group(say('app.palette.likely'), [...here, ...go].slice(0, likely)),
            ]
          : [
              ...group(say('app.palette.found'), hits),
              ...group(say('app.palette.here'), matching(here, text)),
              ...group(
                say('app.palette.go'),
                matching([...go, ...kinds, ...saved, ...turns, ...look, help], text),
              ),
              ...group(say('app.palette.new'), create),
            ];

  return (
    <CommandLayer
      label={say('app.palette')}
      placeholder={say('app.palette.placeholder')}
      text={typed}
      onText={setTyped}
      groups={groups}
      onClose={onClose}
      empty={
        found.isFetching
          ? say('ui.loading')
          : found.isError
            ? found.error.message
            : say('app.palette.nothing')
      }
      onChoose={(id) => {
        onClose();
        groups
          .flatMap(({ commands }) => commands)
          .find((offer) => offer.id === id)
          ?.run();
      }}
    />
  );
}
