import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import type { SavedView } from '../../shared/platform/views.ts';
import { useViewChanges } from '../identify/views/changes.ts';
import { pinnedAmong, viewsQuery } from '../identify/views/queries.ts';
import { sidebarLinkClass } from '../ui/AppShell.tsx';
import { IconButton } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Menu } from '../ui/Menu.tsx';
import { RailTooltip } from '../ui/RailTooltip.tsx';
import { toast } from '../ui/toast.ts';
import { useWords } from '../ui/words.ts';

const pages = { person: '/people', company: '/companies' } as const;
const nothing: readonly SavedView[] = [];

/** Up to seven views of one's own choice, in one's own order. */
export default function PinnedViews({ isRail }: { isRail: boolean }) {
  const say = useWords();
  const { data: views = nothing } = useQuery(viewsQuery);
  const here = useLocation({ select: ({ search }) => (search as { view?: string }).view });
  const { pin } = useViewChanges();
  const pinned = pinnedAmong(views);
  if (pinned.length === 0) return null;
  const move = (id: string, place: number | null) =>
    void pin(views, id, place).catch((error: unknown) =>
      toast(error instanceof Error ? error.message : String(error), { tone: 'bad' }),
    );
  return (
    <section className="flex flex-col gap-2" aria-label={say('lists.views.pinnedTitle')}>
      {isRail ? null : (
        <h2 className="px-12 pb-4 text-xs text-text-3">{say('lists.views.pinnedTitle')}</h2>
      )}
      {pinned.map(({ id, name, entity }, at) => (
        <RailTooltip key={id} text={name} isShown={isRail}>
          <span className="group relative flex">
            <Link
              to={pages[entity]}
              search={{ view: id }}
              activeOptions={{ exact: true, includeSearch: true }}
              className={`${sidebarLinkClass(isRail)} min-w-0 flex-1`}
              aria-label={isRail ? name : undefined}
              aria-current={here === id ? 'page' : undefined}
            >
              <Icon name={entity === 'person' ? 'people' : 'companies'} size={20} />
              {isRail ? null : <bdi className="min-w-0 flex-1 truncate pe-24">{name}</bdi>}
            </Link>
            {isRail ? null : (
              <span className="absolute end-2 top-1/2 -translate-y-1/2 opacity-0 group-hover:opacity-100 group-focus-within:opacity-100 pointer-coarse:opacity-100 has-aria-expanded:opacity-100">
                <Menu
                  label={say('lists.views.acts', { name })}
                  placement="bottom end"
                  trigger={
                    <IconButton
                      size="small"
                      icon="more"
                      label={say('lists.views.acts', { name })}
                    />
                  }
                  groups={[
                    {
                      entries: [
                        {
                          id: 'up',
                          label: say('lists.views.up'),
                          icon: 'up',
                          isDisabled: at === 0,
                          onAction: () => move(id, at - 1),
                        },
                        {
                          id: 'down',
                          label: say('lists.views.down'),
                          icon: 'down',
                          isDisabled: at === pinned.length - 1,
                          onAction: () => move(id, at + 1),
                        },
                        {
                          id: 'unpin',
                          label: say('lists.views.unpin'),
                          icon: 'close',
                          onAction: () => move(id, null),
                        },
                      ],
                    },
                  ]}
                />
              </span>
            )}
          </span>
        </RailTooltip>
      ))}
    </section>
  );
}
