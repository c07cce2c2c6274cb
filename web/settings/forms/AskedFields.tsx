import { useQuery } from '@tanstack/react-query';
import { askedOfAll, type FormField } from '../../../shared/interact/forms.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Checkbox, TextField } from '../../ui/Field.tsx';
import { useWords } from '../../ui/words.ts';
import { fieldsQuery } from '../fields/fields.ts';
import { askableFields, builtMessages } from './fields.ts';

interface Props {
  fields: readonly FormField[];
  onChange: (fields: FormField[]) => void;
}

/** What is asked: the usual things, fields of the company's own, and questions of this form alone. */
export function AskedFields({ fields, onChange }: Props) {
  const say = useWords();
  const own = askableFields(useQuery(fieldsQuery).data?.rows ?? []);
  const put = (field: FormField, isAsked: boolean) => {
    const others = fields.filter((one) => !isSame(one, field));
    onChange(inOrder(isAsked ? [...others, field] : others));
  };
  const row = (field: FormField, label: string) => {
    const asked = fields.find((one) => isSame(one, field));
    const isFixed = field.kind === 'email';
    return (
      <li key={label} className="flex flex-wrap items-center gap-x-16">
        <span className="min-w-[160px] flex-1 wrap-anywhere">
          <Checkbox
            isSelected={asked !== undefined}
            isDisabled={isFixed}
            onChange={(on) => put(field, on)}
          >
            {label}
          </Checkbox>
        </span>
        <Checkbox
          isSelected={asked?.required ?? false}
          isDisabled={isFixed || !asked}
          onChange={(required) => asked && put({ ...asked, required }, true)}
        >
          {say('forms.needed')}
          <span className="sr-only"> {label}</span>
        </Checkbox>
      </li>
    );
  };
  return (
    <fieldset className="flex flex-col gap-8">
      <legend className="pb-4 text-xs text-text-2">{say('forms.asked')}</legend>
      <ul className="flex flex-col gap-4">
        {askedOfAll.map((kind) =>
          row({ kind, label: '', required: kind === 'email' }, say(builtMessages[kind])),
        )}
        {own.map(({ name, label }) =>
          row({ kind: 'own', field: name, label: '', required: false }, label),
        )}
      </ul>
      <Questions fields={fields} onChange={onChange} />
    </fieldset>
  );
}

type Question = Extract<FormField, { kind: 'question' }>;

function Questions({ fields, onChange }: Props) {
  const say = useWords();
  const questions = fields.filter((field): field is Question => field.kind === 'question');
  const replace = (before: Question, after?: Question) =>
    onChange(fields.flatMap((one) => (one === before ? (after ?? []) : [one])));
  const add = () => {
    const taken = new Set(questions.map(({ key }) => key));
    let number = questions.length + 1;
    while (taken.has(`q${String(number)}`)) number++;
    const question: Question = {
      kind: 'question',
      key: `q${String(number)}`,
      label: '',
      choices: [],
      required: false,
    };
    onChange(inOrder([...fields, question]));
  };
  return (
    <>
      {questions.map((question, at) => (
        <div key={question.key} className="flex flex-wrap items-end gap-8">
          <TextField
            className="min-w-[160px] flex-1"
            label={say('forms.question', { number: at + 1 })}
            value={question.label}
            onChange={(label) => replace(question, { ...question, label })}
            autoComplete="off"
            maxLength={200}
          />
          <TextField
            className="min-w-[160px] flex-1"
            label={say('forms.choices', { number: at + 1 })}
            defaultValue={question.choices.join(', ')}
            onChange={(text) =>
              replace(question, {
                ...question,
                choices: text
                  .split(/[,;\n]/)
                  .map((choice) => choice.trim())
                  .filter(Boolean),
              })
            }
            autoComplete="off"
          />
          <Checkbox
            isSelected={question.required}
            onChange={(required) => replace(question, { ...question, required })}
          >
            {say('forms.needed')}
          </Checkbox>
          <IconButton
            size="small"
            icon="close"
            label={say('forms.question.remove', { number: at + 1 })}
            onPress={() => replace(question)}
          />
        </div>
      ))}
      {questions.length > 0 ? (
        <p className="text-xs text-text-2">{say('forms.choices.words')}</p>
      ) : null}
      <span>
        <Button size="small" icon="add" onPress={add}>
          {say('forms.question.add')}
        </Button>
      </span>
    </>
  );
}

function isSame(one: FormField, other: FormField): boolean {
  if (one.kind === 'own' && other.kind === 'own') return one.field === other.field;
  if (one.kind === 'question' || other.kind === 'question') return one === other;
  return one.kind === other.kind;
}

/** The message stands last: it is the longest. */
function inOrder(fields: readonly FormField[]): FormField[] {
  const placeOf = (field: FormField) => {
    if (field.kind === 'own') return 10;
    if (field.kind === 'question') return 11;
    return field.kind === 'message' ? 12 : askedOfAll.indexOf(field.kind);
  };
  return fields.toSorted((one, other) => placeOf(one) - placeOf(other));
}
