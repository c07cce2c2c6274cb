import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import type { UserView } from '../../../shared/platform/team.ts';
import type { SavedView } from '../../../shared/platform/views.ts';
import { isMine, mineMessages } from '../../app/mine.ts';
import { sessionQuery } from '../../app/session.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { SentenceFilter } from '../../ui/filter/SentenceFilter.tsx';
import { GridViewMenu } from '../../ui/grid/GridViewMenu.tsx';
import { useShortcuts } from '../../ui/keys/Shortcuts.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { phone, useMedia } from '../../ui/useMedia.ts';
import { useLocale, useWords } from '../../ui/words.ts';
import { columnsToExport } from '../exporting/columns.ts';
import { ExportButton } from '../exporting/ExportButton.tsx';
import { catalogQuery, partiesQuery, usersQuery } from '../parties/queries.ts';
import { nounMessages } from '../parties/words.ts';
import { anyTagQuery } from '../tags/queries.ts';
import { viewsQuery } from '../views/queries.ts';
import { isChanged, shownOf, withoutLost } from '../views/shown.ts';
import { ViewChanged, ViewsMenu } from '../views/Views.tsx';
import { type ListAddress, sortAddress, sortOf } from './address.ts';
import { Count } from './Count.tsx';
import { partyColumns } from './columns.tsx';
import { filterFields } from './fields.ts';
import { PartiesList } from './PartiesList.tsx';
import { useTrashing } from './RowMenu.tsx';
import { useListView } from './view.ts';

// Forms weigh as much as the grid; the list must not wait for them.
const loadPeek = () => import('./PartyPeek.tsx');
const PartyPeek = lazy(loadPeek);
const NewPartyDialog = lazy(() => import('../parties/NewPartyDialog.tsx'));

const pages = { person: '/people', company: '/companies' } as const;
const records = { person: '/people/$id', company: '/companies/$id' } as const;
const nobody: readonly UserView[] = [];
const noViews: readonly SavedView[] = [];

