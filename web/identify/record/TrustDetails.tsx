import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import type { Evidence, WhyView } from '../../../shared/understand/facts.ts';
import { api } from '../../app/api.ts';
import { Button } from '../../ui/Button.tsx';
import { toast } from '../../ui/toast.ts';
import { useLocale, useWords } from '../../ui/words.ts';
import { shownInstant } from '../parties/time.ts';
import { basisMessages } from '../parties/words.ts';
import { TrustBars } from './TrustBars.tsx';
import { type Trust, trustMessages, trustState, whyQuery } from './trust.ts';
import { isPersonal } from './understood.ts';
import type { Statement } from './values.ts';

const evidences = ['told', 'seen', 'third party'] as const;

/** Behind a mark: how sure, how old, why, and the one act that makes it young again. */
export function TrustDetails({
  kind,
  partyId,
  fact,
  trust,
  mayVouch,
  onDone,
}: {
  kind: PartyKind;
  partyId: string;
  fact: Statement;
  trust: Trust;
  mayVouch: boolean;
  onDone: () => void;
}) {
  const say = useWords();
  const locale = useLocale();
  const client = useQueryClient();
  const [asksWhy, setAsksWhy] = useState(false);
  const { data: why } = useQuery({ ...whyQuery(partyId, fact.id), enabled: asksWhy });
  const state = trustState(trust);
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['facts', partyId] }),
      client.invalidateQueries({ queryKey: [kind, partyId] }),
      client.invalidateQueries({ queryKey: ['history', partyId] }),
      client.invalidateQueries({ queryKey: ['assumptions'] }),
    ]);
  const vouch = async (act: 'confirmation' | 'settlement', evidence: Evidence) => {
    onDone();
    try {
      const { event } = await api.post<{ event: string }>(`/facts/${fact.id}/${act}`, evidence);
      await refresh();
      toast(say(act === 'settlement' ? 'understand.settled' : 'understand.confirmed'), {
        tone: 'good',
        undo: async () => {
          await api.post(`/events/${event}/undo`);
          await refresh();
        },
      });
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error), { tone: 'bad' });
    }
  };
  return (
    <div className="flex flex-col gap-8 border-t border-border pt-8">
      <p className="flex items-center gap-8 text-sm">
        <TrustBars state={state} />
        <span className="font-medium">{say(trustMessages[state])}</span>
        <span className="text-text-3 tabular-nums">
          {trust.credence.toLocaleString(locale, { style: 'percent' })}
        </span>
      </p>
      <p className="flex items-center gap-8 text-sm text-text-2">
        <AgeRing ring={trust.ring} />
        {trust.halfLifeDays === null
          ? say('understand.age.never', { when: shownInstant(trust.confirmedAt, locale) })
          : say('understand.age', {
              when: shownInstant(trust.confirmedAt, locale),
              months: Math.max(1, Math.round(trust.halfLifeDays / 30.44)),
            })}
      </p>
      {trust.conflicting > 1 ? (
        <p className="text-sm text-bad">
          {say('understand.conflict', { count: trust.conflicting })}
        </p>
      ) : null}
      {mayVouch ? (
        <div className="flex flex-wrap gap-4">
          {trust.conflicting > 1 ? (
            <Button size="small" onPress={() => void vouch('settlement', {})}>
              {say('understand.settle')}
            </Button>
          ) : null}
          {fact.basis === 'assumed' && !isPersonal(fact.topic) ? (
            evidences.map((basis) => (
              <Button
                key={basis}
                size="small"
                variant="quiet"
                onPress={() => void vouch('confirmation', { basis })}
              >
                {say(basisMessages[basis])}
              </Button>
            ))
          ) : (
            <Button
              size="small"
              variant="quiet"
              icon="check"
              onPress={() => void vouch('confirmation', {})}
            >
              {say('understand.confirm')}
            </Button>
          )}
        </div>
      ) : null}
      {asksWhy ? (
        why ? (
          <Why why={why} />
        ) : null
      ) : (
        <span>
          <Button size="small" variant="quiet" onPress={() => setAsksWhy(true)}>
            {say('understand.why')}
          </Button>
        </span>
      )}
    </div>
  );
}

/** Each record that speaks for it, with what it is worth today. */
function Why({ why }: { why: WhyView }) {
  const say = useWords();
  const locale = useLocale();
  const number = (value: number) =>
    value.toLocaleString(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const counting = why.shares.filter(({ counts }) => counts);
  return (
    <div className="flex flex-col gap-4 text-xs text-text-2">
      <ul className="flex max-h-[200px] flex-col gap-4 overflow-auto">
        {why.shares.map((share) => (
          <li key={share.id} className={share.counts ? '' : 'text-text-3 line-through'}>
            {say(basisMessages[share.basis])}
            {share.statedBy ? ` (${share.statedBy})` : ''}:{' '}
            <span className="tabular-nums">
              {why.halfLifeDays === null
                ? number(share.weight)
                : `${number(share.weight)} · 2^(−${String(share.days)}/${String(why.halfLifeDays)}) = ${number(share.credence)}`}
            </span>
          </li>
        ))}
      </ul>
      {counting.length > 1 ? (
        <p className="tabular-nums">
          {`1 − ${counting.map((one) => `(1 − ${number(one.credence)})`).join(' · ')} = ${number(why.credence)}`}
        </p>
      ) : null}
      <p className="text-text-3">{say('understand.why.note')}</p>
    </div>
  );
}

/** Full in the first half of a half-life, half-full in the second, empty beyond. */
function AgeRing({ ring }: { ring: Trust['ring'] }) {
  const filled = { full: 37.7, half: 18.85, empty: 0 }[ring];
  return (
    <svg viewBox="0 0 16 16" className="size-16 shrink-0" aria-hidden="true">
      <circle cx="8" cy="8" r="6" fill="none" strokeWidth="2" className="stroke-border" />
      <circle
        cx="8"
        cy="8"
        r="6"
        fill="none"
        strokeWidth="2"
        strokeDasharray={`${String(filled)} 37.7`}
        transform="rotate(-90 8 8)"
        className="stroke-text-2"
      />
    </svg>
  );
}
