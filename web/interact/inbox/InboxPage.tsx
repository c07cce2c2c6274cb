import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import {
  type ConversationView,
  type InboxSplit,
  inboxShares,
  inboxSplits,
} from '../../../shared/interact/inbox.ts';
import { openComposer, sendersQuery, writeTo } from '../../app/writing.ts';
import { buttonClass } from '../../ui/Button.tsx';
import { classes } from '../../ui/classes.ts';
import { FilterChips } from '../../ui/FilterChips.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { type Shortcut, useShortcuts } from '../../ui/keys/Shortcuts.tsx';
import { List } from '../../ui/List.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { onDemand } from '../../ui/onDemand.tsx';
import { Page, PageTitle } from '../../ui/Page.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { phone, useMedia } from '../../ui/useMedia.ts';
import { useWords } from '../../ui/words.ts';
import { useInboxActs } from './acts.ts';
import { type InboxAddress, readAddress } from './address.ts';
import { Context } from './Context.tsx';
import { ConversationRow } from './ConversationRow.tsx';
import { Empty } from './Empty.tsx';
import { Message } from './Message.tsx';
import {
  conversationOfQuery,
  conversationQuery,
  fetchAhead,
  inboxCountsQuery,
  inboxQuery,
} from './queries.ts';

const Snoozing = onDemand(() => import('./Snoozing.tsx'));
const Assigning = onDemand(() => import('./Assigning.tsx'));
const Sharing = onDemand(() => import('./Sharing.tsx'));

const keyOf = ({ id }: ConversationView) => id;
/** Beside list and message there is room for whom it is from. */
const roomForContext = '(width >= 80rem)';
const noRows: ConversationView[] = [];
/** So many of those that follow are fetched ahead. */
const ahead = 3;

