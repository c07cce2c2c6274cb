import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Outlet, useLocation, useRouter } from '@tanstack/react-router';
import { memo, useCallback, useEffect, useState } from 'react';
import type { SessionView } from '../../shared/platform/workspace.ts';
import { openHelp, useHelp } from '../help/asking.ts';
import { partyQuery } from '../identify/parties/queries.ts';
import { askForTask, partyInFocus, useAskedTask } from '../interact/tasks/asking.ts';
import { enterRoom, enterRooms } from '../locales/language.ts';
import { AppShell } from '../ui/AppShell.tsx';
import { useShortcuts } from '../ui/keys/Shortcuts.tsx';
import { onDemand } from '../ui/onDemand.tsx';
import { narrowerThanDesktop, useMedia } from '../ui/useMedia.ts';
import { useLocale, useWords } from '../ui/words.ts';
import { useCalling } from './calling.ts';
import { useLiveUpdates } from './live.ts';
import { changeLook, useLook } from './look.ts';
import { mine, mineMessages } from './mine.ts';
import { newDevicesQuery } from './newDevices.ts';
import { OfflineBanner } from './OfflineBanner.tsx';
import { wordsQuery } from './ownWords.ts';
import { places } from './places.ts';
import { BottomBar, Sidebar } from './Sidebar.tsx';
import { searchEverywhere } from './search.ts';
import { sessionQuery } from './session.ts';
import { useWriting } from './writing.ts';

const Palette = onDemand(() => import('./Palette.tsx'));
const SampleBanner = onDemand(
  () => import('./SampleBanner.tsx'),
  // Its place, so that the page does not jump.
  () => <div className="h-64 bg-info-soft tablet:h-36" />,
);
const HeldBanner = onDemand(
  () => import('./HeldBanner.tsx'),
  () => <div className="h-64 bg-warn-soft tablet:h-36" />,
);
const NewDeviceBanner = onDemand(() => import('./NewDeviceBanner.tsx'));
const CaptureBox = onDemand(async () => {
  const [box] = await Promise.all([
    import('../interact/capture/CaptureBox.tsx'),
    enterRoom('capture'),
  ]);
  return box;
});
const TaskBox = onDemand(async () => {
  const [box] = await Promise.all([
    import('../interact/tasks/TaskBox.tsx'),
    enterRooms('tasks', 'dealings'),
  ]);
  return box;
});
const LogDialog = onDemand(() => import('../interact/timeline/LogDialog.tsx'));
const CallNotices = onDemand(async () => {
  const [notices] = await Promise.all([
    import('../interact/calls/CallNotices.tsx'),
    enterRoom('calls'),
  ]);
  return notices;
});
const Composer = onDemand(async () => {
  const [composer] = await Promise.all([
    import('../interact/composer/Composer.tsx'),
    enterRoom('outgoing'),
  ]);
  return composer;
});
/** Guides name controls of rooms whose words come with their pages. */
const helpWords = () =>
  enterRooms(
    'help',
    'capture',
    'connections',
    'forms',
    'hooks',
    'strategy',
    'settings',
    'import',
    'tasks',
    'ties',
    'writing',
  );
const HelpLayer = onDemand(async () => {
  const [layer] = await Promise.all([import('../help/HelpLayer.tsx'), helpWords()]);
  return layer;
});
const Coach = onDemand(async () => {
  const [coach] = await Promise.all([import('../help/Coach.tsx'), helpWords()]);
  return coach;
});

