import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import type { PartyVisibility } from '../../shared/platform/access.ts';
import { sessionQuery } from '../app/session.ts';
import { Select } from '../ui/Select.tsx';
import { useWords } from '../ui/words.ts';
import { Choices, type ChoiceWithWords } from './Choices.tsx';
import { teamsQuery } from './imports.ts';

/** Who may see what the files bring. */
export function SharingQuestion({
  visibility,
  teamId,
  onChange,
}: {
  visibility: PartyVisibility;
  teamId: string | undefined;
  onChange: (sharing: { visibility: PartyVisibility; teamId: string | undefined }) => void;
}) {
  const say = useWords();
  const { data: session } = useSuspenseQuery(sessionQuery);
  const { data } = useQuery(teamsQuery);
  const teams = (data?.rows ?? []).filter(
    ({ userIds }) => session?.user.level === 'owner' || userIds.includes(session?.user.id ?? ''),
  );
  const [first] = teams;
  const options: ChoiceWithWords<PartyVisibility>[] = [
    {
      id: 'everyone',
      label: say('import.sharing.everyone'),
      description: say('import.sharing.everyone.words'),
    },
    ...(first
      ? [
          {
            id: 'team' as const,
            label: say('import.sharing.team'),
            follow: (
              <Select
                label={say('import.sharing.team.which')}
                options={teams.map(({ id, name }) => ({ id, label: name }))}
                value={teamId ?? null}
                onChange={(chosen) => onChange({ visibility: 'team', teamId: chosen })}
              />
            ),
          },
        ]
      : []),
    {
      id: 'private',
      label: say('import.sharing.private'),
      description: say('import.sharing.private.words'),
    },
  ];
  return (
    <Choices
      question={say('import.sharing')}
      options={options}
      value={visibility}
      onChange={(chosen) =>
        onChange({ visibility: chosen, teamId: chosen === 'team' ? first?.id : undefined })
      }
    />
  );
}
