import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import type { FieldView } from '../../../shared/platform/catalog.ts';
import { currencyDigits } from '../../../shared/platform/currencies.ts';
import { decimalMarkOf, readNumber } from '../../../shared/platform/numbers.ts';
import { DateField } from '../../ui/DateField.tsx';
import { Checkbox, SegmentedField, TextArea, TextField } from '../../ui/Field.tsx';
import { ComboBox } from '../../ui/Select.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import { findParties, usersQuery } from '../parties/queries.ts';

export interface FieldValueBoxProps {
  field: FieldView;
  /** As the API has it; undefined while there is none. */
  value: unknown;
  onChange: (value: unknown) => void;
  autoFocus?: boolean;
  error?: string;
  /** What was typed before the box was there, for those that find something by typing. */
  initialText?: string | undefined;
}

/** The box for one value of a field of the company's own, of whatever type. */
export function FieldValueBox(props: FieldValueBoxProps) {
  const { field, value, onChange, autoFocus, error } = props;
  const say = useWords();
  const words = { label: field.label ?? field.name, description: field.help, autoFocus, error };
  switch (field.type) {
    case 'number':
    case 'money':
      return <NumberBox {...props} />;
    case 'date':
      return (
        <DateField
          {...words}
          value={typeof value === 'string' ? Temporal.PlainDate.from(value) : null}
          onChange={(date) => onChange(date?.toString())}
        />
      );
    case 'boolean':
      return (
        <SegmentedField
          {...words}
          options={[
            { id: 'yes', label: say('ui.yes') },
            { id: 'no', label: say('ui.no') },
          ]}
          value={value === true ? 'yes' : value === false ? 'no' : null}
          onChange={(id) => onChange(id === 'yes')}
        />
      );
    case 'choice':
      return field.many ? (
        <ChoicesBox {...props} />
      ) : (
        <ComboBox
          {...words}
          options={choicesOf(field, value)}
          value={typeof value === 'string' ? value : null}
          initialText={props.initialText}
          onChange={(id) => onChange(id ?? undefined)}
        />
      );
    case 'user':
      return <UserBox {...props} />;
    case 'party':
      return <PartyBox {...props} />;
    default:
      return field.format === 'long' ? (
        <TextArea
          {...words}
          value={typeof value === 'string' ? value : ''}
          onChange={(text) => onChange(text || undefined)}
        />
      ) : (
        <TextField
          {...words}
          autoComplete="off"
          {...(field.format === 'web' ? { type: 'url' as const } : {})}
          value={typeof value === 'string' ? value : ''}
          onChange={(text) => onChange(text || undefined)}
        />
      );
  }
}

/** Choices on offer, and one that is offered no more where the record still has it. */
function choicesOf({ choices = [], choiceLabels, retiredChoices }: FieldView, value: unknown) {
  const held = [value].flat();
  return choices
    .filter((key) => !retiredChoices?.includes(key) || held.includes(key))
    .map((id) => ({ id, label: choiceLabels?.[id] ?? id }));
}

function NumberBox({ field, value, onChange, autoFocus, error }: FieldValueBoxProps) {
  const say = useWords();
  const locale = useLocale();
  const digits = field.currency ? currencyDigits(field.currency) : (field.decimals ?? 0);
  const [text, setText] = useState(() => written(value, digits, locale));
  const isUnread = text.trim() !== '' && value === undefined;
  return (
    <TextField
      label={
        field.currency
          ? `${field.label ?? field.name} (${field.currency})`
          : (field.label ?? field.name)
      }
      description={field.help}
      autoFocus={autoFocus}
      autoComplete="off"
      error={error ?? (isUnread ? say('identify.field.unreadNumber', { digits }) : undefined)}
      value={text}
      onChange={(next) => {
        setText(next);
        const number = readNumber(next, decimalMarkOf(locale));
        if (number === undefined || Number(number.toFixed(digits)) !== number) onChange(undefined);
        else if (!field.currency) onChange(number);
        else onChange({ amount: Math.round(number * 10 ** digits), currency: field.currency });
      }}
    />
  );
}

function written(value: unknown, digits: number, locale: string): string {
  const number =
    typeof value === 'object' && value !== null && 'amount' in value
      ? Number(value.amount) / 10 ** digits
      : value;
  return typeof number === 'number'
    ? new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(number)
    : '';
}

function ChoicesBox({ field, value, onChange, error }: FieldValueBoxProps) {
  const held = Array.isArray(value) ? (value as string[]) : [];
  const set = (key: string, on: boolean) => {
    const next = on ? [...held, key] : held.filter((one) => one !== key);
    onChange(next.length > 0 ? next : undefined);
  };
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="pb-4 text-xs text-text-2">{field.label ?? field.name}</legend>
      {choicesOf(field, value).map(({ id, label }) => (
        <Checkbox key={id} isSelected={held.includes(id)} onChange={(on) => set(id, on)}>
          {label}
        </Checkbox>
      ))}
      {error || field.help ? (
        <p className={error ? 'text-xs text-bad' : 'text-xs text-text-3'}>{error ?? field.help}</p>
      ) : null}
    </fieldset>
  );
}

function UserBox({ field, value, onChange, autoFocus, error, initialText }: FieldValueBoxProps) {
  const { data: users = [] } = useQuery(usersQuery);
  return (
    <ComboBox
      label={field.label ?? field.name}
      description={field.help}
      error={error}
      autoFocus={autoFocus}
      options={users
        .filter(({ disabledAt }) => disabledAt === null)
        .map(({ id, name }) => ({ id, label: name }))}
      value={typeof value === 'string' ? value : null}
      initialText={initialText}
      onChange={(id) => onChange(id ?? undefined)}
    />
  );
}

interface Referred {
  id: string;
  name: string;
}

function PartyBox({ field, value, onChange, autoFocus, error, initialText }: FieldValueBoxProps) {
  const kind = field.party ?? 'company';
  const chosen = value as Referred | undefined;
  const [text, setText] = useState(initialText ?? '');
  const asked = useDeferredValue(text.trim());
  const { data: found = [], isFetching } = useQuery({
    queryKey: [kind === 'person' ? 'people' : 'companies', 'named', asked],
    queryFn: () => findParties(kind, asked),
    placeholderData: keepPreviousData,
  });
  return (
    <ComboBox
      label={field.label ?? field.name}
      description={field.help}
      error={error}
      autoFocus={autoFocus}
      options={found.map(({ id, name, companyName, domain }) => ({
        id,
        label: name,
        description: companyName ?? domain ?? undefined,
      }))}
      value={chosen?.id ?? null}
      valueLabel={chosen?.name}
      initialText={initialText}
      onSearch={setText}
      isLoading={isFetching || asked !== text.trim()}
      onChange={(id) => {
        const name = found.find((one) => one.id === id)?.name;
        onChange(id === null ? undefined : { id, name: name ?? chosen?.name ?? '' });
      }}
    />
  );
}
