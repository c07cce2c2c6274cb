import type { Corrections } from '../../../shared/interact/capture/corrections.ts';
import { Button } from '../../ui/Button.tsx';
import { DateField } from '../../ui/DateField.tsx';
import { TextField } from '../../ui/Field.tsx';
import { onePerLocale } from '../../ui/onePerLocale.ts';
import { Popover } from '../../ui/Popover.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import { momentOf } from '../timeline/moment.ts';

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

export interface MomentChipProps {
  /** Null is now. */
  at: Temporal.Instant | null;
  /** What was put right, as it stands in the boxes. */
  said: Corrections['moment'];
  onChange: (moment: NonNullable<Corrections['moment']>) => void;
}

/** When it was: now, unless the text says otherwise or somebody puts it right. */
export function MomentChip({ at, said, onChange }: MomentChipProps) {
  const say = useWords();
  const locale = useLocale();
  const zone = Temporal.Now.timeZoneId();
  const here = (at ?? Temporal.Now.instant()).toZonedDateTimeISO(zone);
  const words = at ? formats(locale).format(at.epochMilliseconds) : say('capture.now');
  const shown =
    said && said !== 'now'
      ? said
      : {
          day: here.toPlainDate().toString(),
          time: at ? here.toPlainTime().toString({ smallestUnit: 'minute' }) : '',
        };
  const isNoTime = momentOf(Temporal.PlainDate.from(shown.day), shown.time, zone) === null;
  return (
    <Popover
      label={say('capture.when')}
      trigger={
        <Button size="small" icon="clock" iconAfter="down">
          <span className="sr-only">{say('capture.when')} </span>
          {words}
        </Button>
      }
    >
      {({ close }) => (
        <div className="flex flex-col gap-12">
          <div className="flex items-end gap-8">
            <DateField
              label={say('capture.day')}
              value={Temporal.PlainDate.from(shown.day)}
              onChange={(day) => {
                if (day) onChange({ ...shown, day: day.toString() });
              }}
            />
            <TextField
              label={say('capture.time')}
              className="w-[88px]"
              placeholder="14:30"
              value={shown.time}
              error={isNoTime ? say('capture.badTime') : undefined}
              onChange={(time) => onChange({ ...shown, time })}
            />
          </div>
          <div className="flex justify-between gap-8">
            <Button
              variant="quiet"
              size="small"
              onPress={() => {
                onChange('now');
                close();
              }}
            >
              {say('capture.now')}
            </Button>
            <Button size="small" isDisabled={isNoTime} onPress={close}>
              {say('capture.done')}
            </Button>
          </div>
        </div>
      )}
    </Popover>
  );
}
