import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import type { UserView } from '../../../shared/platform/team.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { SentenceFilter } from '../../ui/filter/SentenceFilter.tsx';
import { GridViewMenu } from '../../ui/grid/GridViewMenu.tsx';
import { useShortcuts } from '../../ui/keys/Shortcuts.tsx';
import { Page } from '../../ui/Page.tsx';
import { phone, useMedia } from '../../ui/useMedia.ts';
import { useLocale, useWords } from '../../ui/words.ts';
import { columnsToExport } from '../exporting/columns.ts';
import { ExportButton } from '../exporting/ExportButton.tsx';
import { catalogQuery, partiesQuery, usersQuery } from '../parties/queries.ts';
import { nounMessages } from '../parties/words.ts';
import { type ListAddress, sortAddress, sortOf } from './address.ts';
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

/** Whom do we have, and which of them fit this description? */
export function PartiesPage({ kind }: { kind: PartyKind }) {
  const say = useWords();
  const locale = useLocale();
  const address: ListAddress = useSearch({ strict: false });
  const client = useQueryClient();
  const navigate = useNavigate();
  const router = useRouter();
  const { data: catalog } = useQuery(catalogQuery);
  const { data: users = nobody } = useQuery(usersQuery);
  const [view, changeView] = useListView(kind);
  const [isAdding, setAdding] = useState(false);
  const trash = useTrashing(kind);
  const onPhone = useMedia(phone);

  const entity = catalog?.find(({ name }) => name === kind);
  const names = useMemo(() => Object.fromEntries(users.map(({ id, name }) => [id, name])), [users]);
  const fields = useMemo(() => filterFields(entity, users, say), [entity, users, say]);
  const columns = useMemo(
    () => partyColumns(kind, { say, locale, entity, names, onTrash: trash }),
    [kind, say, locale, entity, names, trash],
  );

  const hidden = view.hidden ?? columns.filter(({ isHidden }) => isHidden).map(({ id }) => id);
  const shown = columns.filter(({ id }) => !hidden.includes(id));

  const go = (change: ListAddress, replace = false) => {
    // Asked for at once: drawing the new address takes as long as the answer.
    void client.prefetchInfiniteQuery(partiesQuery(kind, { ...address, ...change }));
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

  const subject = say(nounMessages[kind].title);
  return (
    <div className="flex min-h-0 min-w-0 flex-1">
      <Page
        title={subject}
        layout="fill"
        actions={
          <>
            <GridViewMenu
              columns={columns}
              hidden={view.hidden}
              onHidden={(hidden) => changeView({ hidden })}
              sort={sortOf(address)}
              onSort={(sort) => go({ sort: sortAddress(sort) })}
              density={view.density}
              onDensity={(density) => changeView({ density })}
            />
            <ExportButton
              kind={kind}
              filter={address.filter}
              sort={address.sort}
              columns={columnsToExport(shown, entity, say)}
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
            onChange={(filter) => go({ filter: filter ?? undefined, peek: undefined })}
            names={names}
          />
        }
      >
        <PartiesList
          {...{ kind, address, columns, view }}
          onAddress={go}
          onAdd={() => setAdding(true)}
        />
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
