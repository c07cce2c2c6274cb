import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, useState } from 'react';
import type { RelationshipRow } from '../../../shared/interact/dealings/relationships.ts';
import type { FieldView } from '../../../shared/platform/catalog.ts';
import type { UserView } from '../../../shared/platform/team.ts';
import { nameOfRole } from '../../app/ownWords.ts';
import { type ListAddress, sortAddress, sortOf } from '../../identify/list/address.ts';
import { filterFields } from '../../identify/list/fields.ts';
import { usersQuery } from '../../identify/parties/queries.ts';
import { nounMessages } from '../../identify/parties/words.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { SentenceFilter } from '../../ui/filter/SentenceFilter.tsx';
import { DataGrid } from '../../ui/grid/DataGrid.tsx';
import { useShortcuts } from '../../ui/keys/Shortcuts.tsx';
import { Page } from '../../ui/Page.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import { RelationshipCard, relationshipColumns } from './relationshipColumns.tsx';
import {
  relationshipCountQuery,
  relationshipFieldsQuery,
  relationshipsQuery,
} from './relationships.ts';

const NewPartyDialog = lazy(() => import('../../identify/parties/NewPartyDialog.tsx'));

export type ListedRole = 'supplier' | 'partner' | 'staff';
const pages = { supplier: '/suppliers', partner: '/partners', staff: '/staff' } as const;
const records = { person: '/people/$id', company: '/companies/$id' } as const;
const nobody: readonly UserView[] = [];
const noFields: readonly FieldView[] = [];
const keyOf = (row: RelationshipRow) => row.id;

/** Everybody who is this to us, people and companies in one list, with what lies between us. */
export function RelationshipPage({ listed: role }: { listed: ListedRole }) {
  const say = useWords();
  const locale = useLocale();
  const navigate = useNavigate();
  const address: ListAddress = useSearch({ strict: false });
  const list = useInfiniteQuery(relationshipsQuery(role, address));
  const { data: count } = useQuery(relationshipCountQuery(role, address.filter));
  const { data: fields = noFields } = useQuery(relationshipFieldsQuery(role));
  const { data: users = nobody } = useQuery(usersQuery);
  const [isAdding, setAdding] = useState(false);
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? [], [list.data]);
  const names = useMemo(() => Object.fromEntries(users.map(({ id, name }) => [id, name])), [users]);
  const columns = useMemo(
    () => relationshipColumns(role, { say, locale, fields, names }),
    [role, say, locale, fields, names],
  );
  const filters = useMemo(
    () =>
      filterFields({ name: 'company', fields: [...fields] }, users, say).map((field) => ({
        ...field,
        label: columns.find(({ id }) => id === field.name)?.header ?? field.label,
      })),
    [fields, users, say, columns],
  );
  const title = nameOfRole(role).many;
  const addedKind = role === 'staff' ? 'person' : 'company';
  const addWords = say(nounMessages[addedKind].add);
  const go = (change: ListAddress) =>
    void navigate({ to: pages[role], search: (old: ListAddress) => ({ ...old, ...change }) });
  useShortcuts([
    {
      id: 'list.add',
      keys: '+',
      label: addWords,
      group: say('ui.keys.list'),
      run: () => setAdding(true),
    },
  ]);
  const add = (
    <Button variant="primary" icon="add" keys="+" onPress={() => setAdding(true)}>
      {addWords}
    </Button>
  );
  return (
    <Page
      title={title}
      layout="fill"
      actions={add}
      toolbar={
        <div className="flex flex-wrap items-center gap-x-16 gap-y-8">
          <SentenceFilter
            subject={title}
            fields={filters}
            value={address.filter ?? null}
            onChange={(filter) => go({ filter: filter ?? undefined })}
            names={names}
          />
          {count ? (
            <span role="status" className="tabular text-sm text-text-3">
              {say('dealings.list.count', { count: count.count })}
            </span>
          ) : null}
        </div>
      }
    >
      {list.isError && !list.data ? (
        <EmptyState
          icon="warning"
          title={say('identify.list.failed')}
          action={
            <Button variant="primary" icon="refresh" onPress={() => void list.refetch()}>
              {say('app.failure.again')}
            </Button>
          }
          link={
            <Button variant="quiet" onPress={() => go({ filter: undefined, sort: undefined })}>
              {say('identify.list.plain')}
            </Button>
          }
        >
          {list.error.message}
        </EmptyState>
      ) : (
        <DataGrid
          label={title}
          columns={columns}
          rows={rows}
          rowKey={keyOf}
          sort={sortOf(address)}
          onSort={(sort) => go({ sort: sortAddress(sort) })}
          isLoading={list.isPending}
          hasMore={list.hasNextPage && !list.isPlaceholderData}
          isLoadingMore={list.isFetchingNextPage}
          onMore={() => void list.fetchNextPage()}
          onOpen={({ kind, id }) => void navigate({ to: records[kind], params: { id } })}
          card={(row) => <RelationshipCard row={row} {...{ say, locale }} />}
          empty={
            address.filter ? (
              <EmptyState
                icon="search"
                title={say('identify.list.noneTitle')}
                action={
                  <Button variant="primary" onPress={() => go({ filter: undefined })}>
                    {say('ui.filter.clear')}
                  </Button>
                }
              >
                {say('identify.list.none')}
              </EmptyState>
            ) : (
              <EmptyState icon="people" title={say('dealings.list.noneTitle')} action={add}>
                {say(role === 'staff' ? 'dealings.list.noStaff' : 'dealings.list.none', {
                  role: nameOfRole(role).one,
                })}
              </EmptyState>
            )
          }
        />
      )}
      <Suspense fallback={null}>
        {isAdding ? (
          <NewPartyDialog kind={addedKind} role={role} onClose={() => setAdding(false)} />
        ) : null}
      </Suspense>
    </Page>
  );
}
