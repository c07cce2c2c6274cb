import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { PartyView } from '../../../shared/identify/parties.ts';
import type { SessionView } from '../../../shared/platform/workspace.ts';
import { sessionQuery } from '../../app/session.ts';
import { ComboBox, Select } from '../../ui/Select.tsx';
import { useWords } from '../../ui/words.ts';
import { usersQuery } from '../parties/queries.ts';
import { When } from '../parties/When.tsx';
import { fieldWords, visibilityMessages } from '../parties/words.ts';

export interface SharingChange {
  assignedTo?: string | null;
  visibility?: PartyView['visibility'];
  teamId?: string;
}

export interface SharingProps {
  party: PartyView;
  onChange: (change: SharingChange) => void;
}

/** Who looks after the record and who else sees it. */
export default function Sharing({ party, onChange }: SharingProps) {
  const say = useWords();
  const { data: users = [] } = useQuery(usersQuery);
  const { data: session } = useQuery(sessionQuery);
  const nameOf = (id: string | null) => users.find((user) => user.id === id)?.name ?? '';
  const teams: SessionView['teams'] =
    session && 'teams' in session ? (session.teams as SessionView['teams']) : [];
  const audiences = [
    { id: 'everyone', label: say(visibilityMessages.everyone) },
    ...teams.map(({ id, name }) => ({
      id,
      label: say('identify.visibility.teamNamed', { team: name }),
    })),
    { id: 'private', label: say(visibilityMessages.private) },
  ];
  const audience = party.visibility === 'team' ? (party.teamId ?? '') : party.visibility;
  const known = audiences.find(({ id }) => id === audience);
  const { edit, share } = party.can;
  return (
    <div className="flex flex-col gap-12">
      {edit ? (
        <ComboBox
          label={fieldWords(say, 'assignedTo')}
          placeholder={say('identify.nobody')}
          options={users
            .filter(({ disabledAt }) => disabledAt === null)
            .map(({ id, name }) => ({ id, label: name }))}
          value={party.assignedTo}
          valueLabel={nameOf(party.assignedTo)}
          onChange={(id) => {
            if (id !== party.assignedTo) onChange({ assignedTo: id });
          }}
        />
      ) : (
        <Line label={fieldWords(say, 'assignedTo')}>
          {nameOf(party.assignedTo) || say('identify.nobody')}
        </Line>
      )}
      {edit && share ? (
        <Select
          label={fieldWords(say, 'visibility')}
          options={
            known
              ? audiences
              : [...audiences, { id: audience, label: say(visibilityMessages.team) }]
          }
          value={audience}
          onChange={(id) => {
            if (id === audience) return;
            if (id === 'everyone' || id === 'private') onChange({ visibility: id });
            else onChange({ visibility: 'team', teamId: id });
          }}
        />
      ) : (
        <Line label={fieldWords(say, 'visibility')}>
          {known?.label ?? say(visibilityMessages[party.visibility])}
        </Line>
      )}
      <Line label={fieldWords(say, 'owner')}>{nameOf(party.ownerId)}</Line>
      <Line label={fieldWords(say, 'lastContact')}>
        {party.lastContactAt ? <When at={party.lastContactAt} /> : say('identify.noContact')}
      </Line>
      <Line label={fieldWords(say, 'created')}>
        <When at={party.createdAt} />
      </Line>
    </div>
  );
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <p className="grid grid-cols-[112px_1fr] items-baseline gap-x-8 text-base">
      <span className="text-xs text-text-3">{label}</span>
      <span className="min-w-0">{children}</span>
    </p>
  );
}
