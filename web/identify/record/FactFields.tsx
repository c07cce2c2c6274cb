import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { PostalAddress } from '../../../shared/identify/statements.ts';
import { DateField } from '../../ui/DateField.tsx';
import { TextArea, TextField, type TextFieldProps } from '../../ui/Field.tsx';
import { ComboBox, Select } from '../../ui/Select.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import { FieldValueBox } from '../fields/FieldValueBox.tsx';
import { CompanyBox } from '../parties/CompanyBox.tsx';
import { catalogQuery } from '../parties/queries.ts';
import { topicMessages } from '../parties/topics.ts';
import { fieldWords, labelMessages, labelWords, roleWords } from '../parties/words.ts';
import { countries } from './countries.ts';
import type { Draft, Span, TextTopic } from './drafts.ts';
import { UnderstoodFields } from './UnderstoodFields.tsx';

interface Part<D extends Draft> {
  draft: D;
  onChange: (draft: D) => void;
}

/** The boxes for one value of any topic. */
export function FactFields({ draft, onChange }: Part<Draft>) {
  if ('parts' in draft)
    return (
      <UnderstoodFields
        topic={draft.topic}
        parts={draft.parts}
        onChange={(parts) => onChange({ topic: draft.topic, parts })}
      />
    );
  switch (draft.topic) {
    case 'name':
      return <NameField {...{ draft, onChange }} />;
    case 'address':
      return <AddressFields {...{ draft, onChange }} />;
    case 'birthday':
      return <BirthdayFields {...{ draft, onChange }} />;
    case 'role':
      return <RoleFields {...{ draft, onChange }} />;
    case 'affiliation':
      return <AffiliationFields {...{ draft, onChange }} />;
    case 'field':
      return (
        <FieldValueBox
          field={draft.field}
          value={draft.value}
          onChange={(value) => onChange({ ...draft, value })}
          autoFocus
        />
      );
    default:
      return <TextFields {...{ draft, onChange }} />;
  }
}

type Of<Topic> = Extract<Draft, { topic: Topic }>;

/** Whoever opens a value to change it mostly types a new one. */
function selectAll(input: HTMLInputElement | null): void {
  input?.select();
}

function NameField({ draft, onChange }: Part<Of<'name'>>) {
  const say = useWords();
  return (
    <TextField
      label={say(topicMessages.name)}
      value={draft.text}
      onChange={(text) => onChange({ ...draft, text })}
      autoComplete="off"
      inputRef={selectAll}
      autoFocus
    />
  );
}

const inputTypes: Partial<Record<TextTopic, TextFieldProps['type']>> = {
  email: 'email',
  phone: 'tel',
  web: 'url',
};

function TextFields({ draft, onChange }: Part<Of<TextTopic>>) {
  const say = useWords();
  const { topic, text, label } = draft;
  const set = (next: string) => onChange({ ...draft, text: next });
  if (topic === 'note')
    return <TextArea label={say(topicMessages.note)} value={text} onChange={set} autoFocus />;
  return (
    <>
      {topic === 'extra' ? (
        <TextField
          label={say('identify.editor.extraLabel')}
          value={label}
          onChange={(next) => onChange({ ...draft, label: next })}
          autoFocus={label === ''}
          autoComplete="off"
        />
      ) : null}
      <TextField
        label={topic === 'extra' ? say('ui.filter.value') : say(topicMessages[topic])}
        type={inputTypes[topic]}
        value={text}
        onChange={set}
        inputRef={selectAll}
        autoFocus={topic !== 'extra' || label !== ''}
        autoComplete="off"
      />
      {topic === 'email' || topic === 'phone' ? (
        <LabelSelect
          value={label}
          isPhone={topic === 'phone'}
          onChange={(next) => onChange({ ...draft, label: next })}
        />
      ) : null}
    </>
  );
}

const noLabel = 'none';

function LabelSelect({
  value,
  isPhone = false,
  onChange,
}: {
  value: string;
  isPhone?: boolean;
  onChange: (label: string) => void;
}) {
  const say = useWords();
  const known = Object.keys(labelMessages).filter((id) => isPhone || id !== 'mobile');
  const isOwn = value !== '' && !known.includes(value);
  return (
    <Select
      label={say('identify.label')}
      options={[
        { id: noLabel, label: say('identify.label.none') },
        ...known.map((id) => ({ id, label: labelWords(say, id) })),
        ...(isOwn ? [{ id: value, label: labelWords(say, value) }] : []),
      ]}
      value={value || noLabel}
      onChange={(id) => onChange(id === noLabel ? '' : id)}
    />
  );
}

