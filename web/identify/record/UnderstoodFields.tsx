import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { currencyDigits } from '../../../shared/platform/currencies.ts';
import { decimalMarkOf, readNumber } from '../../../shared/platform/numbers.ts';
import type { MessageId } from '../../locales/ids.ts';
import { strategyQuery } from '../../strategy/queries.ts';
import { DateField } from '../../ui/DateField.tsx';
import { SegmentedField, TextArea, TextField } from '../../ui/Field.tsx';
import { Select } from '../../ui/Select.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import { topicMessages } from '../parties/topics.ts';
import { ownTopicName } from './ownTopics.ts';
import {
  involvementMessages,
  type Parts,
  periodMessages,
  priorityMessages,
  type UnderstoodTopic,
  wishMessages,
} from './understood.ts';

interface UnderstoodProps {
  topic: UnderstoodTopic;
  parts: Parts;
  onChange: (parts: Parts) => void;
}

/** The boxes for what is understood of somebody: its words first, then the little that is asked beside. */
export function UnderstoodFields({ topic, parts, onChange }: UnderstoodProps) {
  const say = useWords();
  const locale = useLocale();
  const { data: strategy } = useQuery({ ...strategyQuery, enabled: topic === 'own' });
  const set = (name: string) => (text: string) => onChange({ ...parts, [name]: text });
  const choices = (messages: Readonly<Record<string, MessageId>>) =>
    Object.entries(messages).map(([id, message]) => ({ id, label: say(message) }));
  if (topic === 'budget') return <BudgetFields parts={parts} onChange={onChange} />;
  const label =
    topic === 'own'
      ? ownTopicName(strategy?.choices.topics, parts.key ?? '', locale)
      : say(topicMessages[topic]);
  return (
    <>
      {topic === 'wish' ? (
        <Select
          label={say('understand.wish.about')}
          options={choices(wishMessages)}
          value={parts.kind ?? 'other'}
          onChange={set('kind')}
        />
      ) : null}
      <TextArea label={label} value={parts.text ?? ''} onChange={set('text')} autoFocus />
      {topic === 'need' ? (
        <>
          <SegmentedField
            label={say('understand.need.kind')}
            options={[
              { id: 'need', label: say('understand.topic.need') },
              { id: 'constraint', label: say('understand.need.constraint') },
            ]}
            value={parts.kind ?? 'need'}
            onChange={set('kind')}
          />
          <SegmentedField
            label={say('understand.priority')}
            options={choices(priorityMessages)}
            value={parts.priority ?? '2'}
            onChange={set('priority')}
          />
          <TextField
            label={say('understand.need.offering')}
            value={parts.offering ?? ''}
            onChange={set('offering')}
            autoComplete="off"
          />
        </>
      ) : null}
      {topic === 'interest' ? (
        <SegmentedField
          label={say('understand.involvement')}
          options={choices(involvementMessages)}
          value={nearest(parts.involvement)}
          onChange={set('involvement')}
        />
      ) : null}
      {topic === 'competitor offer' ? (
        <TextField
          label={say('understand.offer.whose')}
          value={parts.from ?? ''}
          onChange={set('from')}
          autoComplete="off"
        />
      ) : null}
      {topic === 'life event' ? (
        <DateField
          label={say('understand.event.date')}
          value={parts.date ? Temporal.PlainDate.from(parts.date) : null}
          onChange={(date) => set('date')(date?.toString() ?? '')}
        />
      ) : null}
    </>
  );
}

/** The step that stands for an involvement which came from elsewhere. */
function nearest(involvement = '0.5'): string {
  const steps = Object.keys(involvementMessages);
  const off = (step: string) => Math.abs(Number(step) - Number(involvement));
  return steps.reduce((best, step) => (off(step) < off(best) ? step : best));
}

function BudgetFields({ parts, onChange }: Omit<UnderstoodProps, 'topic'>) {
  const say = useWords();
  const locale = useLocale();
  const { minor = '', currency = 'EUR', period = 'once' } = parts;
  const [text, setText] = useState(() =>
    minor === ''
      ? ''
      : new Intl.NumberFormat(locale).format(Number(minor) / 10 ** currencyDigits(currency)),
  );
  const put = (written: string, unit: string) => {
    setText(written);
    const isCurrency = /^[A-Z]{3}$/.test(unit);
    const number = readNumber(written, decimalMarkOf(locale));
    const amount = Math.round((number ?? -1) * 10 ** (isCurrency ? currencyDigits(unit) : 2));
    onChange({ ...parts, currency: unit, minor: amount >= 0 ? String(amount) : '' });
  };
  return (
    <>
      <span className="grid grid-cols-[1fr_72px] gap-8">
        <TextField
          label={say('understand.topic.budget')}
          value={text}
          onChange={(next) => put(next, currency)}
          autoComplete="off"
          autoFocus
        />
        <TextField
          label={say('understand.budget.currency')}
          value={currency}
          maxLength={3}
          onChange={(next) => put(text, next.toUpperCase())}
          autoComplete="off"
        />
      </span>
      <Select
        label={say('understand.budget.period')}
        options={Object.entries(periodMessages).map(([id, message]) => ({
          id,
          label: say(message),
        }))}
        value={period}
        onChange={(next) => onChange({ ...parts, period: next })}
      />
    </>
  );
}