/** Who needs an answer from us, and what does this message change? */
export function InboxPage() {
  const say = useWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const onPhone = useMedia(phone);
  const hasRoom = useMedia(roomForContext);
  const address = readAddress(useSearch({ strict: false }));
  const whose = address.whose ?? 'mine';
  const { data: counts } = useQuery(inboxCountsQuery(whose));
  const split = useSplit(address.split, counts);
  const list = useInfiniteQuery({
    ...inboxQuery(split ?? 'everything', whose),
    enabled: split !== null,
  });
  const [layer, setLayer] = useState<'snooze' | 'assign' | 'share' | null>(null);
  const [goTo, setGoTo] = useState<{ key: string; focus: boolean; align: 'auto' } | null>(null);

  const go = useCallback(
    (change: InboxAddress, replace = true) =>
      void navigate({
        to: '/inbox',
        search: (old: Record<string, unknown>) => ({ ...readAddress(old), ...change }),
        replace,
      }),
    [navigate],
  );
  const acts = useInboxActs((id) => go({ open: id }));
  const { gone } = acts;
  const rows = useMemo(
    () => list.data?.pages.flatMap((page) => page.rows).filter(({ id }) => !gone.has(id)) ?? noRows,
    [list.data, gone],
  );
  // On a desktop something is always open, so that one key is enough to be done with it.
  const openId = address.open ?? (onPhone ? undefined : rows[0]?.id);
  const at = rows.findIndex(({ id }) => id === openId);
  const known = rows[at];
  const { mail } = address;
  const { data: meant } = useQuery({
    ...conversationOfQuery(mail ?? ''),
    enabled: mail !== undefined,
  });
  useEffect(() => {
    if (meant && mail) go({ open: meant.id, mail: undefined });
  }, [meant, mail, go]);
  const { data: opened } = useQuery({
    ...conversationQuery(openId ?? ''),
    enabled: openId !== undefined,
  });
  const current = opened?.id === openId ? opened : known;

  useEffect(() => {
    if (rows.length > 0)
      fetchAhead(client, rows.slice(Math.max(0, at), Math.max(0, at) + 1 + ahead));
  }, [client, rows, at]);

  const show = useCallback(
    (row: ConversationView | undefined, focus = true) => {
      go({ open: row?.id });
      if (row) setGoTo({ key: row.id, focus, align: 'auto' });
    },
    [go],
  );
  const step = (by: 1 | -1) => {
    const row = rows[at + by];
    if (row) show(row);
  };
  /** What is done makes way for the next, also where it was not the one that is open. */
  const leave = (one: ConversationView) => {
    if (one.id !== openId) return;
    const next = rows[at + 1] ?? rows[at - 1];
    if (onPhone && address.open === undefined) return;
    show(next);
  };
  const done = (one: ConversationView) => {
    if (!one.can.triage || !one.waitsSince) return;
    leave(one);
    void acts.done(one);
  };
  const [snoozed, setSnoozed] = useState<ConversationView | null>(null);
  const snooze = (one: ConversationView) => {
    if (!one.can.triage || !one.waitsSince) return;
    setSnoozed(one);
    setLayer('snooze');
  };
  // Rows keep what they were given, so that opening the next draws two of them and not all.
  const latest = useRef({ done, snooze });
  latest.current = { done, snooze };
  const onDone = useCallback((one: ConversationView) => latest.current.done(one), []);
  const onSnooze = useCallback((one: ConversationView) => latest.current.snooze(one), []);

  const { data: senders } = useQuery(sendersQuery);
  const answer = (all: boolean) => {
    if (!current) return;
    if ((senders?.length ?? 0) > 0) openComposer({ answers: current.newestId, all });
    else if (current.from.address)
      void writeTo(client, { address: current.from.address, name: current.from.name });
  };
  const chooseSplit = (one: InboxSplit) => go({ split: one, open: undefined });
  const group = say('inbox.title');
  const key = (
    id: string,
    keys: Shortcut['keys'],
    label: string,
    run: () => void,
    isDisabled = false,
  ): Shortcut => ({ id: `inbox.${id}`, keys, label, group, isDisabled, run });
  const canTriage = current?.can.triage === true;
  const close = () => setLayer(null);
  return (
    <Page
      title={say('inbox.title')}
      layout="fill"
      {...(onPhone && address.open
        ? { head: <PageTitle className="sr-only">{say('inbox.title')}</PageTitle> }
        : {})}
      actions={
        <>
          <Link to="/mentions" className={buttonClass('quiet')}>
            <Icon name="hearsay" />
            {say('app.nav.mentions')}
          </Link>
          <Link to="/outgoing" className={buttonClass('quiet')}>
            <Icon name="mailOut" />
            {say('app.nav.outgoing')}
          </Link>
        </>
      }
      toolbar={
        onPhone && address.open ? undefined : (
          <div
            className={
              onPhone
                ? 'flex flex-col gap-8 [&_button]:shrink-0 [&>*]:flex-nowrap [&>*]:overflow-x-auto'
                : 'flex flex-wrap gap-x-24 gap-y-8'
            }
          >
            <FilterChips
              label={say('inbox.splits')}
              options={inboxSplits.map((id) => ({
                id,
                label: say(`inbox.split.${id}`),
                ...(id === 'everything' || !counts ? {} : { count: counts[id] }),
              }))}
              value={split ?? 'customers'}
              onChange={chooseSplit}
            />
            {counts?.hasShared || whose !== 'mine' ? (
              <FilterChips
                label={say('inbox.whose')}
                options={inboxShares.map((id) => ({
                  id,
                  label: say(`inbox.whose.${id}`),
                  ...(id === 'nobody' && counts ? { count: counts.nobody } : {}),
                }))}
                value={whose}
                onChange={(one) => go({ whose: one, open: undefined })}
              />
            ) : null}
          </div>
        )
      }
    >
      {list.isPending ? (
        <Skeleton rows={8} />
      ) : list.isError && !list.data ? (
        <Notice tone="bad">{list.error.message}</Notice>
      ) : rows.length === 0 && !address.open ? (
        <Empty
          counts={counts}
          onNobodys={whose === 'mine' ? () => go({ whose: 'nobody' }) : undefined}
        />
      ) : (
        <div className="flex min-h-0 flex-1 border-t border-border">
          {onPhone && address.open ? null : (
            <section
              aria-label={say('inbox.list')}
              className={classes(
                'flex min-h-0 flex-col',
                onPhone ? 'flex-1' : 'w-[300px] shrink-0 border-e border-border wide:w-[360px]',
              )}
            >
              <List
                label={say('inbox.title')}
                items={rows}
                itemKey={keyOf}
                estimate={104}
                goTo={goTo}
                onOpen={(row) => go({ open: row.id }, !onPhone)}
                {...(onPhone ? {} : { onStand: (row: ConversationView) => go({ open: row.id }) })}
                onKey={(row, pressed) => {
                  const done: Record<string, () => void> = {
                    j: () => step(1),
                    k: () => step(-1),
                    e: () => onDone(onPhone || !current ? row : current),
                    h: () => onSnooze(onPhone || !current ? row : current),
                  };
                  const act = done[pressed];
                  act?.();
                  return act !== undefined;
                }}
                hasMore={list.hasNextPage}
                isLoadingMore={list.isFetchingNextPage}
                onMore={() => void list.fetchNextPage()}
                renderItem={(row) => (
                  <ConversationRow
                    conversation={row}
                    isOpen={row.id === openId}
                    hasActs={onPhone}
                    onDone={onDone}
                    onSnooze={onSnooze}
                  />
                )}
              />
            </section>
          )}
          {openId ? (
            <Message
              id={openId}
              known={known}
              acts={acts}
              onDone={onDone}
              onLayer={(one) => {
                if (one === 'snooze' && current) onSnooze(current);
                else setLayer(one);
              }}
              onBack={() => go({ open: undefined })}
            >
              {current && !hasRoom ? (
                <div className="border-t border-border p-16">
                  <Context conversation={current} />
                </div>
              ) : null}
            </Message>
          ) : null}
          {current && hasRoom ? (
            <aside
              aria-label={say('inbox.context')}
              className="w-[300px] shrink-0 overflow-auto border-s border-border bg-surface p-16 wide:w-[340px]"
            >
              <Context conversation={current} />
            </aside>
          ) : null}
        </div>
      )}
      <Keys
        shortcuts={[
          // Under the names of the list's own, in whose place they stand.
          { ...key('', 'J', say('ui.keys.next'), () => step(1)), id: 'list.next' },
          { ...key('', 'K', say('ui.keys.previous'), () => step(-1)), id: 'list.previous' },
          key('done', 'E', say('inbox.done'), () => current && done(current), !canTriage),
          key('snooze', 'H', say('inbox.snooze'), () => current && snooze(current), !canTriage),
          key('reply', 'R', say('interact.reply'), () => answer(false), !current),
          key('replyAll', 'Shift+R', say('interact.replyAll'), () => answer(true), !current),
          key(
            'assign',
            'A',
            say('inbox.assign'),
            () => setLayer('assign'),
            !(canTriage && current?.isShared),
          ),
          key('share', 'Shift+V', say('inbox.share'), () => setLayer('share'), !current?.can.share),
          key('write', 'M', say('outgoing.write'), () => {
            const { address: to, name } = current?.from ?? {};
            if (to) void writeTo(client, { address: to, name: name ?? '' });
            else openComposer('empty');
          }),
          ...inboxSplits.map((one, index) =>
            key(
              `split.${one}`,
              String(index + 1) as '1' | '2' | '3' | '4',
              say(`inbox.split.${one}`),
              () => chooseSplit(one),
            ),
          ),
        ]}
      />
      {layer === 'snooze' && snoozed ? (
        <Snoozing
          conversation={snoozed}
          acts={{
            ...acts,
            snooze: (one, until, when) => {
              leave(one);
              return acts.snooze(one, until, when);
            },
          }}
          onClose={close}
        />
      ) : null}
      {layer === 'assign' && current ? (
        <Assigning conversation={current} acts={acts} onClose={close} />
      ) : null}
      {layer === 'share' && current ? (
        <Sharing conversation={current} acts={acts} onClose={close} />
      ) : null}
    </Page>
  );
}

/** After the list, whose J and K would only walk: here they open. */
function Keys({ shortcuts }: { shortcuts: Shortcut[] }) {
  useShortcuts(shortcuts);
  return null;
}

/** Customers first; where none of them waits when one comes, the others. It stays while one works through it. */
function useSplit(
  said: InboxSplit | undefined,
  counts: { customers: number; others: number } | undefined,
): InboxSplit | null {
  const usual = useRef<InboxSplit | null>(null);
  if (counts && usual.current === null)
    usual.current = counts.customers === 0 && counts.others > 0 ? 'others' : 'customers';
  return said ?? usual.current;
}