/** Whom do we have, and which of them fit this description? */
export function PartiesPage({ kind }: { kind: PartyKind }) {
  const say = useWords();
  const locale = useLocale();
  const address: ListAddress = useSearch({ strict: false });
  const client = useQueryClient();
  const navigate = useNavigate();
  const router = useRouter();
  const { data: session } = useQuery(sessionQuery);
  const { data: catalog } = useQuery(catalogQuery);
  const { data: users = nobody } = useQuery(usersQuery);
  const hasTags = (useQuery(anyTagQuery).data?.rows.length ?? 0) > 0;
  const { data: views = noViews, isPending: viewsPending } = useQuery(viewsQuery);
  const saved = views.find(({ id, entity: of }) => id === address.view && of === kind);
  const [own, changeOwn] = useListView(kind, address.view);
  const [isAdding, setAdding] = useState(false);
  const trash = useTrashing(kind);
  const onPhone = useMedia(phone);

  const entity = catalog?.find(({ name }) => name === kind);
  const names = useMemo(() => Object.fromEntries(users.map(({ id, name }) => [id, name])), [users]);
  const fields = useMemo(() => filterFields(entity, users, say), [entity, users, say]);
  const columns = useMemo(
    () => partyColumns(kind, { say, locale, entity, names, onTrash: trash, hasTags }),
    [kind, say, locale, entity, names, trash, hasTags],
  );

  const ids = useMemo(() => columns.map(({ id }) => id), [columns]);
  const shown = shownOf(address, own, saved, ids);
  const { lost, ...known } = withoutLost(shown, entity);
  /** What is asked for in the end. */
  const asking: ListAddress = { ...address, ...known };

  const hidden = shown.hidden ?? columns.filter(({ isHidden }) => isHidden).map(({ id }) => id);
  const inSight = columns.filter(({ id }) => !hidden.includes(id));
  const exported = columnsToExport(inSight, entity, say);

  const go = (wanted: ListAddress, replace = false) => {
    const change = { ...wanted };
    // Beside a view, everybody and the usual order have to be said.
    if (address.view && 'filter' in wanted) change.filter = wanted.filter ?? { all: [] };
    if (address.view && 'sort' in wanted) change.sort = wanted.sort ?? 'name';
    // Asked for at once: drawing the new address takes as long as the answer.
    void client.prefetchInfiniteQuery(partiesQuery(kind, { ...asking, ...change }));
    void navigate({
      to: pages[kind],
      search: (old: ListAddress) => ({ ...old, ...change }),
      replace,
    });
  };

  useEffect(() => void loadPeek(), []);
  // Most people go on to a record, and its code should be there by then.
  useEffect(() => {
    const timer = setTimeout(() => {
      void router.loadRouteChunk(router.routesByPath[records[kind]])?.catch(() => undefined);
    }, 1000);
    return () => clearTimeout(timer);
  }, [router, kind]);

  useShortcuts([
    ...(address.peek
      ? [
          {
            id: 'list.closePeek',
            keys: 'Escape',
            label: say('ui.close'),
            group: say('ui.keys.list'),
            run: () => go({ peek: undefined }, true),
          },
        ]
      : []),
    {
      id: 'list.add',
      keys: '+',
      label: say(nounMessages[kind].add),
      group: say('ui.keys.list'),
      run: () => setAdding(true),
    },
  ]);

  const discard = () => {
    changeOwn({ hidden: undefined, density: undefined });
    void navigate({ to: pages[kind], search: address.view ? { view: address.view } : {} });
  };
  const subject = say(nounMessages[kind].title);
  const isOfMine = isMine(shown.filter, session?.user.id);
  return (
    <div className="flex min-h-0 min-w-0 flex-1">
      <Page
        title={saved?.name ?? (isOfMine ? say(mineMessages[kind]) : subject)}
        layout="fill"
        actions={
          <>
            <GridViewMenu
              columns={columns}
              hidden={shown.hidden}
              onHidden={(hidden) => changeOwn({ hidden })}
              sort={sortOf(asking)}
              onSort={(sort) => go({ sort: sortAddress(sort) })}
              density={shown.density}
              onDensity={(density) => changeOwn({ density })}
            />
            <ExportButton kind={kind} filter={known.filter} sort={known.sort} columns={exported} />
            <ViewsMenu {...{ kind, views, shown }} view={saved} columns={ids} onDiscard={discard} />
            {onPhone ? (
              <IconButton
                variant="primary"
                icon="add"
                label={say(nounMessages[kind].add)}
                onPress={() => setAdding(true)}
              />
            ) : (
              <Button variant="primary" icon="add" keys="+" onPress={() => setAdding(true)}>
                {say(nounMessages[kind].add)}
              </Button>
            )}
          </>
        }
        toolbar={
          <div className="flex flex-wrap items-center gap-x-16 gap-y-8">
            <SentenceFilter
              subject={subject}
              fields={fields}
              value={shown.filter ?? null}
              onChange={(filter) => go({ filter: filter ?? undefined, peek: undefined })}
              names={names}
            />
            <Count kind={kind} filter={known.filter} />
            {saved && isChanged(shown, saved, ids) ? (
              <ViewChanged view={saved} shown={shown} columns={ids} onDiscard={discard} />
            ) : null}
            {lost.length > 0 ? (
              <Notice tone="warn">
                {say('lists.views.lost', { fields: new Intl.ListFormat(locale).format(lost) })}
              </Notice>
            ) : null}
            {address.view && !saved && !viewsPending ? (
              <Notice tone="warn">{say('lists.views.gone')}</Notice>
            ) : null}
          </div>
        }
      >
        {address.view && viewsPending ? (
          <Skeleton rows={12} />
        ) : (
          <PartiesList
            {...{ kind, columns, exported }}
            address={asking}
            view={shown}
            onAddress={go}
            onAdd={() => setAdding(true)}
          />
        )}
      </Page>
      <Suspense fallback={null}>
        {address.peek ? (
          <PartyPeek
            key={address.peek}
            kind={kind}
            id={address.peek}
            onClose={() => go({ peek: undefined }, true)}
          />
        ) : null}
        {isAdding ? <NewPartyDialog kind={kind} onClose={() => setAdding(false)} /> : null}
      </Suspense>
    </div>
  );
}
