import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import { ComboBox } from '../../ui/Select.tsx';
import { useWords } from '../../ui/words.ts';
import { findParties } from '../parties/queries.ts';

/** Somebody we have, or without an id a person or company that is made by being named. */
export interface PartyChoice {
  id?: string;
  kind: PartyKind;
  name: string;
}

const made = 'new:';

/** Finds a person or company by a part of the name; who is not found can be made on the spot. */
export function PartyBox({
  label,
  kinds,
  except,
  value,
  onChange,
  autoFocus,
}: {
  label: string;
  kinds: readonly PartyKind[];
  /** The record itself. */
  except: string;
  value: PartyChoice | null;
  onChange: (party: PartyChoice | null) => void;
  autoFocus?: boolean;
}) {
  const say = useWords();
  const [text, setText] = useState('');
  const asked = useDeferredValue(text.trim());
  const { data: found = [], isFetching } = useQuery({
    queryKey: ['people', 'named', kinds.join(), asked],
    queryFn: async () => (await Promise.all(kinds.map((kind) => findParties(kind, asked)))).flat(),
    placeholderData: keepPreviousData,
  });
  const options = found
    .filter(({ id }) => id !== except)
    .map(({ id, kind, name, title, companyName, city, domain }) => ({
      id,
      label: name,
      icon: kind,
      description: [title, companyName, domain, city].filter(Boolean).join(' · ') || undefined,
    }));
  const isKnown = found.some(({ name }) => name.toLowerCase() === asked.toLowerCase());
  const offered =
    asked && !isKnown
      ? [
          ...options,
          ...kinds.map((kind) => ({
            id: `${made}${kind}:${asked}`,
            label: asked,
            icon: kind,
            description: say(kind === 'person' ? 'ties.makePerson' : 'identify.company.make'),
          })),
        ]
      : options;
  return (
    <ComboBox
      label={label}
      options={offered}
      value={value ? (value.id ?? `${made}${value.kind}:${value.name}`) : null}
      valueLabel={value?.name}
      onSearch={setText}
      isLoading={isFetching || asked !== text.trim()}
      empty={say('identify.company.type')}
      autoFocus={autoFocus}
      onChange={(id) => {
        if (id === null) return onChange(null);
        if (id.startsWith(made)) {
          const kind = id.startsWith(`${made}person:`) ? 'person' : 'company';
          return onChange({ kind, name: id.slice(made.length + kind.length + 1) });
        }
        const one = found.find((each) => each.id === id);
        if (one) onChange({ id, kind: one.kind, name: one.name });
      }}
    />
  );
}
