import { useState } from 'react';
import { englishPlural } from '../../shared/strategy/english.ts';
import { germanGuess } from '../../shared/strategy/german.ts';
import type { EnglishWord, GermanWord, OwnWord } from '../../shared/strategy/own-words.ts';
import { type CompanyWords, formsOf, isTerm, wordFor } from '../../shared/strategy/words.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/Field.tsx';
import { Select } from '../ui/Select.tsx';
import { useWords } from '../ui/words.ts';

interface Part<Word> {
  word: Word | undefined;
  /** What holds while nothing is written. */
  instead: Word;
  onChange: (word: Word | undefined) => void;
}

/** How one kind is called, in both languages, with what the tool makes of it in a sentence. */
export function WordEditor({
  kind: role,
  company,
  onChange,
}: {
  /** The role it is the word for. */
  kind: string;
  company: CompanyWords;
  onChange: (word: OwnWord | undefined) => void;
}) {
  const say = useWords();
  const own = company.words[role];
  const { [role]: _, ...others } = company.words;
  const instead = wordFor(role, { ...company, words: isTerm(role) ? others : company.words });
  const put = (word: OwnWord) => onChange(word.en || word.de ? word : undefined);
  const de = formsOf(role, company, 'de');
  return (
    <div className="grid gap-16 tablet:grid-cols-2">
      <fieldset className="flex min-w-0 flex-col gap-8">
        <legend className="pb-4 text-sm font-medium">{say('strategy.language.en')}</legend>
        <EnglishFields
          word={own?.en}
          instead={instead.en}
          onChange={(en) => put({ ...(own?.de && { de: own.de }), ...(en && { en }) })}
        />
        <p className="text-xs text-text-2" lang="en">
          {['a', 'the', 'theMany'].map((form) => formsOf(role, company, 'en')[form]).join(' · ')}
        </p>
      </fieldset>
      <fieldset className="flex min-w-0 flex-col gap-8">
        <legend className="pb-4 text-sm font-medium">{say('strategy.language.de')}</legend>
        <GermanFields
          word={own?.de}
          instead={instead.de}
          onChange={(word) => put({ ...(own?.en && { en: own.en }), ...(word && { de: word }) })}
        />
        <p className="text-xs text-text-2" lang="de">
          {['the', 'theAcc', 'theDat', 'theGen', 'theMany', 'theManyDat']
            .map((form) => de[form])
            .join(' · ')}
        </p>
      </fieldset>
    </div>
  );
}

function EnglishFields({ word, instead, onChange }: Part<EnglishWord>) {
  const say = useWords();
  const isUsualPlural = !word || word.many === englishPlural(word.one);
  return (
    <div className="grid grid-cols-2 gap-8">
      <TextField
        label={say('strategy.word.one')}
        value={word?.one ?? ''}
        placeholder={instead.one}
        maxLength={100}
        onChange={(one) =>
          onChange(
            one.trim() === ''
              ? undefined
              : { one, many: word && !isUsualPlural ? word.many : englishPlural(one) },
          )
        }
      />
      <TextField
        label={say('strategy.word.many')}
        value={word?.many ?? ''}
        placeholder={instead.many}
        maxLength={100}
        onChange={(many) => onChange({ one: word?.one ?? instead.one, many: many || instead.many })}
      />
    </div>
  );
}

function GermanFields({ word, instead, onChange }: Part<GermanWord>) {
  const say = useWords();
  const [isCorrecting, setCorrecting] = useState(false);
  const now = word ?? instead;
  const isGuessed = !word || word.many === germanGuess(word.one).many;
  return (
    <>
      <div className="grid grid-cols-2 gap-8">
        <TextField
          label={say('strategy.word.one')}
          value={word?.one ?? ''}
          placeholder={instead.one}
          maxLength={100}
          onChange={(one) =>
            onChange(
              one.trim() === ''
                ? undefined
                : isGuessed
                  ? { one, ...germanGuess(one) }
                  : { ...now, one },
            )
          }
        />
        <TextField
          label={say('strategy.word.many')}
          value={word?.many ?? ''}
          placeholder={instead.many}
          maxLength={100}
          onChange={(many) => onChange({ ...now, many: many || now.one })}
        />
        <Select
          label={say('strategy.word.gender')}
          options={[
            { id: 'm', label: 'der' },
            { id: 'f', label: 'die' },
            { id: 'n', label: 'das' },
          ]}
          value={now.gender}
          onChange={(gender) => onChange({ ...now, gender })}
        />
        <TextField
          label={say('strategy.word.female')}
          value={word?.female?.one ?? ''}
          placeholder={word ? undefined : instead.female?.one}
          maxLength={100}
          onChange={(one) => {
            const { female: _, ...rest } = now;
            onChange(
              one.trim() === ''
                ? rest
                : { ...rest, female: { one, many: germanGuess(one).many || one } },
            );
          }}
        />
      </div>
      <span>
        <Button
          size="small"
          variant="quiet"
          aria-expanded={isCorrecting}
          onPress={() => setCorrecting(!isCorrecting)}
        >
          {say('strategy.word.correct')}
        </Button>
      </span>
      {isCorrecting ? (
        <div className="grid grid-cols-2 gap-8">
          {(['acc', 'dat', 'gen', 'manyDat'] as const).map((form) => (
            <TextField
              key={form}
              label={say(formMessages[form])}
              value={now.own?.[form] ?? ''}
              maxLength={100}
              onChange={(text) => {
                const { [form]: _, ...others } = now.own ?? {};
                const { own: __, ...rest } = now;
                const forms = text.trim() === '' ? others : { ...others, [form]: text };
                onChange(Object.keys(forms).length > 0 ? { ...rest, own: forms } : rest);
              }}
            />
          ))}
        </div>
      ) : null}
    </>
  );
}

const formMessages = {
  acc: 'strategy.word.acc',
  dat: 'strategy.word.dat',
  gen: 'strategy.word.gen',
  manyDat: 'strategy.word.manyDat',
} as const;
