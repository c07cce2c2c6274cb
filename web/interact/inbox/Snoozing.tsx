import { useState } from 'react';
import type { ConversationView } from '../../../shared/interact/inbox.ts';
import { matching } from '../../app/palette.ts';
import CommandLayer from '../../ui/CommandLayer.tsx';
import type { Command } from '../../ui/CommandList.tsx';
import { onePerLocale } from '../../ui/onePerLocale.ts';
import { useLocale, useWords } from '../../ui/words.ts';
import type { InboxActs } from './acts.ts';
import { readSnooze, type SnoozeId, snoozeChoices } from './snoozes.ts';

const moments = onePerLocale(
  (locale) =>
    new Intl.DateTimeFormat(locale, {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      hour: '2-digit',
      minute: '2-digit',
    }),
);

/** What Enter does when nothing is said. */
const usual = 'later';

const words = {
  later: 'inbox.snooze.later',
  tomorrow: 'inbox.snooze.tomorrow',
  week: 'inbox.snooze.week',
} as const satisfies Record<SnoozeId, string>;

/** Until when it is out of sight: `H`, Enter; or a few words. */
export default function Snoozing({
  conversation,
  acts,
  onClose,
}: {
  conversation: ConversationView;
  acts: InboxActs;
  onClose: () => void;
}) {
  const say = useWords();
  const locale = useLocale();
  const [typed, setTyped] = useState('');
  const [now] = useState(() => Temporal.Now.zonedDateTimeISO());
  const shown = (until: Temporal.Instant) => moments(locale).format(until.epochMilliseconds);
  const read = typed.trim() ? readSnooze(typed, { now, monthFirst: locale === 'en-US' }) : null;
  const choices = snoozeChoices(now);
  const offers: Command[] = choices.map(({ id, until }) => ({
    id,
    label: say(words[id]),
    description: shown(until),
    icon: 'clock' as const,
    ...(id === usual && typed === '' ? { keys: 'Enter' as const } : {}),
  }));
  const choose = (id: string) => {
    const until = id === 'read' ? read : choices.find((one) => one.id === id)?.until;
    if (!until) return;
    onClose();
    void acts.snooze(conversation, until, shown(until));
  };
  return (
    <CommandLayer
      label={say('inbox.snooze')}
      placeholder={say('inbox.snooze.placeholder')}
      text={typed}
      onText={setTyped}
      groups={[
        {
          title: say('inbox.snooze'),
          commands: read
            ? [{ id: 'read', label: shown(read), icon: 'calendar' }]
            : matching(offers, typed),
        },
      ]}
      onChoose={choose}
      onClose={onClose}
      empty={say('inbox.snooze.none')}
      usual={usual}
    />
  );
}
