import { useEffect, useState } from 'react';
import type { Condition, FilterValue, Operator } from '../../../shared/platform/filters.ts';
import { periods } from '../../../shared/platform/periods.ts';
import { Button } from '../Button.tsx';
import { DateField } from '../DateField.tsx';
import { Checkbox, type Choice, SegmentedField, TextField } from '../Field.tsx';
import { Form } from '../Form.tsx';
import { ComboBox, Select } from '../Select.tsx';
import { useWords } from '../words.ts';
import { operatorMessage, periodMessages } from './operators.ts';
import {
  carriedValue,
  conditionFrom,
  type FilterField,
  fieldOf,
  forOperator,
  operatorsOf,
  underName,
  valueInput,
  writtenValue,
} from './sentence.ts';

export interface ConditionEditorProps {
  fields: readonly FilterField[];
  condition?: Condition;
  /** The words of a referenced user or party already chosen. */
  valueLabel?: string;
  onDone: (condition: Condition) => void;
  /** Puts a second condition in brackets with this one instead of replacing it. */
  onBeside?: (condition: Condition) => void;
  beside?: 'and' | 'or';
}

/** Field, operator, value: three boxes, `Enter` finishes. */
export default function ConditionEditor({
  fields,
  condition,
  valueLabel,
  onDone,
  onBeside,
  beside = 'or',
}: ConditionEditorProps) {
  const say = useWords();
  const [name, setName] = useState<string | null>(condition?.[0] ?? null);
  const [operator, setOperator] = useState<Operator | null>(condition?.[1] ?? null);
  const whole = fieldOf(fields, name);
  const field = whole && name !== null ? underName(whole, name) : undefined;
  const [value, setValue] = useState<FilterValue | null>(
    field && condition ? writtenValue(field, condition) : null,
  );
  const ready = field && operator ? conditionFrom(field, operator, value) : null;
  const choose = (id: string | null) => {
    const next = fields.find((one) => one.name === id);
    setName(id);
    setOperator(next?.operators[0] ?? null);
    setValue(null);
  };
  return (
    <Form
      className="w-[260px] gap-12"
      aria-label={say('ui.filter.edit')}
      onSubmit={() => {
        if (ready) onDone(ready);
      }}
    >
      <ComboBox
        label={say('ui.filter.field')}
        options={fields.map((one) => ({ id: one.name, label: one.label }))}
        value={whole?.name ?? null}
        onChange={choose}
        autoFocus={!condition}
      />
      {whole && field && operator ? (
        <>
          <Select
            label={say('ui.filter.operator')}
            options={operatorsOf(whole).map((one) => ({
              id: one,
              label: say(operatorMessage(one)),
            }))}
            value={operator}
            onChange={(next) => {
              const then = forOperator(whole, next);
              setName(then.name);
              setOperator(next);
              setValue(then === field ? carriedValue(field, operator, next, value) : null);
            }}
          />
          <ValueBox
            key={`${field.name} ${operator}`}
            {...{ field, operator, value, valueLabel }}
            onChange={setValue}
          />
        </>
      ) : null}
      <span className="flex flex-wrap justify-end gap-8">
        {onBeside ? (
          <Button isDisabled={!ready} onPress={() => ready && onBeside(ready)}>
            {say(beside === 'or' ? 'ui.filter.addAlternative' : 'ui.filter.addFurther')}
          </Button>
        ) : null}
        <Button type="submit" variant="primary" isDisabled={!ready}>
          {condition ? say('ui.apply') : say('ui.add')}
        </Button>
      </span>
    </Form>
  );
}

interface ValueBoxProps {
  field: FilterField;
  operator: Operator;
  value: FilterValue | null;
  valueLabel?: string;
  onChange: (value: FilterValue | null) => void;
}

