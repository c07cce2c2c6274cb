import type { ActivityVisibility } from '../../../shared/platform/access.ts';
import { RadioList } from '../../ui/RadioList.tsx';
import { Select } from '../../ui/Select.tsx';
import { useWords } from '../../ui/words.ts';
import { useSession } from '../useSession.ts';
import { reachWordsOf, type Source, sourceWords } from './words.ts';

export interface Reach {
  visibility: ActivityVisibility;
  teamId?: string;
}

const order = ['everyone', 'headers', 'team', 'private'] as const;

/** Who may see what the connection brings. Nothing is chosen beforehand: nobody shares anything by accident. */
export function ReachQuestion({
  reach,
  onChange,
  source = 'mail',
}: {
  reach: Reach | null;
  source?: Source;
  onChange: (reach: Reach) => void;
}) {
  const say = useWords();
  const teams = useSession()?.teams ?? [];
  const [first] = teams;
  const words = reachWordsOf(source);
  const choose = (visibility: ActivityVisibility) =>
    onChange(visibility === 'team' ? { visibility, teamId: first?.id } : { visibility });
  return (
    <>
      <RadioList
        label={say(sourceWords[source].reach)}
        description={say(sourceWords[source].reachWords)}
        value={reach?.visibility ?? null}
        onChange={choose}
        options={order
          .filter((id) => (id !== 'team' || first) && (id !== 'headers' || source !== 'book'))
          .map((id) => ({
            id,
            label: say(words[id].name),
            description: say(words[id].effect, { team: first?.name ?? '' }),
          }))}
      />
      {reach?.visibility === 'team' && teams.length > 1 ? (
        <Select
          label={say('connections.reach.which')}
          value={reach.teamId ?? null}
          onChange={(teamId) => onChange({ visibility: 'team', teamId })}
          options={teams.map(({ id, name }) => ({ id, label: name }))}
        />
      ) : null}
    </>
  );
}
