import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from '../app/session.ts';
import { usersQuery } from '../identify/parties/queries.ts';
import { Checkbox } from '../ui/Field.tsx';
import { useWords } from '../ui/words.ts';

/** Who of us may know, beside whoever says so. */
export function ConfidantBoxes({
  chosen,
  onChange,
}: {
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
}) {
  const say = useWords();
  const { data: users = [] } = useQuery(usersQuery);
  const { data: session } = useQuery(sessionQuery);
  const others = users.filter(
    ({ id, disabledAt }) => id !== session?.user.id && (disabledAt === null || chosen.includes(id)),
  );
  return (
    <fieldset className="flex flex-col">
      <legend className="text-sm text-text-2">{say('understand.confidence.confidants')}</legend>
      <p className="text-sm text-text-3">{say('understand.confidence.confidants.hint')}</p>
      <div className="max-h-[160px] overflow-auto">
        {others.map(({ id, name }) => (
          <div key={id}>
            <Checkbox
              isSelected={chosen.includes(id)}
              onChange={(on) => onChange(on ? [...chosen, id] : chosen.filter((one) => one !== id))}
            >
              {name}
            </Checkbox>
          </div>
        ))}
      </div>
    </fieldset>
  );
}
