import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ChatPhone } from '../../shared/platform/import/imports.ts';
import { sessionQuery } from '../app/session.ts';
import { TextField } from '../ui/Field.tsx';
import { ComboBox } from '../ui/Select.tsx';
import { useWords } from '../ui/words.ts';
import { Choices, type ChoiceWithWords } from './Choices.tsx';
import { colleaguesQuery } from './imports.ts';

type Whose = 'mine' | 'colleague';

/** Whose telephone exported chats are from decides what we wrote and what was written to us. */
export function PhoneQuestion({
  isArchive,
  value,
  onChange,
}: {
  isArchive: boolean;
  value: ChatPhone;
  onChange: (phone: ChatPhone) => void;
}) {
  const say = useWords();
  const { data: session } = useSuspenseQuery(sessionQuery);
  const { data: users } = useQuery(colleaguesQuery);
  const colleagues = (users?.rows ?? []).filter(
    ({ id, disabledAt }) => id !== session?.user.id && disabledAt === null,
  );
  const { userId, calledAs = '' } = value;
  const [whose, setWhose] = useState<Whose>(userId ? 'colleague' : 'mine');
  const [called, setCalled] = useState(calledAs);
  const named = { ...(called.trim() ? { calledAs: called.trim() } : {}) };
  const options: ChoiceWithWords<Whose>[] = [
    { id: 'mine', label: say('import.mailbox.mine'), description: session?.user.name ?? '' },
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
                value={userId ?? null}
                onChange={(chosen) => {
                  if (chosen) onChange({ ...named, userId: chosen });
                }}
              />
            ),
          },
        ]
      : []),
  ];
  return (
    <div className="flex flex-col gap-12">
      <Choices
        question={isArchive ? say('import.phone.inArchive') : say('import.phone')}
        description={say('import.mailbox.why')}
        options={options}
        value={whose}
        onChange={(chosen) => {
          setWhose(chosen);
          if (chosen === 'mine') onChange(named);
        }}
      />
      <TextField
        className="max-w-[400px]"
        label={say('import.phone.called')}
        description={say('import.phone.called.words')}
        value={called}
        onChange={setCalled}
        onBlur={() => {
          if (called.trim() !== calledAs) onChange({ ...(userId ? { userId } : {}), ...named });
        }}
      />
    </div>
  );
}
