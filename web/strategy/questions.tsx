import { useState } from 'react';
import { saidIn } from '../../shared/strategy/said.ts';
import { type Answers, beginningOf, beginnings } from '../../shared/strategy/start.ts';
import { type CustomerWord, customerWords } from '../../shared/strategy/templates.ts';
import { formsOf, roleName } from '../../shared/strategy/words.ts';
import { spokenLanguage } from '../app/ownWords.ts';
import { RadioList } from '../ui/RadioList.tsx';
import { useWords } from '../ui/words.ts';
import { NumberBox, SaidArea } from './fields.tsx';
import { WordEditor } from './WordEditor.tsx';

interface QuestionProps {
  answers: Answers;
  change: (by: Partial<Answers>) => void;
}

/** What comes nearest: texts, words, stages and rhythms of such a company. */
export function BeginningQuestion({ answers, change }: QuestionProps) {
  const say = useWords();
  const language = spokenLanguage();
  return (
    <RadioList
      label={say('strategy.start.q1')}
      hideLabel
      value={answers.beginning}
      onChange={(beginning) => change({ beginning })}
      options={beginnings.map((id) => ({
        id,
        label:
          id === 'other' ? say('strategy.start.other') : saidIn(beginningOf(id).name, language),
      }))}
    />
  );
}

/** A usual word with its plural, and beside it the other language's, which may tell two apart. */
export function usualWord(id: CustomerWord): {
  id: CustomerWord;
  label: string;
  description: string;
} {
  const company = { words: { customer: customerWords[id] }, germanStyle: 'plain' as const };
  const own = roleName('customer', company, spokenLanguage());
  const other = roleName('customer', company, spokenLanguage() === 'en' ? 'de' : 'en');
  return { id, label: `${own.one}, ${own.many}`, description: `${other.one}, ${other.many}` };
}

/** How those are called whom the company serves; said once, for every screen. */
export function WordQuestion({ answers, change }: QuestionProps) {
  const say = useWords();
  const ids = Object.keys(customerWords) as CustomerWord[];
  const word = answers.word ?? beginningOf(answers.beginning).choices.words.customer;
  const chosen = ids.find((id) => JSON.stringify(customerWords[id]) === JSON.stringify(word));
  const [isOwn, setOwn] = useState(word !== undefined && chosen === undefined);
  return (
    <>
      <RadioList
        label={say('strategy.start.q2')}
        hideLabel
        value={isOwn ? 'own' : (chosen ?? 'customer')}
        onChange={(id) => {
          setOwn(id === 'own');
          if (id !== 'own') change({ word: customerWords[id] });
        }}
        options={[
          ...ids.map(usualWord),
          { id: 'own' as const, label: say('strategy.start.ownWord') },
        ]}
      />
      {isOwn ? (
        <WordEditor
          kind="customer"
          company={{ words: word ? { customer: word } : {}, germanStyle: 'plain' }}
          onChange={(own) => change({ word: own })}
        />
      ) : null}
    </>
  );
}

export function WhomQuestion({ answers, change }: QuestionProps) {
  const say = useWords();
  const { purpose } = beginningOf(answers.beginning).choices;
  return (
    <>
      <SaidArea
        label={say('strategy.purpose.serves')}
        value={answers.serves ?? purpose.serves}
        onChange={(serves) => change({ serves })}
      />
      <SaidArea
        label={say('strategy.purpose.doesNotServe')}
        value={answers.doesNotServe ?? purpose.doesNotServe}
        onChange={(doesNotServe) => change({ doesNotServe })}
      />
    </>
  );
}

const rhythms = [30, 60, 90, 120, 180, 365] as const;

function rhythmOf(answers: Answers): number | null {
  if (answers.rhythmDays !== undefined) return answers.rhythmDays;
  const { relationships } = beginningOf(answers.beginning).choices;
  return relationships.find(({ role }) => role === 'customer')?.rhythmDays ?? null;
}

export function RhythmQuestion({ answers, change }: QuestionProps) {
  const say = useWords();
  const rhythm = rhythmOf(answers);
  const word = answers.word ?? beginningOf(answers.beginning).choices.words.customer;
  const forms = formsOf(
    'customer',
    { words: word ? { customer: word } : {}, germanStyle: 'plain' },
    spokenLanguage(),
  );
  return (
    <RadioList
      label={say('strategy.start.q4.label', { many: forms.many })}
      value={rhythm === null ? 'never' : String(rhythm)}
      onChange={(id) => change({ rhythmDays: id === 'never' ? null : Number(id) })}
      options={[
        ...rhythms.map((days) => ({
          id: String(days),
          label: say('strategy.kind.every', { days }),
        })),
        { id: 'never', label: say('strategy.kind.noRhythm') },
      ]}
    />
  );
}

export function PromiseQuestion({ answers, change }: QuestionProps) {
  const say = useWords();
  const first = beginningOf(answers.beginning).choices.promises[0];
  const promise = answers.promise ?? {
    text: first?.text ?? { en: '', de: '' },
    dueDays: first?.dueDays ?? null,
  };
  return (
    <>
      <SaidArea
        label={say('strategy.start.promise')}
        value={promise.text}
        onChange={(text) => change({ promise: { ...promise, text } })}
      />
      <NumberBox
        label={say('strategy.promise.due')}
        placeholder={say('strategy.promise.always')}
        value={promise.dueDays}
        onChange={(dueDays) => change({ promise: { ...promise, dueDays } })}
        least={0}
        most={1_000}
        mayBeEmpty
      />
    </>
  );
}
