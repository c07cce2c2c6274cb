import { useQuery } from '@tanstack/react-query';
import { placeholderNames } from '../../../shared/interact/templates/placeholders.ts';
import { fieldsQuery } from '../../settings/fields/fields.ts';
import { Button } from '../../ui/Button.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { useWords } from '../../ui/words.ts';
import { nameOfPlaceholder } from './words.ts';

const ours = ['nextMeeting', 'date', 'myName', 'signature'];

/** What can stand for a fact; it is written where the cursor was. */
export function PlaceholderMenu({ onChoose }: { onChoose: (placeholder: string) => void }) {
  const say = useWords();
  const { data: fields } = useQuery(fieldsQuery);
  const entry = (name: string, label: string | null) => ({
    id: name,
    label: nameOfPlaceholder(say, name, label),
    onAction: () => onChoose(`{{${name}}}`),
  });
  const own = (fields?.rows ?? [])
    .filter(({ retiredAt }) => !retiredAt)
    .map(({ name, label }) => entry(`field.${name}`, label));
  return (
    <Menu
      label={say('writing.placeholder')}
      trigger={
        <Button size="small" icon="add">
          {say('writing.placeholder')}
        </Button>
      }
      groups={[
        {
          title: say('writing.placeholder.theirs'),
          entries: placeholderNames
            .filter((name) => !ours.includes(name))
            .map((name) => entry(name, null)),
        },
        ...(own.length > 0 ? [{ title: say('writing.placeholder.own'), entries: own }] : []),
        {
          title: say('writing.placeholder.ours'),
          entries: ours.map((name) => entry(name, null)),
        },
      ]}
    />
  );
}
