import type { BriefFact, BriefView } from '../../../shared/understand/brief.ts';
import { SourceMark } from '../../identify/record/SourceMark.tsx';
import { trustMessages, trustState } from '../../identify/record/trust.ts';
import { useFactWords } from '../../identify/record/useFactWords.ts';
import { Badge } from '../../ui/Badge.tsx';
import { FactRow } from '../../ui/FactRow.tsx';
import { Section } from '../../ui/Page.tsx';
import { useWords } from '../../ui/words.ts';
import { Line } from './BriefPage.tsx';

/** Values with where they come from and how far they may be believed. */
export function Facts({ facts, brief }: { facts: readonly BriefFact[]; brief: BriefView }) {
  const say = useWords();
  const words = useFactWords('person');
  if (facts.length === 0) return null;
  return (
    <div className="flex flex-col">
      {facts.map(({ statement, trust: known }) => {
        const trust = { ...known, conflicting: 0 };
        const state = trustState(trust);
        return (
          <FactRow
            key={statement.id}
            label={words.label(statement)}
            value={words.value(statement)}
            look={state === 'assumed' ? 'assumed' : 'plain'}
            note={
              state === 'known' ? undefined : (
                <span className={state === 'assumed' ? 'text-assume' : 'text-warn'}>
                  {say(trustMessages[state])}
                </span>
              )
            }
            mark={
              <SourceMark
                kind="person"
                partyId={brief.person.id}
                fact={statement}
                words={words}
                trust={trust}
                mayVouch={brief.can.edit}
              />
            }
          />
        );
      })}
    </div>
  );
}

/** What we may not assume: what is only believed, and what fades. */
export function Doubts({ brief }: { brief: BriefView }) {
  const say = useWords();
  const words = useFactWords('person');
  const { assumptions, fading } = brief.doubts;
  if (assumptions.length + fading.length === 0) return null;
  return (
    <Section title={say('brief.doubts')}>
      {assumptions.length > 0 ? (
        <ul className="flex flex-col gap-8">
          {assumptions.map((row) => (
            <Line key={row.id}>
              <Badge tone="assume">{say('brief.assumed')}</Badge>{' '}
              {`${words.label({ ...row, label: row.label })}: ${words.value(row)}`}
              {row.because ? (
                <span className="text-text-2">
                  {' '}
                  {say('understand.assumption.because', { because: row.because })}
                </span>
              ) : null}
            </Line>
          ))}
        </ul>
      ) : null}
      <Facts facts={fading} brief={brief} />
    </Section>
  );
}

export function Wishes({ brief }: { brief: BriefView }) {
  const say = useWords();
  if (brief.wishes.length === 0) return null;
  return (
    <Section title={say('brief.wishes')}>
      <Facts facts={brief.wishes} brief={brief} />
    </Section>
  );
}
