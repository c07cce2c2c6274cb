import type { HowKnown } from '../../../shared/understand/interests/interests.ts';
import { shownInstant } from '../../identify/parties/time.ts';
import { Button } from '../../ui/Button.tsx';
import { Popover } from '../../ui/Popover.tsx';
import { type Say, useLocale, useWords } from '../../ui/words.ts';

/** How we know of an interest of theirs, in one line. */
export function howKnown(known: HowKnown, say: Say, locale: string): string {
  const { text, way, by, at } = known;
  const when = shownInstant(at, locale);
  return say(way ? `ground.known.${way}` : 'ground.known.told', {
    text,
    when,
    by: by ?? say('ground.someone'),
  });
}

export interface Factor {
  label: string;
  value: number;
  /** What the figure is made of. */
  from?: string;
}

/** The arithmetic behind a worth: its factors, one by one, and their product. */
export function Why({
  about,
  factors,
  worth,
}: {
  about: string;
  factors: Factor[];
  worth: number;
}) {
  const say = useWords();
  const locale = useLocale();
  const figures = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  return (
    <Popover
      label={say('ground.why.of', { about })}
      trigger={
        <Button variant="quiet" size="small">
          {say('ground.why')}
          <span className="sr-only"> {about}</span>
        </Button>
      }
    >
      <div className="flex w-[280px] flex-col gap-8">
        <dl className="flex flex-col gap-8">
          {factors.map(({ label, value, from }, at) => (
            <div key={label} className="grid grid-cols-[1fr_auto] gap-x-8">
              <dt className="text-sm wrap-anywhere">
                {at > 0 ? '× ' : ''}
                {label}
              </dt>
              <dd className="tabular text-sm font-medium">{figures.format(value)}</dd>
              {from ? (
                <dd className="col-span-2 text-xs wrap-anywhere text-text-2">{from}</dd>
              ) : null}
            </div>
          ))}
          <div className="flex gap-8 border-t border-border pt-4">
            <dt className="flex-1 text-sm font-medium">{say('ground.why.worth')}</dt>
            <dd className="tabular text-sm font-medium">{figures.format(worth)}</dd>
          </div>
        </dl>
        <p className="text-xs text-text-2">{say('ground.why.words')}</p>
      </div>
    </Popover>
  );
}

/** How rare a topic is, in words and as it is calculated. */
export function rarity(
  { bits, count, of, name }: { bits: number; count: number; of: number; name: string },
  say: Say,
): Factor {
  return {
    label: say('ground.why.bits'),
    value: bits,
    from: say('ground.why.bits.from', { name, count, of, above: count + 1, below: of + 1 }),
  };
}
