import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { claimsOf } from '../../../shared/interact/writing/claims.ts';
import { type Comparison, compareClaims } from '../../../shared/interact/writing/comparing.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import { ownWords } from '../composer/ownWords.ts';
import { shownMoney } from '../dealings/words.ts';
import { toldQuery } from './queries.ts';

const mostShown = 5;
const restBeforeAsking = 400;

/** What we last told these people about what the draft speaks of; another word than that is marked. */
export default function ToldBefore({
  addresses,
  subject,
  html,
}: {
  addresses: readonly string[];
  subject: string;
  html: string;
}) {
  const say = useWords();
  const locale = useLocale();
  const monthFirst = locale === 'en-US';
  const asked = useRested(addresses.filter((address) => address.includes('@')).join(','));
  const { data: told } = useQuery(toldQuery(asked, monthFirst));
  const written = useDeferredValue(html);
  const about = useDeferredValue(subject);
  const found = useMemo(() => {
    if (!told || told.length === 0 || asked === '') return [];
    const now = Temporal.Now.zonedDateTimeISO();
    return compareClaims(claimsOf(ownWords(written), about, { now, monthFirst }), told);
  }, [told, asked, written, about, monthFirst]);
  if (found.length === 0) return null;
  const differing = found.filter(({ contradicts }) => contradicts);
  const rest = found.filter(({ contradicts }) => !contradicts);
  return (
    <section aria-label={say('writing.told')} className="flex flex-col gap-8">
      {differing.slice(0, mostShown).map((one) => (
        <Notice
          key={`${one.draft.sentence} ${one.told.at} ${one.told.kind}`}
          tone="warn"
          title={say(`writing.told.differs.${one.told.kind}`)}
        >
          <dl className="flex flex-col gap-8 text-sm tablet:flex-row">
            <div className="min-w-0 flex-1">
              <dt className="text-xs text-text-3">{say('writing.told.here')}</dt>
              <dd className="wrap-anywhere">{one.draft.sentence}</dd>
            </div>
            <div className="min-w-0 flex-1">
              <dt className="text-xs text-text-3">
                <Source told={one.told} />
              </dt>
              <dd className="wrap-anywhere">
                <Said told={one.told} />
              </dd>
            </div>
          </dl>
        </Notice>
      ))}
      {rest.length > 0 ? (
        <>
          <h3 className="text-sm font-medium text-text-2">{say('writing.told')}</h3>
          <ul className="flex flex-col gap-4 text-sm">
            {rest.slice(0, mostShown).map(({ draft, told: one }) => (
              <li key={`${draft.sentence} ${one.at} ${one.kind}`} className="flex gap-8">
                <Icon name="history" className="mt-2 shrink-0 text-text-3" />
                <span className="min-w-0 wrap-anywhere">
                  <Said told={one} />{' '}
                  <span className="text-xs text-text-3">
                    <Source told={one} />
                    {one.holds ? null : ` · ${say('writing.told.over')}`}
                  </span>
                </span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}

/** In their words; what an offer or a promise is held to stands beside them. */
function Said({ told }: { told: Comparison['told'] }) {
  const say = useWords();
  const locale = useLocale();
  const term =
    told.from === 'mail'
      ? null
      : told.kind === 'price'
        ? shownMoney(told.price, locale)
        : told.kind === 'date'
          ? say('writing.told.due', {
              day: Temporal.PlainDate.from(told.on).toLocaleString(locale, { dateStyle: 'medium' }),
            })
          : null;
  return (
    <>
      {told.sentence}
      {term ? <b className="font-medium">{` · ${term}`}</b> : null}
    </>
  );
}

/** Who said it, when, and where it stands. */
function Source({ told }: { told: Comparison['told'] }) {
  const say = useWords();
  const locale = useLocale();
  const day = Temporal.Instant.from(told.at).toLocaleString(locale, { dateStyle: 'medium' });
  return (
    <Link
      to={told.partyKind === 'person' ? '/people/$id' : '/companies/$id'}
      params={{ id: told.partyId }}
      search={told.activityId ? { activity: told.activityId } : {}}
      className="text-accent-text underline"
    >
      {say(`writing.told.from.${told.from}`, { by: told.by || '?', day })}
    </Link>
  );
}

/** A value once it has rested, so that nothing is asked for addresses that are being typed. */
function useRested(value: string): string {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), restBeforeAsking);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}