function ValueBox({ field, operator, value, valueLabel, onChange }: ValueBoxProps) {
  const say = useWords();
  const input = valueInput(field.type, operator);
  const text = Array.isArray(value) ? value.join(', ') : value === null ? '' : String(value);
  switch (input) {
    case 'none':
      return null;
    case 'text':
    case 'number':
    case 'amount':
    case 'days':
    case 'texts':
      return (
        <TextField
          label={input === 'days' ? say('ui.filter.numberOfDays') : say('ui.filter.value')}
          description={input === 'texts' ? say('ui.filter.commas') : undefined}
          value={text}
          onChange={onChange}
          autoFocus
          type={input === 'text' || input === 'texts' ? 'text' : 'number'}
        />
      );
    case 'choice':
      return (
        <ComboBox
          label={say('ui.filter.value')}
          options={field.choices ?? []}
          value={typeof value === 'string' ? value : null}
          onChange={onChange}
          autoFocus
        />
      );
    case 'choices':
      return (
        <ManyChoices
          options={field.choices ?? []}
          value={Array.isArray(value) ? value : []}
          onChange={onChange}
        />
      );
    case 'period':
      return (
        <ComboBox
          label={say('ui.filter.period')}
          options={periods.map((id) => ({ id, label: say(periodMessages[id]) }))}
          value={typeof value === 'string' ? value : null}
          onChange={onChange}
          autoFocus
        />
      );
    case 'reference':
    case 'references':
    case 'tag':
    case 'tags':
      return (
        <Reference
          {...{ field, valueLabel }}
          value={
            Array.isArray(value) ? (value[0] ?? null) : typeof value === 'string' ? value : null
          }
          onChange={(id) =>
            onChange(id !== null && (input === 'references' || input === 'tags') ? [id] : id)
          }
        />
      );
    case 'date':
      return (
        <DateField
          label={say('ui.filter.value')}
          value={
            typeof value === 'string' && value ? Temporal.PlainDate.from(value.slice(0, 10)) : null
          }
          onChange={(date) => onChange(date?.toString() ?? null)}
          autoFocus
        />
      );
    case 'yesNo':
      return (
        <SegmentedField
          label={say('ui.filter.value')}
          options={[
            { id: 'yes', label: say('ui.yes') },
            { id: 'no', label: say('ui.no') },
          ]}
          value={value === false ? 'no' : 'yes'}
          onChange={(id) => onChange(id === 'yes')}
        />
      );
  }
}

function ManyChoices({
  options,
  value,
  onChange,
}: {
  options: readonly Choice[];
  value: string[];
  onChange: (value: string[]) => void;
}) {
  const say = useWords();
  return (
    <fieldset className="flex max-h-[240px] flex-col overflow-auto rounded-control border border-border-strong px-8">
      <legend className="sr-only">{say('ui.filter.value')}</legend>
      {options.map(({ id, label }) => (
        <Checkbox
          key={id}
          isSelected={value.includes(id)}
          onChange={(on) => onChange(on ? [...value, id] : value.filter((one) => one !== id))}
        >
          {label}
        </Checkbox>
      ))}
    </fieldset>
  );
}

function Reference({
  field,
  value,
  valueLabel,
  onChange,
}: {
  field: FilterField;
  value: string | null;
  valueLabel?: string;
  onChange: (id: string | null) => void;
}) {
  const say = useWords();
  const [text, setText] = useState('');
  const [found, setFound] = useState<readonly Choice[]>([]);
  const [isLoading, setLoading] = useState(true);
  useEffect(() => {
    let current = true;
    setLoading(true);
    Promise.resolve(field.search?.(text) ?? []).then(
      (choices) => {
        if (!current) return;
        setFound(choices);
        setLoading(false);
      },
      () => {
        if (current) setLoading(false);
      },
    );
    return () => {
      current = false;
    };
  }, [field, text]);
  return (
    <ComboBox
      label={say('ui.filter.value')}
      options={found}
      onSearch={setText}
      {...{ value, valueLabel, onChange, isLoading }}
      autoFocus
    />
  );
}
