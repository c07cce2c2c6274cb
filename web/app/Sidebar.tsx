import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useLocation, useRouter } from '@tanstack/react-router';
import type { WaitingCount } from '../../shared/interact/inbox.ts';
import type { SessionView } from '../../shared/platform/workspace.ts';
import { unreadQuery } from '../interact/notifications/queries.ts';
import type { MessageId } from '../locales/ids.ts';
import { bottomLinkClass, sidebarLinkClass } from '../ui/AppShell.tsx';
import { Avatar } from '../ui/Avatar.tsx';
import { Button, buttonClass, IconButton } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Menu } from '../ui/Menu.tsx';
import { onDemand } from '../ui/onDemand.tsx';
import { RailTooltip } from '../ui/RailTooltip.tsx';
import { toast } from '../ui/toast.ts';
import { useWords } from '../ui/words.ts';
import { useKindsInSidebar } from './kinds.ts';
import { changeLook, useLook } from './look.ts';
import { inSidebar, isOnBar, type Place, placeGroups, placeOf, places } from './places.ts';
import { forgetVisits } from './recent.ts';
import { signOut } from './session.ts';
import { WorkspaceName } from './WorkspaceName.tsx';
import { waitingQuery } from './waiting.ts';

const WorkspaceMenu = onDemand(
  () => import('./WorkspaceMenu.tsx'),
  ({ session, isRail }: Pick<SidebarProps, 'session' | 'isRail'>) => (
    <WorkspaceName name={session.workspace.name} isRail={isRail} />
  ),
);

/** Nothing of these is needed for the first screen. */
const SyncLine = onDemand<{ isRail: boolean }>(() => import('./SyncLine.tsx'));
const More = onDemand<{ onSearch: () => void }>(
  () => import('./More.tsx'),
  // Its place, so that the bar does not jump.
  () => <span className={bottomLinkClass} />,
);

const PinnedViews = onDemand<{ isRail: boolean }>(() => import('./PinnedViews.tsx'));

export interface SidebarProps {
  session: SessionView;
  isRail: boolean;
  onSearch: () => void;
  onKeys: () => void;
  /** Absent for those who only read. */
  onCapture: (() => void) | undefined;
}

const wideClass =
  'w-full justify-start px-8! [&>span:nth-child(2)]:flex-1 [&>span:nth-child(2)]:text-start';

/** Nested addresses mark their place, unless a nearer one has them: /settings/import is no setting. */
function useMarking() {
  const here = useLocation({ select: ({ pathname }) => placeOf(pathname) });
  return (to: Place['to']) => ({ exact: to !== here, includeSearch: false });
}

export function Sidebar({ session, isRail, onSearch, onKeys, onCapture }: SidebarProps) {
  const say = useWords();
  const marking = useMarking();
  const kinds = useKindsInSidebar();
  const isKindShown = kinds.some(({ isHere }) => isHere);
  return (
    <>
      <header className={isRail ? 'flex justify-center py-8' : 'px-12 py-8'}>
        <WorkspaceMenu session={session} isRail={isRail} />
      </header>
      <div
        className={
          isRail ? 'flex flex-col items-center gap-4 pb-8' : 'flex flex-col gap-8 px-12 pb-8'
        }
      >
        {isRail ? (
          <IconButton
            icon="search"
            label={say('app.search')}
            keys="Mod+K"
            tooltipPlacement="end"
            onPress={onSearch}
          />
        ) : (
          <Button
            icon="search"
            keys="Mod+K"
            onPress={onSearch}
            className={`${wideClass} text-text-3`}
          >
            {say('app.search')}
          </Button>
        )}
        {onCapture && isRail ? (
          <IconButton
            icon="add"
            label={say('app.capture')}
            keys="C"
            tooltipPlacement="end"
            onPress={onCapture}
          />
        ) : onCapture ? (
          <Button icon="add" keys="C" onPress={onCapture} className={wideClass}>
            {say('app.capture')}
          </Button>
        ) : null}
      </div>
      <nav
        aria-label={say('app.nav')}
        className="flex min-h-0 flex-1 flex-col gap-16 overflow-y-auto px-12 py-8"
      >
        {placeGroups.map((group) => (
          <section key={group.label} className="flex flex-col gap-2">
            {isRail ? null : <h2 className="px-12 pb-4 text-xs text-text-3">{say(group.label)}</h2>}
            {group.places.filter(inSidebar).map(({ to, label, icon, keys }) => (
              <RailTooltip key={to} text={say(label)} keys={keys} isShown={isRail}>
                <Link
                  to={to}
                  activeOptions={
                    // The list of a kind has an entry of its own.
                    isKindShown ? { exact: true, includeSearch: true } : marking(to)
                  }
                  className={`${sidebarLinkClass(isRail)} relative`}
                  aria-label={isRail ? say(label) : undefined}
                >
                  <Icon name={icon} size={20} />
                  {isRail ? null : <span className="min-w-0 flex-1 truncate">{say(label)}</span>}
                  {to === '/inbox' ? <Waiting isRail={isRail} /> : null}
                </Link>
              </RailTooltip>
            ))}
            {group.label === 'app.nav.relations'
              ? kinds.map(({ role, name, to, icon, filter, isHere }) => (
                  <RailTooltip key={role} text={name} isShown={isRail}>
                    <Link
                      to={to}
                      search={filter ? { filter } : {}}
                      activeOptions={{ exact: true, includeSearch: true }}
                      aria-current={isHere ? 'page' : undefined}
                      className={sidebarLinkClass(isRail)}
                      aria-label={isRail ? name : undefined}
                    >
                      <Icon name={icon} size={20} />
                      {isRail ? null : <span className="truncate">{name}</span>}
                    </Link>
                  </RailTooltip>
                ))
              : null}
          </section>
        ))}
        <PinnedViews isRail={isRail} />
      </nav>
      <SyncLine isRail={isRail} />
      <footer
        className={
          isRail
            ? 'flex flex-col items-center gap-4 py-8'
            : 'flex items-center gap-4 border-t border-border px-12 py-8'
        }
      >
        {isRail ? null : <Me session={session} />}
        <RailTooltip text={say('app.nav.told')} keys="G B" isShown>
          <Link
            to="/notifications"
            aria-label={isRail ? say('app.nav.told') : undefined}
            className={`${buttonClass('quiet')} relative px-8!`}
          >
            <Icon name="bell" />
            <span className="sr-only">{say('app.nav.told')}</span>
            <Unread isRail />
          </Link>
        </RailTooltip>
        <IconButton
          icon="help"
          label={say('app.help')}
          keys="?"
          tooltipPlacement={isRail ? 'end' : 'top'}
          onPress={onKeys}
        />
        <IconButton
          icon="sidebar"
          className="hidden desktop:inline-flex"
          label={isRail ? say('app.rail.open') : say('app.rail.close')}
          keys="["
          tooltipPlacement={isRail ? 'end' : 'top'}
          onPress={() => changeLook({ isRail: !isRail })}
        />
        {isRail ? <Me session={session} isRail /> : null}
      </footer>
    </>
  );
}