/** Everything around a page for those who are signed in. */
export function Shell() {
  const say = useWords();
  const router = useRouter();
  const { data: session } = useSuspenseQuery(sessionQuery);
  const { isRail } = useLook();
  const [layer, setLayer] = useState<'palette' | 'capture' | null>(null);
  const client = useQueryClient();
  const locale = useLocale();
  useLiveUpdates();
  // Held by the shell, so that words adopted elsewhere arrive on every page.
  useQuery(wordsQuery);

  // The palette must open within a blink, so it is fetched as soon as the page has come to rest.
  useEffect(() => {
    const timer = setTimeout(() => Palette.preload(), 1500);
    return () => clearTimeout(timer);
  }, []);

  const go = say('app.keys.go');
  const everywhere = say('app.keys.everywhere');
  const openPalette = useCallback(() => setLayer('palette'), []);
  const openKeys = useCallback(() => openHelp(), []);
  const help = useHelp();
  const task = useAskedTask();
  const calling = useCalling();
  const writing = useWriting();
  const openCapture = useCallback(() => setLayer('capture'), []);
  const maySeeOnly = session?.user.level === 'reader';
  useShortcuts([
    {
      id: 'app.palette',
      keys: ['Mod+K', '/'],
      label: say('app.search'),
      group: everywhere,
      run: openPalette,
    },
    ...(maySeeOnly
      ? []
      : [
          {
            id: 'app.capture',
            keys: 'C',
            label: say('app.capture'),
            group: everywhere,
            run: openCapture,
          },
          {
            id: 'task.add',
            keys: 'T',
            label: say('app.task.add'),
            group: everywhere,
            run: () => askForTask(partyInFocus()),
          },
        ]),
    {
      id: 'app.keys',
      keys: '?',
      label: say('app.help'),
      group: everywhere,
      run: openKeys,
    },
    {
      id: 'app.rail',
      keys: '[',
      label: say('app.keys.rail'),
      group: everywhere,
      run: () => changeLook({ isRail: !isRail }),
    },
    {
      id: 'app.undo',
      keys: 'Mod+Z',
      label: say('app.keys.undo'),
      group: everywhere,
      run: () =>
        void import('./undoing.ts').then(({ undoLast }) => undoLast({ client, say, locale })),
    },
    ...(session
      ? [
          {
            id: 'go.mine',
            keys: 'G M',
            label: say(mineMessages.person),
            group: go,
            run: () =>
              void router.navigate({ to: '/people', search: { filter: mine(session.user.id) } }),
          },
        ]
      : []),
    { id: 'app.escape', keys: 'Escape', label: say('app.keys.escape'), group: everywhere },
    ...places.flatMap((place) =>
      place.keys
        ? [
            {
              id: `go.${place.to}`,
              keys: place.keys,
              label: say(place.label),
              group: go,
              run: () => void router.navigate({ to: place.to }),
            },
          ]
        : [],
    ),
  ]);

  if (!session) return null;
  const close = () => setLayer(null);
  return (
    <>
      <Frame
        session={session}
        onSearch={openPalette}
        onKeys={openKeys}
        onCapture={maySeeOnly ? undefined : openCapture}
      />
      {layer === 'palette' ? <Palette search={searchEverywhere} onClose={close} /> : null}
      {layer === 'capture' ? <CaptureHere onClose={close} /> : null}
      {task ? <TaskBox {...task} /> : null}
      {calling.logging ? <LogDialog key={calling.logging.id} party={calling.logging} /> : null}
      {calling.begun || calling.live.length > 0 ? <CallNotices /> : null}
      {writing ? <Composer key={writing.key} beginning={writing.beginning} /> : null}
      {help.isOpen ? <HelpLayer /> : null}
      {help.showing ? <Coach /> : null}
    </>
  );
}

interface FrameProps {
  session: SessionView;
  onSearch: () => void;
  onKeys: () => void;
  onCapture: (() => void) | undefined;
}

/** The box knows on whose page it was opened. */
function CaptureHere({ onClose }: { onClose: () => void }) {
  const { pathname } = useLocation();
  const [, home, id = ''] = /^\/(people|companies)\/([^/]+)$/.exec(pathname) ?? [];
  const kind = home === 'companies' ? 'company' : 'person';
  const { data: party, isPending } = useQuery({
    ...partyQuery(kind, id),
    enabled: home !== undefined,
  });
  if (home && isPending) return null;
  return (
    <CaptureBox
      here={party ? { kind, id: party.id, title: party.name, subtitle: '' } : null}
      onClose={onClose}
    />
  );
}

/** What stays as it is while a layer opens above it. */
const Frame = memo(function Frame({ session, onSearch, onKeys, onCapture }: FrameProps) {
  const { isRail } = useLook();
  const isNarrow = useMedia(narrowerThanDesktop);
  const newDevice = useQuery(newDevicesQuery).data?.rows[0];
  return (
    <AppShell
      isCollapsed={isRail}
      banner={
        <>
          <OfflineBanner />
          {session.workspace.kind === 'sample' ? <SampleBanner session={session} /> : null}
          {newDevice ? <NewDeviceBanner device={newDevice} /> : null}
          {session.workspace.heldSince === null ? null : <HeldBanner session={session} />}
        </>
      }
      sidebar={
        <Sidebar {...{ session, onSearch, onKeys, onCapture }} isRail={isRail || isNarrow} />
      }
      bottomBar={<BottomBar onSearch={onSearch} onCapture={onCapture} />}
    >
      <Outlet />
    </AppShell>
  );
});
