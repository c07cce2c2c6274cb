import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import type { PartyKind, PartyRow } from '../../../shared/identify/parties.ts';
import type { ExportColumn } from '../../../shared/platform/exporting/formats.ts';
import { askToLog } from '../../app/calling.ts';
import { sessionQuery } from '../../app/session.ts';
import { HelpLink } from '../../help/HelpLink.tsx';
import { Button, buttonClass } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import type { GridColumn } from '../../ui/grid/columns.ts';
import { DataGrid } from '../../ui/grid/DataGrid.tsx';
import { useShortcuts } from '../../ui/keys/Shortcuts.tsx';
import { onDemand } from '../../ui/onDemand.tsx';
import { useWords } from '../../ui/words.ts';
import { BulkActs } from '../bulk/BulkActs.tsx';
import { chosenAmong, type ListSelection, nobody, withChosen } from '../bulk/selection.ts';
import { useCells } from '../cells/useCells.tsx';
import { home, partiesQuery, partyQuery } from '../parties/queries.ts';
import { nounMessages } from '../parties/words.ts';
import { type ListAddress, sortAddress, sortOf } from './address.ts';
import { PartyCard } from './columns.tsx';
import type { ListView } from './view.ts';

const SampleLink = onDemand(() => import('../../app/SampleLink.tsx'));

const keyOf = (row: PartyRow) => row.id;
const records = { person: '/people/$id', company: '/companies/$id' } as const;

export interface PartiesListProps {
  kind: PartyKind;
  address: ListAddress;
  columns: readonly GridColumn<PartyRow>[];
  view: ListView;
  /** The columns in sight as a file has them. */
  exported: readonly ExportColumn[];
  onAddress: (change: ListAddress, replace?: boolean) => void;
  onAdd: () => void;
}

