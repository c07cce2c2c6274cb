import type { ReactNode } from 'react';
import { saidIn } from '../../shared/strategy/said.ts';
import type { StrategyChoices } from '../../shared/strategy/strategy.ts';
import { roleName } from '../../shared/strategy/words.ts';
import { spokenLanguage } from '../app/ownWords.ts';
import { Section } from '../ui/Page.tsx';
import { useWords } from '../ui/words.ts';
import { purposeMessages } from './Purpose.tsx';
import { summaryOf } from './words.ts';

/** The strategy as it reads for those who do not write it. */
export function Reading({ choices }: { choices: StrategyChoices }) {
  const say = useWords();
  const language = spokenLanguage();
  const { purpose, relationships, promises, topics, stages, signs } = choices;
  const purposes = Object.entries(purpose).filter(([, text]) => saidIn(text, language));
  return (
    <div className="max-w-[760px]">
      {purposes.length > 0 ? (
        <Section title={say('strategy.step.whom')}>
          <Lines
            lines={purposes.map(([field, text]) => [
              say(purposeMessages[field as keyof typeof purposeMessages]),
              saidIn(text, language),
            ])}
          />
        </Section>
      ) : null}
      <Section title={say('strategy.step.kinds')}>
        <Lines
          lines={relationships
            .filter(({ retired }) => !retired)
            .map((one) => [
              roleName(one.role, choices, language).many,
              [summaryOf(one, say), saidIn(one.meaning, language)].filter(Boolean).join('. '),
            ])}
        />
      </Section>
      <Section title={say('strategy.step.promises')}>
        <Lines
          lines={promises.map(({ text, dueDays }) => [
            saidIn(text, language),
            dueDays === null
              ? say('strategy.promise.always')
              : say('strategy.promise.within', { count: dueDays }),
          ])}
        />
      </Section>
      <Section title={say('strategy.step.topics')}>
        <Lines
          lines={topics.map(({ key, name, weight, halfLifeDays }) => [
            saidIn(name, language) || key,
            [
              say('strategy.topic.weighs', { percent: Math.round(weight * 100) }),
              halfLifeDays === null
                ? say('strategy.topic.lasts')
                : say('strategy.topic.fades', { days: halfLifeDays }),
            ].join(' · '),
          ])}
        />
      </Section>
      <Section title={say('strategy.step.success')}>
        <Lines lines={signs.map(({ text }) => [saidIn(text, language), ''])} />
        <Lines
          lines={stages
            .filter(({ retired }) => !retired)
            .map(({ key, name, meaning, probability }) => [
              saidIn(name, language) || key,
              [say('strategy.stage.chance', { percent: probability }), saidIn(meaning, language)]
                .filter(Boolean)
                .join(' · '),
            ])}
        />
      </Section>
    </div>
  );
}

function Lines({ lines }: { lines: [string, ReactNode][] }) {
  return (
    <dl className="flex flex-col gap-8">
      {lines.map(([term, text]) => (
        <div key={term}>
          <dt className="font-medium break-words">{term}</dt>
          <dd className="text-sm break-words text-text-2">{text}</dd>
        </div>
      ))}
    </dl>
  );
}
