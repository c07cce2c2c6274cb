import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { IconButton } from '../../ui/Button.tsx';
import { ComboBox } from '../../ui/Select.tsx';
import { useWords } from '../../ui/words.ts';
import { suggestionsQuery } from './queries.ts';
import type { Recipient } from './useDraft.ts';

export interface RecipientsFieldProps {
  label: string;
  value: readonly Recipient[];
  onChange: (value: Recipient[]) => void;
  autoFocus?: boolean;
}

const isAddress = (text: string) => /^\S+@\S+\.\S+$|^\S+@\S+$/.test(text);

/** "Ida Fink <ida@fink.example>", or the address alone. */
export function readRecipient(text: string): Recipient | null {
  const named = /^\s*"?([^"<]*)"?\s*<([^<>]+)>\s*$/.exec(text);
  const address = (named ? named[2]! : text).trim().replace(/[,;]+$/, '');
  return isAddress(address) ? { address, name: named?.[1]?.trim() ?? '' } : null;
}

/** To whom: people one may see are found by some letters; any other address is typed. */
export function RecipientsField({ label, value, onChange, autoFocus }: RecipientsFieldProps) {
  const say = useWords();
  const [typed, setTyped] = useState('');
  const asked = useDeferredValue(typed.trim());
  const { data = [], isFetching } = useQuery(suggestionsQuery(asked));
  // A box begins anew with every recipient that was added.
  const [round, setRound] = useState(0);
  const own = readRecipient(typed);
  const suggested = data.filter(
    ({ address }) => !value.some((one) => one.address.toLowerCase() === address),
  );
  const options = [
    ...suggested.map(({ address, name }) => ({ id: address, label: name, description: address })),
    ...(own && !suggested.some(({ address }) => address === own.address.toLowerCase())
      ? [{ id: own.address, label: own.address }]
      : []),
  ];
  const add = (recipient: Recipient | null | undefined) => {
    if (!recipient) return;
    onChange([...value, recipient]);
    setTyped('');
    setRound(round + 1);
  };
  return (
    <fieldset
      aria-label={label}
      className="flex min-w-0 flex-col gap-4"
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) add(own);
      }}
    >
      <ComboBox
        key={round}
        label={label}
        options={options}
        value={null}
        autoFocus={autoFocus || round > 0}
        isLoading={isFetching}
        opensByTyping
        onSearch={(text) => {
          const several = text.split(/[,;]\s*/);
          const ready = several.slice(0, -1).map(readRecipient);
          if (ready.length > 0 && ready.every((one) => one !== null)) {
            onChange([...value, ...ready]);
            setTyped(several.at(-1) ?? '');
            setRound(round + 1);
          } else setTyped(text);
        }}
        onChange={(id) => {
          const suggestion = suggested.find(({ address }) => address === id);
          add(suggestion ?? own);
        }}
        empty={say('outgoing.to.nobody')}
      />
      {value.length > 0 ? (
        <ul aria-label={label} className="flex flex-wrap gap-4">
          {value.map((recipient) => (
            <li
              key={recipient.address}
              className="flex max-w-full items-center gap-4 rounded-chip border border-border bg-sunken ps-8 text-sm"
            >
              <bdi className="truncate" title={recipient.address}>
                {recipient.name || recipient.address}
              </bdi>
              <IconButton
                size="small"
                icon="close"
                label={say('outgoing.to.remove', { name: recipient.name || recipient.address })}
                onPress={() =>
                  onChange(value.filter(({ address }) => address !== recipient.address))
                }
              />
            </li>
          ))}
        </ul>
      ) : null}
    </fieldset>
  );
}
