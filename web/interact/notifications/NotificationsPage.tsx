import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { NotificationView } from '../../../shared/interact/notifications.ts';
import { api } from '../../app/api.ts';
import { sessionQuery } from '../../app/session.ts';
import { When } from '../../identify/parties/When.tsx';
import { Button, buttonClass, IconButton } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FilterChips } from '../../ui/FilterChips.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { useShortcuts } from '../../ui/keys/Shortcuts.tsx';
import { List } from '../../ui/List.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { toast } from '../../ui/toast.ts';
import { phone, useMedia } from '../../ui/useMedia.ts';
import { useWords } from '../../ui/words.ts';
import { complain } from '../talk/changes.ts';
import { notificationsQuery, type Shown, unreadQuery } from './queries.ts';
import { looks, notificationWords, reasonOf } from './words.ts';

const keyOf = ({ id }: NotificationView) => id;

/** What happened while I was away that concerns me? */
export function NotificationsPage() {
  const say = useWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { which: shown = 'unread' }: { which?: Shown } = useSearch({ strict: false });
  const list = useInfiniteQuery(notificationsQuery(shown));
  const { data: unread } = useQuery(unreadQuery);
  const { data: session } = useQuery(sessionQuery);
  const onPhone = useMedia(phone);
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? [], [list.data]);

  const mark = async (read: boolean, ids?: string[]) => {
    const { ids: marked } = await api.put<{ ids: string[] }>('/notifications/read', {
      read,
      ...(ids ? { ids } : {}),
    });
    await client.invalidateQueries({ queryKey: ['notifications'] });
    return marked;
  };
  const markAll = () =>
    void mark(true).then((ids) => {
      if (ids.length === 0) return;
      toast(say('told.allRead', { count: ids.length }), {
        // The answer to one request names no more than this.
        undo: async () => void (await mark(false, ids.slice(0, 1000))),
      });
    }, complain);
  const toggle = ({ id, read }: NotificationView) => void mark(!read, [id]).catch(complain);

  const open = (told: NotificationView) => {
    if (!told.read) void mark(true, [told.id]).catch(complain);
    const { kind, party, activityId, handover } = told;
    if (handover) {
      void navigate({ to: '/handovers/$id', params: { id: handover.id } });
      return;
    }
    if (kind === 'undelivered') {
      void navigate({ to: '/outgoing' });
      return;
    }
    if (kind === 'assigned' && activityId) {
      void navigate({ to: '/inbox', search: { mail: activityId } });
      return;
    }
    if (kind === 'public mention') {
      void navigate({ to: '/mentions' });
      return;
    }
    if (kind === 'booking' && !party) {
      void navigate({ to: '/calendar' });
      return;
    }
    if (!party) {
      if (kind === 'assigned' && session)
        void navigate({
          to: '/people',
          search: { filter: ['assignedTo', 'is', session.user.id], sort: '-updated' },
        });
      return;
    }
    void navigate({
      to: party.kind === 'company' ? '/companies/$id' : '/people/$id',
      params: { id: party.id },
      search: activityId
        ? { activity: activityId }
        : kind === 'changed'
          ? { pane: 'history' }
          : kind === 'assigned' || kind === 'promise'
            ? {}
            : { pane: 'comments' },
    });
  };
  const group = say('told.title');
  useShortcuts([
    { id: 'told.toggle', keys: 'E', label: say('told.toggle'), group },
    { id: 'told.all', keys: 'Shift+E', label: say('told.markAll'), group, run: markAll },
  ]);
  return (
    <Page
      title={say('told.title')}
      layout="fill"
      actions={
        <>
          <Button
            icon="check"
            keys={onPhone ? undefined : 'Shift+E'}
            isDisabled={(unread?.count ?? 0) === 0}
            onPress={markAll}
          >
            {say('told.markAll')}
          </Button>
          <Link
            to="/settings/$page"
            params={{ page: 'me' }}
            hash="notifications"
            className={buttonClass('quiet')}
          >
            <Icon name="settings" />
            {say('told.choose')}
          </Link>
        </>
      }
      toolbar={
        <FilterChips
          label={say('told.show')}
          options={[
            { id: 'unread', label: say('told.unread'), count: unread?.count },
            { id: 'all', label: say('told.all') },
          ]}
          value={shown}
          onChange={(chosen) =>
            void navigate({
              to: '/notifications',
              search: chosen === 'all' ? { which: 'all' } : {},
              replace: true,
            })
          }
        />
      }
    >
      {list.isPending ? (
        <Skeleton rows={8} />
      ) : list.isError && !list.data ? (
        <Notice tone="bad">{list.error.message}</Notice>
      ) : rows.length === 0 ? (
        <EmptyState
          icon="bell"
          title={say(shown === 'unread' ? 'told.none.unread' : 'told.none.all')}
        >
          {say('told.none.words')}
        </EmptyState>
      ) : (
        <List
          label={say('told.title')}
          items={rows}
          itemKey={keyOf}
          estimate={76}
          onOpen={open}
          onKey={(told, key) => {
            if (key.toLowerCase() !== 'e') return false;
            toggle(told);
            return true;
          }}
          hasMore={list.hasNextPage}
          isLoadingMore={list.isFetchingNextPage}
          onMore={() => void list.fetchNextPage()}
          renderItem={(told) => <Told told={told} onToggle={() => toggle(told)} />}
        />
      )}
    </Page>
  );
}

function Told({ told, onToggle }: { told: NotificationView; onToggle: () => void }) {
  const say = useWords();
  return (
    <article className="grid grid-cols-[20px_1fr_auto] gap-x-12 border-b border-border px-16 py-card-y hover:bg-canvas tablet:px-24">
      <span className={told.read ? 'pt-2 text-text-3' : 'pt-2 text-accent-text'}>
        <Icon name={looks[told.kind].icon} size={20} label={say(looks[told.kind].title)} />
      </span>
      <div className="flex min-w-0 flex-col gap-2">
        <p
          className={told.read ? 'text-base wrap-anywhere' : 'text-base font-medium wrap-anywhere'}
        >
          {told.read ? null : <span className="sr-only">{say('told.isUnread')}</span>}
          {notificationWords(told, say)}
        </p>
        {told.words ? (
          <p dir="auto" className="line-clamp-2 text-base wrap-anywhere text-text-2">
            {told.words}
          </p>
        ) : null}
        <p className="text-xs text-text-3">
          <When at={told.at} /> · {reasonOf(told, say)}
        </p>
      </div>
      <IconButton
        size="small"
        icon={told.read ? 'mail' : 'check'}
        label={say(told.read ? 'told.markUnread' : 'told.markRead')}
        keys="E"
        onPress={onToggle}
      />
    </article>
  );
}
