import { type ReactNode, useState } from 'react';
import { type Said, saidIn } from '../../shared/strategy/said.ts';
import { spokenLanguage } from '../app/ownWords.ts';
import { TextArea, TextField } from '../ui/Field.tsx';
import { useWords } from '../ui/words.ts';
import { said } from './keys.ts';
import { otherLanguageMessages } from './words.ts';

/** What is written holds for both languages until somebody writes it in the other one, too. */
export function SaidArea({
  label,
  description,
  value,
  onChange,
  rows = 2,
}: {
  label: string;
  description?: ReactNode;
  value: Said;
  onChange: (value: Said) => void;
  rows?: number;
}) {
  return (
    <TextArea
      {...{ label, description, rows }}
      value={saidIn(value, spokenLanguage())}
      onChange={(text) => onChange(said(text))}
    />
  );
}

/** A name in both languages beside each other; the one left empty shows the other. */
export function SaidPair({
  label,
  value,
  onChange,
}: {
  label: string;
  value: Said;
  onChange: (value: Said) => void;
}) {
  const say = useWords();
  const own = spokenLanguage();
  const other = own === 'en' ? 'de' : 'en';
  return (
    <div className="grid gap-12 tablet:grid-cols-2">
      <TextField
        label={label}
        value={value[own]}
        placeholder={value[other]}
        onChange={(text) => onChange({ ...value, [own]: text })}
        maxLength={100}
      />
      <TextField
        label={say(otherLanguageMessages[other], { label })}
        value={value[other]}
        placeholder={value[own]}
        onChange={(text) => onChange({ ...value, [other]: text })}
        maxLength={100}
      />
    </div>
  );
}

/** A number within bounds; empty means null where that is allowed. What is not one is not taken over. */
export function NumberBox({
  label,
  description,
  value,
  onChange,
  least,
  most,
  step = 1,
  mayBeEmpty = false,
  placeholder,
}: {
  label: string;
  description?: string;
  value: number | null;
  onChange: (value: number | null) => void;
  least: number;
  most: number;
  step?: number;
  mayBeEmpty?: boolean;
  placeholder?: string;
}) {
  const say = useWords();
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? (value === null ? '' : String(value));
  const read = (next: string): number | null | undefined => {
    if (next.trim() === '') return mayBeEmpty ? null : undefined;
    const number = Number(next.replace(',', '.'));
    const fits = Number.isFinite(number) && number >= least && number <= most;
    return fits && (step < 1 || Number.isInteger(number)) ? number : undefined;
  };
  const isWrong = read(text) === undefined;
  return (
    <TextField
      {...{ label, placeholder, description }}
      value={text}
      onChange={(next) => {
        const number = read(next);
        setTyped(number === undefined ? next : null);
        if (number !== undefined) {
          // "0." and "1,50" are on the way to another number.
          if (String(number ?? '') !== next) setTyped(next);
          onChange(number);
        }
      }}
      error={isWrong ? say('strategy.number.wrong', { least, most }) : undefined}
    />
  );
}
