import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { ComboBox } from '../../ui/Select.tsx';
import { useWords } from '../../ui/words.ts';
import { tagsQuery } from './queries.ts';

export interface TagBoxProps {
  label: string;
  value: string | null;
  onChange: (tag: string | null) => void;
  /** Tags that are there already can be chosen, and no new one be made. */
  onlyKnown?: boolean;
  autoFocus?: boolean;
}

const made = 'new:';

/** Suggests the tags that are there; what is none yet is made by being written. */
export function TagBox({ label, value, onChange, onlyKnown = false, autoFocus }: TagBoxProps) {
  const say = useWords();
  const [text, setText] = useState('');
  const wanted = useDeferredValue(text.trim());
  const { data, isFetching } = useQuery({
    ...tagsQuery(wanted),
    placeholderData: keepPreviousData,
  });
  const found = data?.rows ?? [];
  const isKnown = found.some(({ tag }) => tag.toLowerCase() === wanted.toLowerCase());
  const options = found.map(({ tag, count, exact }) => ({
    id: tag,
    label: tag,
    description: say(exact ? 'lists.tags.count' : 'lists.tags.countMore', { count }),
  }));
  return (
    <ComboBox
      label={label}
      options={
        wanted && !isKnown && !onlyKnown
          ? [...options, { id: made + wanted, label: wanted, description: say('lists.tags.make') }]
          : options
      }
      value={value}
      valueLabel={value ?? undefined}
      onSearch={setText}
      isLoading={isFetching || wanted !== text.trim()}
      empty={say('lists.tags.none')}
      autoFocus={autoFocus}
      onChange={(id) => onChange(id?.startsWith(made) ? id.slice(made.length) : id)}
    />
  );
}
