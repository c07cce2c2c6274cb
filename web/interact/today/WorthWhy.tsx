import type { ActionView } from '../../../shared/understand/actions.ts';
import type { MessageId } from '../../locales/ids.ts';
import { Button } from '../../ui/Button.tsx';
import { Popover } from '../../ui/Popover.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import { shownMoney } from '../dealings/words.ts';

const bases: Record<ActionView['why']['basis'], MessageId> = {
  'our kept rate': 'actions.why.ourKept',
  'their kept rate': 'actions.why.theirKept',
  silence: 'actions.why.silence',
  contact: 'actions.why.contact',
  'accepted offers': 'actions.why.accepted',
  doubt: 'actions.why.doubt',
  'weight of topic': 'actions.why.weight',
  'picked up': 'actions.why.pickedUp',
};
const sources: Record<ActionView['why']['parts'][number]['source'], MessageId> = {
  orders: 'actions.why.orders',
  'open offers': 'actions.why.openOffers',
  'this offer': 'actions.why.thisOffer',
  'rests on it': 'actions.why.restsOnIt',
  usual: 'actions.why.usual',
};

/** By what a proposal was ranked: each figure with where it comes from, and what they come to. */
export function WorthWhy({ action, what }: { action: ActionView; what: string }) {
  const say = useWords();
  const locale = useLocale();
  const { why, minutes } = action;
  const { currency } = why.value;
  const figures = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const money = (amount: number) => shownMoney({ amount: Math.round(amount), currency }, locale);
  const rows: { sign: string; label: string; value: string; from: string[] }[] = [
    {
      sign: '',
      label: say('actions.why.probability'),
      value: figures.format(why.probability),
      from: [say(bases[why.basis], { yes: why.of?.yes ?? 0, all: why.of?.all ?? 0 })],
    },
    {
      sign: '× ',
      label: say('actions.why.taught'),
      value: figures.format(why.taught.mean),
      from: [
        say('actions.why.taught.from', {
          a: figures.format(why.taught.a),
          sum: figures.format(why.taught.a + why.taught.b),
        }),
      ],
    },
    ...(why.damping < 1
      ? [
          {
            sign: '× ',
            label: say('actions.why.damping'),
            value: figures.format(why.damping),
            from: [],
          },
        ]
      : []),
    {
      sign: '× ',
      label: say('actions.why.value'),
      value: money(why.value.amount),
      from: why.parts.map(({ source, amount, count }) =>
        say(sources[source], { amount: money(amount), count }),
      ),
    },
    {
      sign: '× ',
      label: say('actions.why.share'),
      value: figures.format(why.share),
      from: [say('actions.why.share.from')],
    },
    {
      sign: '÷ ',
      label: say('actions.why.minutes'),
      value: figures.format(minutes),
      from: [say('actions.why.share.from')],
    },
  ];
  return (
    <Popover
      label={say('actions.why.of', { what })}
      trigger={
        <Button variant="quiet" size="small">
          {say('actions.why')}
          <span className="sr-only"> {what}</span>
        </Button>
      }
    >
      <div className="flex w-[320px] max-w-full flex-col gap-8">
        <dl className="flex flex-col gap-8">
          {rows.map(({ sign, label, value, from }) => (
            <div key={label} className="grid grid-cols-[1fr_auto] gap-x-8">
              <dt className="text-sm wrap-anywhere">
                {sign}
                {label}
              </dt>
              <dd className="tabular text-sm font-medium">{value}</dd>
              {from.map((line) => (
                <dd key={line} className="col-span-2 text-xs wrap-anywhere text-text-2">
                  {line}
                </dd>
              ))}
            </div>
          ))}
          <div className="flex gap-8 border-t border-border pt-4">
            <dt className="flex-1 text-sm font-medium">{say('actions.why.perMinute')}</dt>
            <dd className="tabular text-sm font-medium">{money(why.perMinute)}</dd>
          </div>
        </dl>
        <p className="text-xs text-text-2">{say('actions.why.words')}</p>
      </div>
    </Popover>
  );
}
