import { useState } from 'react';
import { readMoment } from '../../../shared/interact/capture/moments.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { useLocale, useWords } from '../../ui/words.ts';

/** An hour of the clock where its writer is. */
export interface Hour {
  local: string;
  zone: string;
}

const usualHour = Temporal.PlainTime.from('08:00');

/** "tomorrow 8:00", "Montag 9 Uhr": read by the rules by which everything typed is read. */
export function readHour(
  text: string,
  now: Temporal.ZonedDateTime,
  monthFirst: boolean,
): Temporal.PlainDateTime | null {
  const { day, time, instant } = readMoment(text, { now, isPast: false, monthFirst, cue: null });
  if (instant) return instant.toZonedDateTimeISO(now.timeZoneId).toPlainDateTime();
  if (!day && !time) return null;
  const at = (day ?? now.toPlainDate()).toPlainDateTime(time ?? usualHour);
  // An hour of today that is over is meant tomorrow.
  const isOver = !day && Temporal.PlainDateTime.compare(at, now.toPlainDateTime()) <= 0;
  return isOver ? at.add({ days: 1 }) : at;
}

export function SendLater({
  error,
  onSend,
}: {
  error: string | undefined;
  onSend: (at: Hour) => void;
}) {
  const say = useWords();
  const locale = useLocale();
  const [text, setText] = useState(say('outgoing.later.example'));
  const now = Temporal.Now.zonedDateTimeISO();
  const at = readHour(text, now, locale === 'en-US');
  const isPast = at !== null && Temporal.PlainDateTime.compare(at, now.toPlainDateTime()) <= 0;
  const understood = at?.toLocaleString(locale, { dateStyle: 'full', timeStyle: 'short' });
  return (
    <div className="flex flex-wrap items-start gap-8 rounded-control bg-sunken p-12">
      <TextField
        label={say('outgoing.later.when')}
        className="min-w-[180px] flex-1"
        value={text}
        onChange={setText}
        autoFocus
        {...(error ? { error } : {})}
        description={
          at === null
            ? say('outgoing.later.unread')
            : isPast
              ? say('outgoing.later.over')
              : understood
        }
      />
      <Button
        className="mt-20"
        icon="clock"
        isDisabled={at === null || isPast}
        onPress={() => {
          if (at) onSend({ local: at.toString().slice(0, 16), zone: now.timeZoneId });
        }}
      >
        {say('outgoing.later.send')}
      </Button>
    </div>
  );
}
