import type { UserView } from '../../../shared/platform/team.ts';
import { IconButton } from '../../ui/Button.tsx';
import { ComboBox } from '../../ui/Select.tsx';
import { useWords } from '../../ui/words.ts';

interface Props {
  users: readonly UserView[];
  told: readonly string[];
  onChange: (told: string[]) => void;
}

/** Who gets a notification when something comes through the form. */
export function Hearers({ users, told, onChange }: Props) {
  const say = useWords();
  return (
    <div className="flex flex-col gap-8">
      <ComboBox
        key={told.length}
        label={say('forms.told')}
        description={say('forms.told.words')}
        options={users
          .filter(({ id }) => !told.includes(id))
          .map(({ id, name }) => ({ id, label: name }))}
        value={null}
        onChange={(id) => id && onChange([...told, id])}
      />
      <ul className="flex flex-wrap gap-8">
        {told.map((id) => {
          const name = users.find((user) => user.id === id)?.name ?? '';
          return (
            <li
              key={id}
              className="flex items-center gap-4 rounded-control bg-sunken ps-8 text-sm wrap-anywhere"
            >
              {name}
              <IconButton
                size="small"
                icon="close"
                label={say('forms.told.remove', { name })}
                onPress={() => onChange(told.filter((one) => one !== id))}
              />
            </li>
          );
        })}
      </ul>
    </div>
  );
}
