import type { ActivityVisibility } from '../../../shared/platform/access.ts';
import { RadioList } from '../../ui/RadioList.tsx';
import { Select } from '../../ui/Select.tsx';
import { useWords } from '../../ui/words.ts';
import { useSession } from '../useSession.ts';
import { reachWords } from './words.ts';

export interface Reach {
  visibility: ActivityVisibility;
  teamId?: string;
}

const order = ['everyone', 'headers', 'team', 'private'] as const;

/** Who may see what the mailbox brings. Nothing is chosen beforehand: nobody shares their mail by accident. */
export function ReachQuestion({
  reach,
  onChange,
}: {
  reach: Reach | null;
  onChange: (reach: Reach) => void;
}) {
  const say = useWords();
  const teams = useSession()?.teams ?? [];
  const [first] = teams;
  const choose = (visibility: ActivityVisibility) =>
    onChange(visibility === 'team' ? { visibility, teamId: first?.id } : { visibility });
  return (
    <>
      <RadioList
        label={say('connections.reach')}
        description={say('connections.reach.words')}
        value={reach?.visibility ?? null}
        onChange={choose}
        options={order
          .filter((id) => id !== 'team' || first)
          .map((id) => ({
            id,
            label: say(reachWords[id].name),
            description: say(reachWords[id].effect, { team: first?.name ?? '' }),
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
