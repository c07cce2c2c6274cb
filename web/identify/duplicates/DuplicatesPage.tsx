import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { MergeView, PairView } from '../../../shared/identify/duplicates/pairs.ts';
import { HelpLink } from '../../help/HelpLink.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FilterChips } from '../../ui/FilterChips.tsx';
import { useShortcuts } from '../../ui/keys/Shortcuts.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { onDemand } from '../../ui/onDemand.tsx';
import { Page } from '../../ui/Page.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { phone, useMedia } from '../../ui/useMedia.ts';
import { useWords } from '../../ui/words.ts';
import { useDuplicateChanges } from './changes.ts';
import { ByItself, Merges } from './Merges.tsx';
import { PairActions } from './PairActions.tsx';
import { PairCard } from './PairCard.tsx';
import { certainQuery, type DuplicatesAddress, mergesQuery, pairsQuery } from './queries.ts';

const MergeDialog = onDemand(() => import('./MergeDialog.tsx'));

/** Who is here twice, and what became of it. */
export function DuplicatesPage() {
  const say = useWords();
  const navigate = useNavigate();
  const address: DuplicatesAddress = useSearch({ strict: false });
  const { data: certain = 0 } = useQuery(certainQuery);
  const { data: merges = [] } = useQuery(mergesQuery);
  const { mergeCertain } = useDuplicateChanges();
  const [isMerging, setMerging] = useState(false);
  const [byItself, byPeople] = [true, false].map((wanted) =>
    merges.filter((merge) => merge.byItself === wanted),
  ) as [MergeView[], MergeView[]];
  const show = address.list ?? 'proposed';
  return (
    <Page
      title={say('duplicates.title')}
      actions={
        certain > 0 && show === 'proposed' ? (
          <Button
            variant="primary"
            isWorking={isMerging}
            onPress={() => {
              setMerging(true);
              void mergeCertain().finally(() => setMerging(false));
            }}
          >
            {say('duplicates.mergeCertain', { count: certain })}
          </Button>
        ) : null
      }
      toolbar={
        <FilterChips
          label={say('duplicates.show')}
          options={[
            { id: 'proposed', label: say('duplicates.proposed') },
            { id: 'merged', label: say('duplicates.mergedLately'), count: byPeople.length },
            { id: 'itself', label: say('duplicates.byItself'), count: byItself.length },
          ]}
          value={show}
          onChange={(chosen) =>
            void navigate({
              to: '/duplicates',
              search: (old: DuplicatesAddress) => ({
                ...old,
                list: chosen === 'merged' || chosen === 'itself' ? chosen : undefined,
              }),
            })
          }
        />
      }
    >
      {show === 'proposed' ? (
        <Proposals importId={address.import} />
      ) : show === 'merged' ? (
        <Merges merges={byPeople} />
      ) : (
        <ByItself merges={byItself} />
      )}
    </Page>
  );
}

function Proposals({ importId }: { importId: string | undefined }) {
  const say = useWords();
  const navigate = useNavigate();
  const onPhone = useMedia(phone);
  const list = useInfiniteQuery(pairsQuery(importId));
  const { merge, reject } = useDuplicateChanges();
  const [at, setAt] = useState(0);
  const [choosing, setChoosing] = useState<PairView>();
  const cards = useRef(new Map<string, HTMLElement>());
  const pairs = list.data?.pages.flatMap(({ rows }) => rows) ?? [];
  const place = Math.min(at, Math.max(0, pairs.length - 1));
  const active = pairs[place];

  // The last but few bring the next ones, so that nobody waits for them.
  const isNearEnd = place >= pairs.length - 5;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  useEffect(() => {
    if (isNearEnd && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [isNearEnd, hasNextPage, isFetchingNextPage, fetchNextPage]);

  const go = (to: number) => {
    const next = Math.max(0, Math.min(pairs.length - 1, to));
    setAt(next);
    const card = cards.current.get(pairs[next]?.id ?? '');
    card?.focus({ preventScroll: true });
    card?.scrollIntoView({ block: 'nearest' });
  };
  const group = say('duplicates.keys');
  useShortcuts([
    {
      id: 'duplicates.merge',
      keys: 'Y',
      label: say('duplicates.merge'),
      group,
      isDisabled: !active?.can.merge,
      run: () => void (active?.can.merge && merge(active)),
    },
    {
      id: 'duplicates.reject',
      keys: 'N',
      label: say('duplicates.notSame'),
      group,
      isDisabled: !active?.can.decide,
      run: () => void (active?.can.decide && reject(active)),
    },
    {
      id: 'duplicates.choose',
      keys: 'E',
      label: say('duplicates.choose'),
      group,
      isDisabled: !active?.can.merge,
      run: () => setChoosing(active?.can.merge ? active : undefined),
    },
    {
      id: 'duplicates.next',
      keys: 'J',
      label: say('duplicates.next'),
      group,
      run: () => go(place + 1),
    },
    {
      id: 'duplicates.previous',
      keys: 'K',
      label: say('duplicates.previous'),
      group,
      run: () => go(place - 1),
    },
  ]);

  if (list.isPending) return <Skeleton shape="card" rows={3} />;
  if (list.isError) return <Notice tone="bad">{list.error.message}</Notice>;
  return (
    <>
      {importId && pairs.length > 0 ? (
        <div className="pb-12">
          <Notice
            tone="info"
            actions={
              <Button size="small" onPress={() => void navigate({ to: '/duplicates', search: {} })}>
                {say('duplicates.showAll')}
              </Button>
            }
          >
            {say('duplicates.ofImport')}
          </Notice>
        </div>
      ) : null}
      {pairs.length === 0 ? (
        <EmptyState icon="done" title={say('duplicates.none')} link={<HelpLink guide="merge" />}>
          {say('duplicates.purpose')}
        </EmptyState>
      ) : (
        <ol className="flex max-w-[960px] flex-col gap-16" aria-label={say('duplicates.proposed')}>
          {pairs.map((pair, index) => (
            <li key={pair.id} onFocusCapture={() => setAt(index)}>
              <PairCard
                pair={pair}
                isActive={pair.id === active?.id}
                ref={(card) => {
                  if (card) cards.current.set(pair.id, card);
                  else cards.current.delete(pair.id);
                }}
                actions={
                  <PairActions
                    pair={pair}
                    withKeys={!onPhone && pair.id === active?.id}
                    onMerge={() => void merge(pair)}
                    onReject={() => void reject(pair)}
                    onChoose={() => setChoosing(pair)}
                  />
                }
              />
            </li>
          ))}
        </ol>
      )}
      {isFetchingNextPage ? <Skeleton shape="card" rows={1} /> : null}
      {choosing ? (
        <MergeDialog
          pair={choosing}
          onMerge={(choice) => merge(choosing, choice)}
          onClose={() => setChoosing(undefined)}
        />
      ) : null}
    </>
  );
}