function Me({ session, isRail = false }: { session: SessionView; isRail?: boolean }) {
  const say = useWords();
  const router = useRouter();
  const client = useQueryClient();
  const { theme } = useLook();
  const leave = async () => {
    try {
      await signOut(client);
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error), { tone: 'bad' });
      return;
    }
    forgetVisits();
    await router.navigate({ to: '/sign-in' });
  };
  return (
    <Menu
      label={say('app.me')}
      placement="top start"
      trigger={
        <Button variant="quiet" className={isRail ? 'px-4!' : 'min-w-0 flex-1 justify-start px-4!'}>
          <span className="flex min-w-0 items-center gap-8">
            <Avatar name={session.user.name} />
            <span className={isRail ? 'sr-only' : 'truncate'}>{session.user.name}</span>
          </span>
        </Button>
      }
      groups={[
        {
          title: session.user.email,
          entries: [
            {
              id: 'settings',
              label: say('app.nav.settings'),
              icon: 'settings',
              onAction: () => void router.navigate({ to: '/settings' }),
            },
          ],
        },
        {
          title: say('app.theme'),
          selectionMode: 'single',
          selected: [theme],
          onSelect: ([chosen]) => {
            if (chosen === 'system' || chosen === 'light' || chosen === 'dark')
              changeLook({ theme: chosen });
          },
          entries: [
            { id: 'system', label: say('app.theme.system'), icon: 'system' },
            { id: 'light', label: say('app.theme.light'), icon: 'sun' },
            { id: 'dark', label: say('app.theme.dark'), icon: 'moon' },
          ],
        },
        {
          entries: [
            {
              id: 'leave',
              label: say('app.signOut'),
              icon: 'signOut',
              onAction: () => void leave(),
            },
          ],
        },
      ]}
    />
  );
}

export function Unread({ isRail }: { isRail: boolean }) {
  const { data } = useQuery(unreadQuery);
  return <Count told={data} words="app.nav.told.unread" isRail={isRail} />;
}

function Waiting({ isRail }: { isRail: boolean }) {
  const { data } = useQuery(waitingQuery);
  return <Count told={data} words="app.nav.inbox.waiting" isRail={isRail} />;
}

/** How many wait, or what one has not read; told to the ear with the place it belongs to. */
function Count({
  told,
  words,
  isRail,
}: {
  told: WaitingCount | undefined;
  words: MessageId;
  isRail: boolean;
}) {
  const say = useWords();
  if (!told || told.count === 0) return null;
  const shown = told.more ? `${String(told.count)}+` : String(told.count);
  return (
    <span
      className={
        isRail
          ? 'tabular absolute -end-8 -top-8 min-w-16 rounded-full bg-accent px-4 py-2 text-center text-xs leading-none font-medium text-on-accent'
          : 'tabular shrink-0 rounded-full bg-accent px-8 text-xs font-medium text-on-accent'
      }
    >
      <span aria-hidden="true">{shown}</span>
      <span className="sr-only">{say(words, { count: told.count })}</span>
    </span>
  );
}

const onBar = places.filter(isOnBar);

export function BottomBar({ onSearch, onCapture }: Pick<SidebarProps, 'onSearch' | 'onCapture'>) {
  const say = useWords();
  const people = onBar.at(-1)!;
  return (
    <nav aria-label={say('app.nav')} className="flex">
      {onBar.slice(0, -1).map((place) => (
        <BottomLink key={place.to} {...place} />
      ))}
      <button type="button" onClick={onCapture ?? onSearch} className={bottomLinkClass}>
        <Icon name={onCapture ? 'add' : 'search'} size={20} />
        <span className="max-w-full truncate">
          {say(onCapture ? 'app.capture.short' : 'app.search.short')}
        </span>
      </button>
      <BottomLink {...people} />
      <More onSearch={onSearch} />
    </nav>
  );
}

function BottomLink({ to, label, icon }: Place) {
  const say = useWords();
  const marking = useMarking();
  return (
    <Link to={to} activeOptions={marking(to)} className={bottomLinkClass}>
      <span className="relative">
        <Icon name={icon} size={20} />
        {to === '/inbox' ? <Waiting isRail /> : null}
      </span>
      <span className="max-w-full truncate">{say(label)}</span>
    </Link>
  );
}
