import { useRef, useState } from 'react';
import type { AssumptionView, RestingView } from '../../../shared/understand/assumptions.ts';
import { useShortcuts } from '../../ui/keys/Shortcuts.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import { AssumptionCard } from './AssumptionCard.tsx';

/** Assumptions, the most at stake first. `V` verifies the one that has the focus, else the first. */
export function AssumptionList({
  rows,
  showsParty = false,
}: {
  rows: readonly AssumptionView[];
  showsParty?: boolean;
}) {
  const say = useWords();
  const locale = useLocale();
  const list = useRef<HTMLUListElement>(null);
  const [verifying, setVerifying] = useState<string | null>(null);
  const [touched, setTouched] = useState<readonly RestingView[]>([]);
  const mine = rows.filter(({ can }) => can.edit);
  const focused = () =>
    document.activeElement?.closest<HTMLElement>('[data-assumption]')?.dataset.assumption;
  const walk = (step: 1 | -1) => {
    const cards = [...(list.current?.querySelectorAll<HTMLElement>('[data-assumption]') ?? [])];
    const at = cards.findIndex((card) => card.dataset.assumption === focused());
    cards[Math.min(cards.length - 1, Math.max(0, at + step))]?.focus();
  };
  useShortcuts([
    {
      id: 'assumptions.verify',
      keys: 'V',
      label: say('understand.verify'),
      group: say('app.nav.assumptions'),
      isDisabled: mine.length === 0,
      run: () => {
        const wanted = focused();
        const chosen = mine.find(({ id }) => id === wanted) ?? mine[0];
        if (chosen) setVerifying(chosen.id);
      },
    },
    ...(showsParty
      ? (
          [
            ['J', 1],
            ['K', -1],
          ] as const
        ).map(([keys, step]) => ({
          id: `assumptions.${keys}`,
          keys,
          label: say(
            step === 1 ? 'understand.assumptions.next' : 'understand.assumptions.previous',
          ),
          group: say('app.nav.assumptions'),
          run: () => walk(step),
        }))
      : []),
  ]);
  return (
    <div className="flex flex-col gap-8">
      {touched.length > 0 ? (
        <Notice tone="warn">
          {say('understand.assumption.touched', {
            what: new Intl.ListFormat(locale).format(touched.map(({ words }) => words)),
          })}
        </Notice>
      ) : null}
      <ul ref={list} className="flex flex-col gap-8" aria-label={say('app.nav.assumptions')}>
        {rows.map((row) => (
          <li key={row.id}>
            <AssumptionCard
              row={row}
              showsParty={showsParty}
              isVerifying={verifying === row.id}
              onVerify={() => setVerifying(row.id)}
              onClose={() => setVerifying(null)}
              onRefuted={() => setTouched(row.rests)}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}
