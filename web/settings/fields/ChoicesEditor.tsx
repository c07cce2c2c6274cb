import { useRef, useState } from 'react';
import { nameOf, ownFieldLimits } from '../../../shared/identify/field-rules.ts';
import type { FieldChoice } from '../../../shared/identify/fields.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { useWords } from '../../ui/words.ts';

export interface ChoicesEditorProps {
  choices: readonly FieldChoice[];
  onChange: (choices: FieldChoice[]) => void;
}

/** The choices of a field, one a line; several lines or a list with commas can be pasted at once. */
export function ChoicesEditor({ choices, onChange }: ChoicesEditorProps) {
  const say = useWords();
  const [text, setText] = useState('');
  const box = useRef<HTMLInputElement>(null);
  const add = () => {
    const labels = text.split(/[\n;,]/).flatMap((label) => label.trim().slice(0, 100) || []);
    const next = [...choices];
    for (const label of labels) {
      if (next.some((choice) => choice.label.toLowerCase() === label.toLowerCase())) continue;
      if (next.length >= ownFieldLimits.choices) break;
      next.push({ key: nameOf(label, new Set(next.map(({ key }) => key))), label });
    }
    onChange(next);
    setText('');
    box.current?.focus();
  };
  const replace = (at: number, choice: FieldChoice) => onChange(choices.with(at, choice));
  const move = (at: number, to: number) => {
    const next = [...choices];
    next.splice(to, 0, ...next.splice(at, 1));
    onChange(next);
  };
  return (
    <fieldset className="flex flex-col gap-8">
      <legend className="pb-4 text-xs text-text-2">{say('settings.fields.choices')}</legend>
      <ol className="flex flex-col gap-4">
        {choices.map((choice, at) => (
          <li key={choice.key} className="flex items-center gap-4">
            <TextField
              hideLabel
              className="flex-1"
              label={say('settings.fields.choice', { number: at + 1 })}
              value={choice.label}
              onChange={(label) => replace(at, { ...choice, label })}
              maxLength={100}
            />
            <IconButton
              size="small"
              icon="up"
              label={say('settings.fields.choiceUp', { label: choice.label })}
              isDisabled={at === 0}
              onPress={() => move(at, at - 1)}
            />
            <IconButton
              size="small"
              icon="down"
              label={say('settings.fields.choiceDown', { label: choice.label })}
              isDisabled={at === choices.length - 1}
              onPress={() => move(at, at + 1)}
            />
            <IconButton
              size="small"
              icon="remove"
              label={say('settings.fields.choiceRemove', { label: choice.label })}
              onPress={() => onChange(choices.filter((one) => one !== choice))}
            />
          </li>
        ))}
      </ol>
      <span className="flex items-end gap-8">
        <TextField
          className="flex-1"
          label={say('settings.fields.newChoice')}
          description={say('settings.fields.newChoice.words')}
          inputRef={box}
          value={text}
          onChange={setText}
        />
        <span className="pb-20">
          <Button isDisabled={text.trim() === ''} onPress={add}>
            {say('ui.add')}
          </Button>
        </span>
      </span>
    </fieldset>
  );
}
