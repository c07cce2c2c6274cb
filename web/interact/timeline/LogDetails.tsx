import type { When } from '../../../shared/interact/capture/when.ts';
import { SegmentedField, TextField } from '../../ui/Field.tsx';
import { onePerLocale } from '../../ui/onePerLocale.ts';
import { useLocale, useWords } from '../../ui/words.ts';
import type { LogDraft } from './drafts.ts';

const formats = onePerLocale(
  (locale) =>
    new Intl.DateTimeFormat(locale, {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
    }),
);

/** Who called, when, for how long, whether they were reached, and who may read it. */
export function LogDetails({
  draft,
  when,
  onChange,
}: {
  draft: LogDraft;
  /** What the box for the moment was understood as; null: not at all. */
  when: When | null;
  onChange: (change: Partial<LogDraft>) => void;
}) {
  const say = useWords();
  const locale = useLocale();
  const isCall = draft.kind === 'call';
  return (
    <div className="flex flex-wrap items-start gap-12">
      <TextField
        label={say('interact.log.when')}
        className="w-[232px]"
        placeholder={say('interact.log.when.example')}
        value={draft.when}
        onChange={(text) => onChange({ when: text })}
        error={when === null ? say('interact.log.badWhen') : undefined}
        description={
          when?.instant ? formats(locale).format(when.instant.epochMilliseconds) : undefined
        }
      />
      {draft.kind === 'note' ? null : (
        <TextField
          label={say('interact.log.minutes')}
          className="w-[88px]"
          placeholder={when?.minutes ? String(when.minutes) : ''}
          value={draft.minutes}
          onChange={(minutes) => onChange({ minutes })}
          error={minutesOf(draft.minutes) === null ? say('interact.log.badMinutes') : undefined}
        />
      )}
      {isCall ? (
        <>
          <SegmentedField
            label={say('interact.log.direction')}
            options={[
              { id: 'out', label: say('interact.log.weCalled') },
              { id: 'in', label: say('interact.log.theyCalled') },
            ]}
            value={draft.direction}
            onChange={(direction) => onChange({ direction })}
          />
          <SegmentedField
            label={say('interact.log.outcome')}
            options={[
              { id: 'unsaid', label: say('interact.log.outcome.unsaid') },
              { id: 'reached', label: say('interact.call.reached') },
              { id: 'not reached', label: say('interact.call.notReached') },
              { id: 'message', label: say('interact.call.message') },
            ]}
            value={draft.outcome}
            onChange={(outcome) => onChange({ outcome })}
          />
        </>
      ) : null}
      <SegmentedField
        label={say('identify.field.visibility')}
        options={[
          { id: 'everyone', label: say('identify.visibility.everyone') },
          { id: 'private', label: say('identify.visibility.private') },
        ]}
        value={draft.isPrivate ? 'private' : 'everyone'}
        onChange={(audience) => onChange({ isPrivate: audience === 'private' })}
      />
    </div>
  );
}

/** Whole minutes of a day; undefined where nothing is written, null where it is no such number. */
export function minutesOf(text: string): number | undefined | null {
  const written = text.trim();
  if (written === '') return undefined;
  return /^\d{1,4}$/.test(written) && Number(written) <= 24 * 60 ? Number(written) : null;
}