function AddressFields({ draft, onChange }: Part<Of<'address'>>) {
  const say = useWords();
  const locale = useLocale();
  const { address, label } = draft;
  const set = (field: keyof PostalAddress) => (text: string) =>
    onChange({ ...draft, address: { ...address, [field]: text } });
  const options = useMemo(() => countries(locale), [locale]);
  return (
    <>
      <TextField
        label={say('identify.address.street')}
        value={address.street}
        onChange={set('street')}
        autoComplete="off"
        autoFocus
      />
      <span className="grid grid-cols-[96px_1fr] gap-8">
        <TextField
          label={say('identify.address.postalCode')}
          value={address.postalCode}
          onChange={set('postalCode')}
          autoComplete="off"
        />
        <TextField
          label={say('identify.address.locality')}
          value={address.locality}
          onChange={set('locality')}
          autoComplete="off"
        />
      </span>
      <ComboBox
        label={fieldWords(say, 'country')}
        options={options}
        value={address.country || null}
        onChange={(id) => set('country')(id ?? '')}
      />
      <LabelSelect value={label} onChange={(next) => onChange({ ...draft, label: next })} />
    </>
  );
}

const months = Array.from({ length: 12 }, (_, at) => String(at + 1).padStart(2, '0'));

function BirthdayFields({ draft, onChange }: Part<Of<'birthday'>>) {
  const say = useWords();
  const locale = useLocale();
  return (
    <span className="grid grid-cols-[56px_1fr_72px] items-end gap-8">
      <TextField
        label={say('identify.birthday.day')}
        value={draft.day}
        onChange={(day) => onChange({ ...draft, day })}
        maxLength={2}
        autoFocus
      />
      <Select
        label={say('identify.birthday.month')}
        options={months.map((id) => ({
          id,
          label: Temporal.PlainDate.from(`2000-${id}-01`).toLocaleString(locale, { month: 'long' }),
        }))}
        value={draft.month || null}
        onChange={(month) => onChange({ ...draft, month })}
      />
      <TextField
        label={say('identify.birthday.year')}
        value={draft.year}
        onChange={(year) => onChange({ ...draft, year })}
        maxLength={4}
      />
    </span>
  );
}

function RoleFields({ draft, onChange }: Part<Of<'role'>>) {
  const say = useWords();
  const { data: entities } = useQuery(catalogQuery);
  const [text, setText] = useState('');
  const known =
    entities?.[0]?.fields
      .find(({ name }) => name === 'role')
      ?.choices?.map((id) => ({
        id,
        label: roleWords(say, id),
      })) ?? [];
  const wanted = text.trim().toLowerCase();
  const fitting = known.filter(({ label }) => label.toLowerCase().includes(wanted));
  const isOwn = wanted !== '' && !known.some(({ label }) => label.toLowerCase() === wanted);
  return (
    <>
      <ComboBox
        label={say(topicMessages.role)}
        options={[
          ...fitting,
          ...(isOwn
            ? [{ id: text.trim(), label: text.trim(), description: say('identify.role.own') }]
            : []),
        ]}
        value={draft.role || null}
        valueLabel={draft.role ? roleWords(say, draft.role) : undefined}
        onSearch={setText}
        onChange={(role) => onChange({ ...draft, role: role ?? '' })}
        autoFocus
      />
      <SpanFields span={draft.span} onChange={(span) => onChange({ ...draft, span })} />
    </>
  );
}

function AffiliationFields({ draft, onChange }: Part<Of<'affiliation'>>) {
  const say = useWords();
  return (
    <>
      <CompanyBox
        value={draft.company}
        onChange={(company) => onChange({ ...draft, company })}
        autoFocus={draft.company === null}
      />
      <TextField
        label={fieldWords(say, 'title')}
        value={draft.title}
        onChange={(title) => onChange({ ...draft, title })}
        inputRef={selectAll}
        autoFocus={draft.company !== null}
        autoComplete="off"
      />
      <TextField
        label={say('identify.department')}
        value={draft.department}
        onChange={(department) => onChange({ ...draft, department })}
        autoComplete="off"
      />
      <SpanFields span={draft.span} onChange={(span) => onChange({ ...draft, span })} />
    </>
  );
}

function SpanFields({ span, onChange }: { span: Span; onChange: (span: Span) => void }) {
  const say = useWords();
  return (
    <span className="grid gap-8">
      <DateField
        label={say('identify.span.from')}
        value={span.from}
        onChange={(from) => onChange({ ...span, from })}
      />
      <DateField
        label={say('identify.span.to')}
        value={span.to}
        onChange={(to) => onChange({ ...span, to })}
      />
    </span>
  );
}
