import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import type { AssumptionView } from '../../../shared/understand/assumptions.ts';
import { useFactWords } from '../../identify/record/useFactWords.ts';
import { shownMoney } from '../../interact/dealings/words.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { useLocale, useWords } from '../../ui/words.ts';

const Verifying = lazy(() => import('./Verifying.tsx'));

/** "We assume … because … · believed by Ben · rests on it: …, at stake 28 000 € · check by 3 June". */
export function AssumptionCard({
  row,
  showsParty,
  isVerifying,
  onVerify,
  onClose,
  onRefuted,
}: {
  row: AssumptionView;
  showsParty: boolean;
  isVerifying: boolean;
  onVerify: () => void;
  onClose: () => void;
  onRefuted: () => void;
}) {
  const say = useWords();
  const locale = useLocale();
  const words = useFactWords(row.party.kind);
  const isDue =
    row.checkOn !== null &&
    Temporal.PlainDate.compare(row.checkOn, Temporal.Now.plainDateISO()) <= 0;
  const told = [
    row.believer ? say('understand.assumption.believedBy', { name: row.believer }) : '',
    row.rests.length > 0
      ? say('understand.assumption.restsOn', {
          what: new Intl.ListFormat(locale).format(row.rests.map((one) => one.words)),
        })
      : '',
  ].filter(Boolean);
  return (
    <article
      data-assumption={row.id}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a card is walked to like a row of a list.
      tabIndex={0}
      aria-label={`${words.label(row)}: ${words.value(row)}`}
      className="flex flex-col gap-4 rounded-control border border-border border-s-2 border-s-assume bg-surface px-12 py-8 [border-inline-start-style:dashed]"
    >
      <p className="flex flex-wrap items-center gap-8 text-xs text-text-2">
        {showsParty ? (
          <Link
            to={row.party.kind === 'person' ? '/people/$id' : '/companies/$id'}
            params={{ id: row.party.id }}
            className="font-medium text-text"
          >
            <bdi>{row.party.name}</bdi>
          </Link>
        ) : null}
        <span>{words.label(row)}</span>
        {row.exposure.map((money) => (
          <Badge key={money.currency} tone="assume">
            {say('understand.assumption.exposure', { amount: shownMoney(money, locale) })}
          </Badge>
        ))}
        {row.checkOn ? (
          <span className={isDue ? 'text-warn' : 'text-text-3'}>
            {say('understand.assumption.checkBy', {
              date: Temporal.PlainDate.from(row.checkOn).toLocaleString(locale, {
                day: 'numeric',
                month: 'long',
                year: 'numeric',
              }),
            })}
          </span>
        ) : null}
      </p>
      <p className="text-base wrap-anywhere whitespace-pre-line">
        <span className="underline decoration-assume decoration-dashed underline-offset-4">
          {words.value(row)}
        </span>
        {row.because ? ` ${say('understand.assumption.because', { because: row.because })}` : ''}
      </p>
      {told.length > 0 ? (
        <p className="text-sm wrap-anywhere text-text-2">{told.join(' · ')}</p>
      ) : null}
      {row.can.edit ? (
        isVerifying ? (
          <Suspense fallback={<span className="block h-32" />}>
            <Verifying row={row} onClose={onClose} onRefuted={onRefuted} />
          </Suspense>
        ) : (
          <span>
            <Button size="small" onPress={onVerify}>
              {say('understand.verify')}
            </Button>
          </span>
        )
      ) : null}
    </article>
  );
}
