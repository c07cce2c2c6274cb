import { memo } from 'react';
import type { ConversationView } from '../../../shared/interact/inbox.ts';
import { When } from '../../identify/parties/When.tsx';
import { roleWords } from '../../identify/parties/words.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/Icon.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import { useSwipe } from './useSwipe.ts';
import { waitingWords } from './waiting.ts';

export interface ConversationRowProps {
  conversation: ConversationView;
  isOpen: boolean;
  /** By finger: a mouse has the buttons of the message beside it. */
  hasActs: boolean;
  onDone: (conversation: ConversationView) => void;
  onSnooze: (conversation: ConversationView) => void;
}

/** Who wrote, what about, and how long they have waited. */
export const ConversationRow = memo(function ConversationRow({
  conversation,
  isOpen,
  hasActs,
  onDone,
  onSnooze,
}: ConversationRowProps) {
  const say = useWords();
  const { from, subject, preview, assigned, waitsSince, attachments } = conversation;
  const swipe = useSwipe({
    toEnd: () => onDone(conversation),
    toStart: () => onSnooze(conversation),
  });
  const canAct = hasActs && conversation.can.triage && waitsSince !== null;
  return (
    <article
      aria-current={isOpen ? 'true' : undefined}
      className={classes(
        'grid touch-pan-y grid-cols-[32px_1fr] gap-x-12 gap-y-4 border-b border-border px-16 py-card-y',
        isOpen ? 'bg-accent-soft' : 'bg-surface hover:bg-canvas',
      )}
      {...(canAct ? swipe : {})}
    >
      <Avatar name={from.name} kind={from.party?.kind ?? 'person'} />
      <div className="flex min-w-0 flex-col gap-2">
        <header className="flex min-w-0 items-baseline gap-8">
          <span className="min-w-0 flex-1 truncate">
            <bdi className="font-medium">{from.name}</bdi>
            {from.party?.company ? (
              <bdi className="text-sm text-text-2"> · {from.party.company}</bdi>
            ) : null}
          </span>
          {attachments > 0 ? (
            <Icon
              name="attachment"
              className="self-center text-text-3"
              label={say('ui.timeline.attachments', { count: attachments })}
            />
          ) : null}
          <Since conversation={conversation} />
        </header>
        <p className="truncate text-base" dir="auto">
          {subject?.trim() || say('interact.noSubject')}
        </p>
        {preview?.trim() ? (
          <p className="truncate text-sm text-text-2" dir="auto">
            {preview}
          </p>
        ) : null}
        {from.party?.roles.length ||
        assigned ||
        conversation.isShared ||
        !from.party ||
        outcomeOf(conversation) ? (
          <span className="flex flex-wrap gap-4 pt-2">
            <Outcome conversation={conversation} />
            {from.party?.roles.slice(0, 3).map((role) => (
              <Badge key={role} tone="accent">
                {roleWords(say, role)}
              </Badge>
            ))}
            {from.party ? null : <Badge icon="personAdd">{say('inbox.unknown')}</Badge>}
            {assigned ? (
              <Badge icon="person">{assigned.name}</Badge>
            ) : conversation.isShared ? (
              <Badge icon="people">{say('inbox.nobodys')}</Badge>
            ) : null}
          </span>
        ) : null}
        {canAct ? (
          <span className="-ms-8 flex gap-8">
            <IconButton
              icon="check"
              label={say('inbox.done')}
              onPress={() => onDone(conversation)}
            />
            <IconButton
              icon="clock"
              label={say('inbox.snooze')}
              onPress={() => onSnooze(conversation)}
            />
          </span>
        ) : null}
      </div>
    </article>
  );
});

/** Why nobody waits; null: somebody does. */
function outcomeOf({ waitsSince, snoozedUntil, settled }: ConversationView) {
  const isAsleep =
    snoozedUntil !== null &&
    Temporal.Instant.compare(Temporal.Instant.from(snoozedUntil), Temporal.Now.instant()) > 0;
  if (isAsleep) return { icon: 'clock', words: 'inbox.state.snoozed' } as const;
  if (waitsSince) return null;
  return settled?.as === 'done'
    ? ({ icon: 'check', words: 'inbox.state.done' } as const)
    : ({ icon: 'reply', words: 'inbox.state.answered' } as const);
}

function Outcome({ conversation }: { conversation: ConversationView }) {
  const say = useWords();
  const outcome = outcomeOf(conversation);
  return outcome ? <Badge icon={outcome.icon}>{say(outcome.words)}</Badge> : null;
}

/** How long they have waited; else when the last mail came. */
function Since({ conversation }: { conversation: ConversationView }) {
  const say = useWords();
  const locale = useLocale();
  const { waitsSince, newestAt } = conversation;
  if (!waitsSince || outcomeOf(conversation))
    return (
      <span className="shrink-0 text-xs text-text-3">
        <When at={newestAt} />
      </span>
    );
  const { words, isLong } = waitingWords(waitsSince, locale);
  return (
    <span className="shrink-0 text-xs">
      <span className="sr-only">{say('inbox.waits')} </span>
      <span className={classes('tabular', isLong ? 'font-medium text-warn' : 'text-text-2')}>
        {words}
      </span>
    </span>
  );
}

/** How long they have waited; else why nobody waits. */
export function State({ conversation }: { conversation: ConversationView }) {
  return (
    <span className="flex shrink-0 items-baseline gap-8">
      <Outcome conversation={conversation} />
      <Since conversation={conversation} />
    </span>
  );
}
