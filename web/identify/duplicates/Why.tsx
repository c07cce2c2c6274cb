import type { Judgement } from '../../../shared/identify/duplicates/pairs.ts';
import { Button } from '../../ui/Button.tsx';
import { Popover } from '../../ui/Popover.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import { reasonWords } from './words.ts';

/** Nothing that is only compared is proved. */
const surest = 0.999;

/** How the judgement came about: each field's share, and their sum. */
export function Why({ judgement }: { judgement: Judgement }) {
  const say = useWords();
  const locale = useLocale();
  const points = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
    signDisplay: 'exceptZero',
  });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const rows: [string, number][] = [
    [say('duplicates.why.before'), judgement.before],
    ...judgement.reasons
      .toSorted((one, other) => other.weight - one.weight)
      .map((reason): [string, number] => [reasonWords(reason, say), reason.weight]),
  ];
  return (
    <Popover
      label={say('duplicates.why')}
      placement="bottom end"
      trigger={
        <Button size="small" variant="quiet">
          {say('duplicates.why')}
        </Button>
      }
    >
      <div className="flex w-[320px] max-w-full flex-col gap-8 text-base">
        <table className="w-full">
          <caption className="sr-only">{say('duplicates.why')}</caption>
          <thead className="sr-only">
            <tr>
              <th scope="col">{say('duplicates.why.compared')}</th>
              <th scope="col">{say('duplicates.why.points')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([label, weight]) => (
              <tr key={label} className="border-b border-border">
                <th scope="row" className="py-4 text-start font-normal">
                  {label}
                </th>
                <td className="tabular py-4 ps-12 text-end">{points.format(weight)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" className="py-4 text-start font-semibold">
                {say('duplicates.why.sum', {
                  percent: percent.format(Math.min(judgement.probability, surest)),
                })}
              </th>
              <td className="tabular py-4 ps-12 text-end font-semibold">
                {points.format(judgement.weight)}
              </td>
            </tr>
          </tfoot>
        </table>
        <p className="text-xs text-text-3">{say('duplicates.why.words')}</p>
      </div>
    </Popover>
  );
}
