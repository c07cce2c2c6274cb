import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { PartyKind, PartyRow } from '../../../shared/identify/parties.ts';
import type { Filter } from '../../../shared/platform/filters.ts';
import { Button, buttonClass, IconButton } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { SentenceFilter } from '../../ui/filter/SentenceFilter.tsx';
import type { GridSort } from '../../ui/grid/columns.ts';
import { DataGrid } from '../../ui/grid/DataGrid.tsx';
import { GridViewMenu } from '../../ui/grid/GridViewMenu.tsx';
import { useShortcuts } from '../../ui/keys/Shortcuts.tsx';
import { onDemand } from '../../ui/onDemand.tsx';
import { Page } from '../../ui/Page.tsx';
import { phone, useMedia } from '../../ui/useMedia.ts';
import { useLocale, useWords } from '../../ui/words.ts';
import { catalogQuery, home, partiesQuery, partyQuery, usersQuery } from '../parties/queries.ts';
import { nounMessages } from '../parties/words.ts';
import type { ListAddress } from './address.ts';
import { PartyCard, partyColumns } from './columns.tsx';
import { filterFields } from './fields.ts';
import { useTrashing } from './RowMenu.tsx';
import { useListView } from './view.ts';

// Forms weigh as much as the grid; the list must not wait for them.
const loadPeek = () => import('./PartyPeek.tsx');
const PartyPeek = lazy(loadPeek);
const SampleLink = onDemand(() => import('../../app/SampleLink.tsx'));
const NewPartyDialog = lazy(() => import('../parties/NewPartyDialog.tsx'));

const keyOf = (row: PartyRow) => row.id;
const pages = { person: '/people', company: '/companies' } as const;
const records = { person: '/people/$id', company: '/companies/$id' } as const;

/** Whom do we have, and which of them fit this description? */
export function PartiesPage({ kind }: { kind: PartyKind }) {
  const say = useWords();
  const locale = useLocale();
  const client = useQueryClient();
  const address: ListAddress = useSearch({ strict: false });
  const navigate = useNavigate();
  const list = useInfiniteQuery(partiesQuery(kind, address));
  const catalog = useQuery(catalogQuery);
  const { data: users = [] } = useQuery(usersQuery);
  const [view, changeView] = useListView(kind);
  const [isAdding, setAdding] = useState(false);
  const trash = useTrashing(kind);
  const onPhone = useMedia(phone);
  const page = useRef<HTMLDivElement>(null);

  const entity = catalog.data?.find(({ name }) => name === kind);
  const names = useMemo(() => Object.fromEntries(users.map(({ id, name }) => [id, name])), [users]);
  const fields = useMemo(() => filterFields(entity, users, say), [entity, users, say]);
  const columns = useMemo(
    () => partyColumns(kind, { say, locale, entity, names, onTrash: trash }),
    [kind, say, locale, entity, names, trash],
  );
  const rows = useMemo(() => list.data?.pages.flatMap((one) => one.rows) ?? [], [list.data]);
  const focused = useRef<string | undefined>(undefined);

  const go = (change: ListAddress, replace = false) =>
    void navigate({
      to: pages[kind],
      search: (old: ListAddress) => ({ ...old, ...change }),
      replace,
    });
  const open = useCallback(
    (row: PartyRow) => void navigate({ to: records[kind], params: { id: row.id } }),
    [navigate, kind],
  );
  const setFilter = (filter: Filter | null) => go({ filter: filter ?? undefined, peek: undefined });
  const sort = sortOf(address.sort);

  useEffect(() => void loadPeek(), []);

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
    {
      id: 'list.acts',
      keys: '.',
      label: say('identify.actsOfRow'),
      group: say('ui.keys.list'),
      run: () => {
        const id = focused.current ?? rows[0]?.id ?? '';
        page.current
          ?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"] [data-acts] button`)
          ?.click();
      },
    },
  ]);

  const subject = say(nounMessages[kind].title);
  const problem = list.isError && !list.data ? list.error : null;
  return (
    <div ref={page} className="flex min-h-0 min-w-0 flex-1">
      <Page
        title={subject}
        layout="fill"
        actions={
          <>
            <GridViewMenu
              columns={columns}
              hidden={view.hidden}
              onHidden={(hidden) => changeView({ hidden })}
              sort={sort}
              onSort={(next) => go({ sort: addressOf(next) })}
              density={view.density}
              onDensity={(density) => changeView({ density })}
            />
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
          <SentenceFilter
            subject={subject}
            fields={fields}
            value={address.filter ?? null}
            onChange={setFilter}
            names={names}
          />
        }
      >
        {list.isPending && list.fetchStatus === 'paused' ? (
          <EmptyState icon="offline" title={say('app.failure.awayTitle')}>
            {say('app.failure.away')}
          </EmptyState>
        ) : problem ? (
          <EmptyState
            icon="warning"
            title={say('identify.list.failed')}
            action={
              <Button variant="primary" icon="refresh" onPress={() => void list.refetch()}>
                {say('app.failure.again')}
              </Button>
            }
            link={
              address.filter || address.sort ? (
                <Button
                  variant="quiet"
                  onPress={() => go({ filter: undefined, sort: undefined, peek: undefined })}
                >
                  {say('identify.list.plain')}
                </Button>
              ) : undefined
            }
          >
            {problem.message}
          </EmptyState>
        ) : (
          <DataGrid
            label={subject}
            columns={columns}
            rows={rows}
            rowKey={keyOf}
            sort={sort}
            onSort={(next) => go({ sort: addressOf(next) })}
            hidden={view.hidden}
            density={view.density}
            isLoading={list.isPending}
            hasMore={list.hasNextPage && !list.isPlaceholderData}
            isLoadingMore={list.isFetchingNextPage}
            onMore={() => void list.fetchNextPage()}
            onOpen={open}
            onPeek={(row) => go({ peek: row.id === address.peek ? undefined : row.id }, true)}
            onFocusRow={(row) => {
              focused.current = row.id;
              void client.prefetchQuery(partyQuery(kind, row.id));
              if (address.peek && address.peek !== row.id) go({ peek: row.id }, true);
            }}
            card={(row) => <PartyCard row={row} say={say} />}
            empty={
              address.filter ? (
                <EmptyState
                  icon="search"
                  title={say('identify.list.noneTitle')}
                  action={
                    <Button variant="primary" onPress={() => setFilter(null)}>
                      {say('ui.filter.clear')}
                    </Button>
                  }
                >
                  {say('identify.list.none')}
                </EmptyState>
              ) : (
                <EmptyState
                  icon={home[kind]}
                  title={say(
                    kind === 'person' ? 'app.people.emptyTitle' : 'app.companies.emptyTitle',
                  )}
                  action={
                    <Link to="/settings/import" className={buttonClass('primary')}>
                      {say('app.people.import')}
                    </Link>
                  }
                  link={
                    <>
                      <Button variant="quiet" icon="add" onPress={() => setAdding(true)}>
                        {say(nounMessages[kind].add)}
                      </Button>
                      <SampleLink />
                    </>
                  }
                >
                  {say(kind === 'person' ? 'app.people.empty' : 'app.companies.empty')}
                </EmptyState>
              )
            }
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

function sortOf(sort = 'name'): GridSort {
  return sort.startsWith('-')
    ? { column: sort.slice(1), direction: 'desc' }
    : { column: sort, direction: 'asc' };
}

function addressOf({ column, direction }: GridSort): string | undefined {
  const sort = direction === 'desc' ? `-${column}` : column;
  return sort === 'name' ? undefined : sort;
}