/** The rows that the address asks for. Apart from what stands above them, which no arriving page draws anew. */
export function PartiesList({
  kind,
  address,
  columns,
  view,
  exported,
  onAddress,
  onAdd,
}: PartiesListProps) {
  const say = useWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const list = useInfiniteQuery(partiesQuery(kind, address));
  const loaded = useMemo(() => list.data?.pages.flatMap((one) => one.rows) ?? [], [list.data]);
  const { cells, rows, settle, dialog } = useCells({
    kind,
    of: JSON.stringify([address.filter ?? null, address.sort ?? null]),
    loaded,
    loadUntil: async (count) => {
      let now = list;
      let known = loaded;
      while (known.length < count && now.hasNextPage) {
        now = await now.fetchNextPage();
        known = now.data?.pages.flatMap((one) => one.rows) ?? [];
      }
      return known;
    },
  });
  const isReader = useQuery(sessionQuery).data?.user.level === 'reader';
  const focused = useRef<string | undefined>(undefined);
  const keys = useMemo(() => rows.map(keyOf), [rows]);
  const [{ of, selection }, select] = useSelection(address);
  const chosen = useMemo(() => chosenAmong(selection, keys), [selection, keys]);

  useShortcuts([
    {
      id: 'list.log',
      keys: 'L',
      label: say('identify.log'),
      group: say('ui.keys.list'),
      isDisabled: isReader,
      run: () => {
        const row = rows.find(({ id }) => id === focused.current) ?? rows[0];
        if (row) askToLog({ kind, id: row.id, name: row.name });
      },
    },
    {
      id: 'list.acts',
      keys: '.',
      label: say('identify.actsOfRow'),
      group: say('ui.keys.list'),
      run: () => {
        const id = focused.current ?? rows[0]?.id ?? '';
        document
          .querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"] [data-acts] button`)
          ?.click();
      },
    },
  ]);

  if (list.isPending && list.fetchStatus === 'paused')
    return (
      <EmptyState icon="offline" title={say('app.failure.awayTitle')}>
        {say('app.failure.away')}
      </EmptyState>
    );
  if (list.isError && !list.data)
    return (
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
              onPress={() => onAddress({ filter: undefined, sort: undefined, peek: undefined })}
            >
              {say('identify.list.plain')}
            </Button>
          ) : undefined
        }
      >
        {list.error.message}
      </EmptyState>
    );
  const isWhole = keys.length > 0 && chosen.size === keys.length;
  return (
    <>
      <DataGrid
        label={say(nounMessages[kind].title)}
        columns={columns}
        rows={rows}
        rowKey={keyOf}
        sort={sortOf(address)}
        onSort={(sort) => onAddress({ sort: sortAddress(sort) })}
        hidden={view.hidden}
        density={view.density}
        isLoading={list.isPending}
        hasMore={list.hasNextPage && !list.isPlaceholderData}
        isLoadingMore={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
        onOpen={({ id }) => void navigate({ to: records[kind], params: { id } })}
        onPeek={({ id }) => onAddress({ peek: id === address.peek ? undefined : id }, true)}
        onFocusRow={({ id }) => {
          focused.current = id;
          void client.prefetchQuery(partyQuery(kind, id));
          if (address.peek && address.peek !== id) onAddress({ peek: id }, true);
        }}
        cells={cells}
        selected={chosen}
        onSelect={(next) => select(withChosen(selection, keys, next))}
        card={(row) => <PartyCard row={row} say={say} />}
        nameOf={({ name }) => name}
        empty={
          address.filter ? (
            <EmptyState
              icon="search"
              title={say('identify.list.noneTitle')}
              action={
                <Button
                  variant="primary"
                  onPress={() => onAddress({ filter: undefined, peek: undefined })}
                >
                  {say('ui.filter.clear')}
                </Button>
              }
            >
              {say('identify.list.none')}
            </EmptyState>
          ) : (
            <Nobody kind={kind} onAdd={onAdd} />
          )
        }
      />
      {cells.wouldMove.size > 0 ? (
        <p className="flex flex-wrap items-center gap-8 bg-warn-soft px-card-x py-4 text-sm text-warn">
          {say('cells.wouldMove', { count: cells.wouldMove.size })}
          <Button size="small" variant="quiet" icon="refresh" onPress={settle}>
            {say('cells.settle')}
          </Button>
        </p>
      ) : null}
      {dialog}
      <BulkActs
        key={of}
        {...{ kind, address, selection, isWhole }}
        columns={exported}
        onSelection={select}
        hasMore={list.hasNextPage}
        focused={() => focused.current}
      />
    </>
  );
}

/** Who is selected, as long as the same rows are looked at. */
function useSelection({ filter }: ListAddress) {
  const of = JSON.stringify(filter ?? null);
  const [kept, keep] = useState<{ of: string; selection: ListSelection }>({
    of,
    selection: nobody,
  });
  const now = kept.of === of ? kept : { of, selection: nobody };
  return [now, (selection: ListSelection) => keep({ of, selection })] as const;
}

/** The first thing that whoever has just set up a company sees. */
function Nobody({ kind, onAdd }: Pick<PartiesListProps, 'kind' | 'onAdd'>) {
  const say = useWords();
  return (
    <EmptyState
      icon={home[kind]}
      title={say(kind === 'person' ? 'app.people.emptyTitle' : 'app.companies.emptyTitle')}
      action={
        <Link to="/settings/import" className={buttonClass('primary')}>
          {say('app.people.import')}
        </Link>
      }
      link={
        <>
          <Link
            to="/settings/$page"
            params={{ page: 'connections' }}
            className={buttonClass('secondary')}
          >
            {say('app.people.connect')}
          </Link>
          <Button variant="quiet" icon="add" onPress={onAdd}>
            {say(nounMessages[kind].add)}
          </Button>
          <SampleLink />
          <HelpLink guide="import" />
        </>
      }
    >
      {say(kind === 'person' ? 'app.people.empty' : 'app.companies.empty')}
    </EmptyState>
  );
}
