import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { ComboBox } from '../../ui/Select.tsx';
import { useWords } from '../../ui/words.ts';
import { findParties } from './queries.ts';
import { fieldWords } from './words.ts';

/** A company we have, or without an id one that is made by being named. */
export interface CompanyChoice {
  id?: string;
  name: string;
}

const made = 'new:';

/** Finds a company by a part of its name; what is not found can be made on the spot. */
export function CompanyBox({
  value,
  onChange,
  autoFocus,
}: {
  value: CompanyChoice | null;
  onChange: (company: CompanyChoice | null) => void;
  autoFocus?: boolean;
}) {
  const say = useWords();
  const [text, setText] = useState('');
  const asked = useDeferredValue(text.trim());
  const { data: found = [], isFetching } = useQuery({
    queryKey: ['companies', 'named', asked],
    queryFn: () => findParties('company', asked),
    placeholderData: keepPreviousData,
  });
  const options = found.map(({ id, name, city, domain }) => ({
    id,
    label: name,
    description: [domain, city].filter(Boolean).join(' · ') || undefined,
  }));
  const isKnown = found.some(({ name }) => name.toLowerCase() === asked.toLowerCase());
  const offered =
    asked && !isKnown
      ? [...options, { id: made + asked, label: asked, description: say('identify.company.make') }]
      : options;
  return (
    <ComboBox
      label={fieldWords(say, 'company')}
      options={offered}
      value={value ? (value.id ?? made + value.name) : null}
      valueLabel={value?.name}
      onSearch={setText}
      isLoading={isFetching || asked !== text.trim()}
      empty={say('identify.company.type')}
      autoFocus={autoFocus}
      onChange={(id) => {
        if (id === null) onChange(null);
        else if (id.startsWith(made)) onChange({ name: id.slice(made.length) });
        else onChange({ id, name: found.find((one) => one.id === id)?.name ?? text });
      }}
    />
  );
}
