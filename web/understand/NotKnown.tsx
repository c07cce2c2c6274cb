import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import type { PartyView } from '../../shared/identify/parties.ts';
import { personalTopics, type Topic, topics } from '../../shared/identify/statements.ts';
import type { KnownTopic } from '../../shared/understand/facts.ts';
import { topicMessages } from '../identify/parties/topics.ts';
import { ownTopicName } from '../identify/record/ownTopics.ts';
import { factsQuery } from '../identify/record/trust.ts';
import type { MessageId } from '../locales/ids.ts';
import { strategyQuery } from '../strategy/queries.ts';
import { Button } from '../ui/Button.tsx';
import { Popover } from '../ui/Popover.tsx';
import { useLocale, useWords } from '../ui/words.ts';

type Known = z.infer<typeof KnownTopic>;

/** A question that is proper between people who do business. Of what is personal nobody is asked. */
const questions: Partial<Record<Topic, MessageId>> = {
  need: 'understand.ask.need',
  goal: 'understand.ask.goal',
  wish: 'understand.ask.wish',
  budget: 'understand.ask.budget',
  decision: 'understand.ask.decision',
  'competitor offer': 'understand.ask.competitorOffer',
  affiliation: 'understand.ask.affiliation',
  email: 'understand.ask.email',
  phone: 'understand.ask.phone',
  address: 'understand.ask.address',
};

/** How well we know somebody by what the strategy asks for, and what is missing. */
export function NotKnown({ party }: { party: PartyView }) {
  const say = useWords();
  const locale = useLocale();
  const { data } = useQuery(factsQuery(party.id));
  const { data: strategy } = useQuery(strategyQuery);
  const [isOpen, setOpen] = useState(false);
  if (!data || data.depth.value === null) return null;
  const { value, topics: known } = data.depth;
  const missing = known.filter(({ credence }) => credence === 0);
  const nameOf = ({ key }: Known) => ownTopicName(strategy?.choices.topics, key, locale);
  return (
    <section aria-label={say('understand.depth')} className="flex flex-col gap-8">
      <header className="flex items-center gap-8 border-b border-border pb-4">
        <h3 className="min-w-0 flex-1 text-xs text-text-2">{say('understand.depth')}</h3>
        <DepthRing value={value} />
        <span className="text-sm tabular-nums">
          {value.toLocaleString(locale, { style: 'percent' })}
        </span>
        <Popover
          label={say('understand.depth.why')}
          placement="bottom end"
          trigger={
            <Button size="small" variant="quiet">
              {say('understand.why')}
            </Button>
          }
        >
          <DepthWhy known={known} value={value} nameOf={nameOf} />
        </Popover>
      </header>
      {missing.length > 0 ? (
        <>
          <span>
            <Button
              size="small"
              variant="quiet"
              icon={isOpen ? 'down' : 'right'}
              onPress={() => setOpen(!isOpen)}
            >
              {say('understand.notKnown', { count: missing.length })}
            </Button>
          </span>
          {isOpen ? (
            <ul className="flex flex-col gap-8">
              {missing.map((one) => {
                const topic = topics.find((name) => name === one.key);
                const question =
                  topic && !personalTopics.includes(topic) ? questions[topic] : undefined;
                return (
                  <li key={one.key} className="flex flex-col">
                    <span className="text-base">
                      {topic ? say(topicMessages[topic]) : nameOf(one)}
                    </span>
                    {question ? <span className="text-sm text-text-2">{say(question)}</span> : null}
                  </li>
                );
              })}
            </ul>
          ) : null}
        </>
      ) : null}
    </section>
  );
}

/** Σ w·c / Σ w, line by line. */
function DepthWhy({
  known,
  value,
  nameOf,
}: {
  known: readonly Known[];
  value: number;
  nameOf: (one: Known) => string;
}) {
  const say = useWords();
  const locale = useLocale();
  const number = (one: number) => one.toLocaleString(locale, { maximumFractionDigits: 2 });
  const weights = known.reduce((sum, { weight }) => sum + weight, 0);
  const sum = known.reduce((all, { weight, credence }) => all + weight * credence, 0);
  return (
    <div className="flex w-[260px] flex-col gap-8 text-sm">
      <p className="text-text-2">{say('understand.depth.note')}</p>
      <ul className="flex flex-col gap-2">
        {known.map((one) => (
          <li key={one.key} className="flex gap-8">
            <span className="min-w-0 flex-1 wrap-anywhere">{nameOf(one)}</span>
            <span className="text-text-2 tabular-nums">
              {`${number(one.weight)} · ${number(one.credence)}`}
            </span>
          </li>
        ))}
      </ul>
      <p className="border-t border-border pt-4 tabular-nums">
        {`${number(sum)} / ${number(weights)} = ${number(value)}`}
      </p>
    </div>
  );
}

function DepthRing({ value }: { value: number }) {
  return (
    <svg viewBox="0 0 16 16" className="size-16 shrink-0" aria-hidden="true">
      <circle cx="8" cy="8" r="6" fill="none" strokeWidth="3" className="stroke-border" />
      <circle
        cx="8"
        cy="8"
        r="6"
        fill="none"
        strokeWidth="3"
        strokeDasharray={`${String(37.7 * value)} 37.7`}
        transform="rotate(-90 8 8)"
        className="stroke-accent"
      />
    </svg>
  );
}
