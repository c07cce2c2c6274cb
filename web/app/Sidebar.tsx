import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useLocation, useRouter } from '@tanstack/react-router';
import type { SessionView } from '../../shared/platform/workspace.ts';
import { unreadQuery } from '../interact/notifications/queries.ts';
import { bottomLinkClass, sidebarLinkClass } from '../ui/AppShell.tsx';
import { Avatar } from '../ui/Avatar.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Menu } from '../ui/Menu.tsx';
import { onDemand } from '../ui/onDemand.tsx';
import { RailTooltip } from '../ui/RailTooltip.tsx';
import { toast } from '../ui/toast.ts';
import { useWords } from '../ui/words.ts';
import { useKindsInSidebar } from './kinds.ts';
import { changeLook, useLook } from './look.ts';
import { isMine, mine } from './mine.ts';
import { type Place, placeGroups, placeOf, places } from './places.ts';
import { forgetVisits } from './recent.ts';
import { signOut } from './session.ts';
import { WorkspaceName } from './WorkspaceName.tsx';

const WorkspaceMenu = onDemand(
  () => import('./WorkspaceMenu.tsx'),
  ({ session, isRail }: Pick<SidebarProps, 'session' | 'isRail'>) => (
    <WorkspaceName name={session.workspace.name} isRail={isRail} />
  ),
);

/** Nothing of these is needed for the first screen. */
const SyncLine = onDemand<{ isRail: boolean }>(() => import('./SyncLine.tsx'));
const SyncMark = onDemand(() => import('./SyncMark.tsx'));

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
  const ofMine = mine(session.user.id);
  const isMineShown = useLocation({
    select: ({ pathname, search }) =>
      pathname === '/people' && 'filter' in search && isMine(search.filter, session.user.id),
  });
  const isKindShown = isMineShown || kinds.some(({ isHere }) => isHere);
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
            {group.places.map(({ to, label, icon, keys }) => (
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
                  {to === '/notifications' ? <Unread isRail={isRail} /> : null}
                </Link>
              </RailTooltip>
            ))}
            {group.label === 'app.nav.relations' ? (
              <RailTooltip text={say('app.mine.person')} keys="G M" isShown={isRail}>
                <Link
                  to="/people"
                  search={{ filter: ofMine }}
                  activeOptions={{ exact: true, includeSearch: true }}
                  aria-current={isMineShown ? 'page' : undefined}
                  className={sidebarLinkClass(isRail)}
                  aria-label={isRail ? say('app.nav.mine') : undefined}
                >
                  <Icon name="person" size={20} />
                  {isRail ? null : <span className="truncate">{say('app.nav.mine')}</span>}
                </Link>
              </RailTooltip>
            ) : null}
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

/** How much one has not read; told to the ear with the place it belongs to. */
function Unread({ isRail }: { isRail: boolean }) {
  const say = useWords();
  const { data } = useQuery(unreadQuery);
  if (!data || data.count === 0) return null;
  const shown = data.more ? `${String(data.count)}+` : String(data.count);
  return (
    <span
      className={
        isRail
          ? 'tabular absolute -end-8 -top-8 min-w-16 rounded-full bg-accent px-4 py-2 text-center text-xs leading-none font-medium text-on-accent'
          : 'tabular shrink-0 rounded-full bg-accent px-8 text-xs font-medium text-on-accent'
      }
    >
      <span aria-hidden="true">{shown}</span>
      <span className="sr-only">{say('app.nav.told.unread', { count: data.count })}</span>
    </span>
  );
}

const onBar = places.filter(({ isOffBar }) => !isOffBar);

export function BottomBar({ onSearch, onCapture }: Pick<SidebarProps, 'onSearch' | 'onCapture'>) {
  const say = useWords();
  return (
    <nav aria-label={say('app.nav')} className="flex">
      {onBar.slice(0, 2).map((place) => (
        <BottomLink key={place.to} {...place} />
      ))}
      <button type="button" onClick={onSearch} className={bottomLinkClass}>
        <Icon name="search" size={20} />
        {say('app.search.short')}
      </button>
      {onCapture ? (
        <button type="button" onClick={onCapture} className={bottomLinkClass}>
          <Icon name="add" size={20} />
          <span className="max-w-full truncate">{say('app.capture.short')}</span>
        </button>
      ) : null}
      {onBar.slice(2).map((place) => (
        <BottomLink key={place.to} {...place} />
      ))}
    </nav>
  );
}

function BottomLink({ to, label, short, icon }: Place) {
  const say = useWords();
  const marking = useMarking();
  return (
    <Link to={to} activeOptions={marking(to)} className={bottomLinkClass}>
      <span className="relative">
        <Icon name={icon} size={20} />
        {to === '/notifications' ? <Unread isRail /> : null}
        {to === '/settings' ? <SyncMark /> : null}
      </span>
      <span className="max-w-full truncate">{say(short ?? label)}</span>
    </Link>
  );
}
