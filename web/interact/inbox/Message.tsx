import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { ConversationView } from '../../../shared/interact/inbox.ts';
import { usersQuery } from '../../identify/parties/queries.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { DayHeading } from '../../ui/timeline/TimelineRow.tsx';
import { phone, useMedia } from '../../ui/useMedia.ts';
import { useWords } from '../../ui/words.ts';
import { EntryRow } from '../timeline/EntryRow.tsx';
import type { InboxActs } from './acts.ts';
import { State } from './ConversationRow.tsx';
import { conversationQuery } from './queries.ts';
import { WhoElse } from './WhoElse.tsx';

export interface MessageProps {
  id: string;
  /** What the list knows of it already. */
  known: ConversationView | undefined;
  acts: InboxActs;
  onDone: (conversation: ConversationView) => void;
  onLayer: (layer: 'snooze' | 'assign' | 'share') => void;
  onBack: () => void;
  /** Below the mails, where there is no room beside them. */
  children?: ReactNode;
}

/** A conversation opened: its newest mail in full, those before it folded. */
export function Message({ id, known, acts, onDone, onLayer, onBack, children }: MessageProps) {
  const say = useWords();
  const onPhone = useMedia(phone);
  const { data: opened, error } = useQuery(conversationQuery(id));
  const { data: users = [] } = useQuery(usersQuery);
  const conversation = opened ?? known;
  if (error && !conversation) return <Notice tone="bad">{error.message}</Notice>;
  if (!conversation) return <Skeleton shape="text" rows={8} />;
  const { subject, can, waitsSince, snoozedUntil, settled, isShared, assigned } = conversation;
  const keys = <Keys extends string>(one: Keys) => (onPhone ? {} : { keys: one });
  return (
    <article
      aria-label={subject?.trim() || say('interact.noSubject')}
      className="flex min-h-0 flex-1 flex-col overflow-auto bg-surface"
    >
      <header className="sticky top-0 z-sticky flex flex-col gap-8 border-b border-border bg-surface px-16 py-12">
        <div className="flex items-start gap-8">
          {onPhone ? <IconButton icon="back" label={say('inbox.back')} onPress={onBack} /> : null}
          <h2 className="min-w-0 flex-1 text-lg wrap-anywhere" dir="auto">
            {subject?.trim() || say('interact.noSubject')}
          </h2>
          <State conversation={conversation} />
        </div>
        <div className="flex flex-wrap items-center gap-8">
          {can.triage && waitsSince ? (
            <>
              <Button
                size="small"
                icon="check"
                {...keys('E' as const)}
                onPress={() => onDone(conversation)}
              >
                {say('inbox.done')}
              </Button>
              <Button
                size="small"
                icon="clock"
                {...keys('H' as const)}
                onPress={() => onLayer('snooze')}
              >
                {say('inbox.snooze')}
              </Button>
            </>
          ) : null}
          {can.triage && waitsSince && snoozedUntil ? (
            <Button size="small" icon="undo" onPress={() => void acts.bringBack(conversation)}>
              {say('inbox.bringBack')}
            </Button>
          ) : null}
          {can.triage && !waitsSince && settled ? (
            <Button size="small" icon="undo" onPress={() => void acts.reopen(conversation)}>
              {say('inbox.reopen')}
            </Button>
          ) : null}
          {isShared && can.triage ? (
            <Button
              size="small"
              variant="quiet"
              icon="person"
              {...keys('A' as const)}
              onPress={() => onLayer('assign')}
            >
              {assigned ? assigned.name : say('inbox.assign')}
            </Button>
          ) : null}
          {can.share ? (
            <Button
              size="small"
              variant="quiet"
              icon={isShared ? 'people' : 'lock'}
              {...keys('Shift+V' as const)}
              onPress={() => onLayer('share')}
            >
              {say(`inbox.reach.${conversation.visibility}`)}
            </Button>
          ) : (
            <Badge icon="people">{say('inbox.mailboxOf', { name: conversation.owner.name })}</Badge>
          )}
          {isShared ? <WhoElse conversationId={conversation.id} /> : null}
        </div>
      </header>
      {opened ? (
        <Mails key={opened.id} mails={opened.mails} newestId={opened.newestId} users={users} />
      ) : (
        <div className="p-16">
          <Skeleton shape="text" rows={6} />
        </div>
      )}
      {children}
    </article>
  );
}

interface MailsProps {
  mails: Parameters<typeof EntryRow>[0]['item']['entry'][];
  newestId: string;
  users: readonly { id: string; name: string }[];
}

/** So many folded mails stand above the newest without pushing it out of sight. */
const linesInView = 3;

/** Those from the one that waits on are open; what was read long ago is a line each. */
function Mails({ mails, newestId, users }: MailsProps) {
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback((key: string) => {
    setTurned((old) => {
      const next = new Set(old);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  }, []);
  const items = useMemo(
    () =>
      mails.map((entry) => ({
        kind: 'entry' as const,
        key: entry.id,
        entry,
        mates: [],
        isWithin: false,
      })),
    [mails],
  );
  const zone = Temporal.Now.timeZoneId();
  const today = Temporal.Now.plainDateISO();
  const newest = mails.findIndex(({ id }) => id === newestId);
  // What waits is read first; of a long conversation it would lie far below.
  const reached = useRef<HTMLDivElement>(null);
  const isFar = newest >= linesInView;
  useLayoutEffect(() => {
    if (isFar) reached.current?.scrollIntoView({ block: 'start' });
  }, [isFar]);
  let day: string | undefined;
  return (
    <div className="flex flex-col">
      {items.map((item, at) => {
        const its = Temporal.Instant.from(item.entry.occurredAt)
          .toZonedDateTimeISO(zone)
          .toPlainDate();
        const isNewDay = its.toString() !== day;
        day = its.toString();
        return (
          <div
            key={item.key}
            ref={at === newest ? reached : undefined}
            className="scroll-mt-[6rem]"
          >
            {isNewDay ? <DayHeading day={its} today={today} /> : null}
            <EntryRow
              item={item}
              author={users.find(({ id }) => id === item.entry.ownerId)?.name ?? '?'}
              isOpen={at >= newest !== turned.has(item.key)}
              isFlashing={false}
              onToggle={toggle}
              isUnfolded={false}
              onUnfold={toggle}
            />
          </div>
        );
      })}
    </div>
  );
}
