import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { FormDialog } from '../app/FormDialog.tsx';
import { findParties } from '../identify/parties/queries.ts';
import { ComboBox } from '../ui/Select.tsx';
import { useWords } from '../ui/words.ts';
import { type Promoted, tie } from './imports.ts';

/** Says whose an address, a number or a name in chats is: somebody who is here already. */
export default function TieDialog({
  addressId,
  called,
  onTied,
  onClose,
}: {
  addressId: string;
  called: string;
  onTied: (party: Promoted) => void;
  onClose: () => void;
}) {
  const say = useWords();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<{ id: string; name: string } | null>(null);
  const asked = useDeferredValue(text.trim());
  const { data: found = [], isFetching } = useQuery({
    queryKey: ['people', 'named', 'both', asked],
    queryFn: async () =>
      (
        await Promise.all((['person', 'company'] as const).map((kind) => findParties(kind, asked)))
      ).flat(),
    placeholderData: keepPreviousData,
  });
  return (
    <FormDialog
      title={say('import.candidates.tie.title', { name: called })}
      save={say('import.candidates.tie.save')}
      onClose={onClose}
      check={() => ({ ...(chosen ? {} : { who: say('import.candidates.tie.missing') }) })}
      onSave={async () => onTied(await tie(addressId, chosen!.id))}
    >
      <p className="text-text-2">{say('import.candidates.tie.words')}</p>
      <ComboBox
        name="who"
        label={say('import.candidates.tie.who')}
        options={found.map(({ id, kind, name, title, companyName, city }) => ({
          id,
          label: name,
          icon: kind,
          description: [title, companyName, city].filter(Boolean).join(' · ') || undefined,
        }))}
        value={chosen?.id ?? null}
        valueLabel={chosen?.name}
        onSearch={setText}
        isLoading={isFetching || asked !== text.trim()}
        autoFocus
        onChange={(id) => {
          const one = found.find((each) => each.id === id);
          setChosen(one ? { id: one.id, name: one.name } : null);
        }}
      />
    </FormDialog>
  );
}
