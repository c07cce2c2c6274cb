import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Mailbox } from '../../shared/platform/import/imports.ts';
import { sessionQuery } from '../app/session.ts';
import { ComboBox } from '../ui/Select.tsx';
import { useWords } from '../ui/words.ts';
import { Choices, type ChoiceWithWords } from './Choices.tsx';
import { useFigures } from './figures.ts';
import { colleaguesQuery, writersQuery } from './imports.ts';

type Whose = Mailbox['whose'];

/** Whose mail it is decides what we sent and what we received. */
export function MailboxQuestion({
  importId,
  files,
  isArchive,
  value,
  onChange,
}: {
  importId: string;
  files: number;
  isArchive: boolean;
  value: Mailbox;
  /** Null while a choice still needs its name. */
  onChange: (mailbox: Mailbox | null) => void;
}) {
  const say = useWords();
  const { count } = useFigures();
  const { data: session } = useSuspenseQuery(sessionQuery);
  const { data: users } = useQuery(colleaguesQuery);
  const writers = useQuery(writersQuery(importId, files));
  const colleagues = (users?.rows ?? []).filter(
    ({ id, disabledAt }) => id !== session?.user.id && disabledAt === null,
  );
  const found = writers.data?.rows ?? [];
  // A choice that needs a name is made here first and told to the server with the name.
  const [whose, setWhose] = useState<Whose>(value.whose);
  const choose = (chosen: Whose) => {
    setWhose(chosen);
    if (chosen === 'mine' || chosen === 'others') onChange({ whose: chosen });
    else onChange(chosen === value.whose ? value : null);
  };
  const options: ChoiceWithWords<Whose>[] = [
    {
      id: 'mine',
      label: say('import.mailbox.mine'),
      description: session?.user.email ?? '',
    },
    ...(colleagues.length > 0
      ? [
          {
            id: 'colleague' as const,
            label: say('import.mailbox.colleague'),
            follow: (
              <ComboBox
                label={say('import.mailbox.colleague.which')}
                options={colleagues.map(({ id, name, email }) => ({
                  id,
                  label: name,
                  description: email,
                }))}
                value={value.whose === 'colleague' ? value.userId : null}
                onChange={(userId) => {
                  if (userId) onChange({ whose: 'colleague', userId });
                }}
              />
            ),
          },
        ]
      : []),
    ...(found.length > 0 || value.whose === 'writer'
      ? [
          {
            id: 'writer' as const,
            label: say('import.mailbox.writer'),
            description: say('import.mailbox.writer.words'),
            follow: (
              <ComboBox
                label={say('import.mailbox.writer.which')}
                options={found.slice(0, 200).map(({ address, name, messages }) => ({
                  id: address,
                  label: name ? `${name} <${address}>` : address,
                  description: say('import.mailbox.messages', {
                    count: messages,
                    figure: count(messages),
                  }),
                }))}
                value={value.whose === 'writer' ? value.address : null}
                valueLabel={value.whose === 'writer' ? value.address : ''}
                onChange={(address) => {
                  if (address) onChange({ whose: 'writer', address });
                }}
                isLoading={writers.isPending}
              />
            ),
          },
        ]
      : []),
    {
      id: 'others',
      label: say('import.mailbox.others'),
      description: say('import.mailbox.others.words'),
    },
  ];
  return (
    <Choices
      question={isArchive ? say('import.mailbox.inArchive') : say('import.mailbox')}
      description={say('import.mailbox.why')}
      options={options}
      value={whose}
      onChange={choose}
    />
  );
}
