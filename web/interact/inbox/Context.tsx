import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PartyView } from '../../../shared/identify/parties.ts';
import type { ConversationView } from '../../../shared/interact/inbox.ts';
import { api } from '../../app/api.ts';
import { sessionQuery } from '../../app/session.ts';
import { PhoneLink } from '../../identify/parties/PhoneLink.tsx';
import { partyQuery, usersQuery } from '../../identify/parties/queries.ts';
import { RecordLink } from '../../identify/parties/RecordLink.tsx';
import { When } from '../../identify/parties/When.tsx';
import { fieldWords, roleWords } from '../../identify/parties/words.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { onDemand } from '../../ui/onDemand.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { toast } from '../../ui/toast.ts';
import { useWords } from '../../ui/words.ts';
import { Promises } from '../dealings/Promises.tsx';
import { dealingsQuery } from '../dealings/queries.ts';
import Tasks from '../tasks/Tasks.tsx';

const PromiseDialog = onDemand(() => import('../dealings/PromiseDialog.tsx'));

/** Who it is that waits, and what lies between us. */
export function Context({ conversation }: { conversation: ConversationView }) {
  const { party } = conversation.from;
  return party ? (
    <Known key={party.id} kind={party.kind} id={party.id} />
  ) : (
    <Unknown key={conversation.id} conversation={conversation} />
  );
}

function Known({ kind, id }: { kind: 'person' | 'company'; id: string }) {
  const { data: party } = useQuery(partyQuery(kind, id));
  if (!party) return <Skeleton shape="text" rows={6} />;
  return (
    <div className="flex flex-col gap-4">
      <Summary party={party} />
      <Between party={party} />
      <Tasks party={party} />
    </div>
  );
}

function Summary({ party }: { party: PartyView }) {
  const say = useWords();
  const { data: users = [] } = useQuery(usersQuery);
  const keeper = users.find(({ id }) => id === party.assignedTo)?.name;
  const phones = party.statements
    .filter(({ topic }) => topic === 'phone')
    .map(({ value }) => String(value));
  return (
    <section className="flex flex-col gap-12">
      <div className="flex items-center gap-12">
        <Avatar name={party.name} kind={party.kind} size={40} />
        <div className="flex min-w-0 flex-col">
          <h2 className="text-lg wrap-anywhere">
            <RecordLink
              kind={party.kind}
              id={party.id}
              className="text-accent-text hover:underline"
            >
              <bdi>{party.name}</bdi>
            </RecordLink>
          </h2>
          {party.title || party.companyName ? (
            <p className="text-sm wrap-anywhere text-text-2">
              {[party.title, party.companyName].filter(Boolean).join(' · ')}
            </p>
          ) : null}
        </div>
      </div>
      {party.roles.length > 0 ? (
        <span className="flex flex-wrap gap-4">
          {party.roles.map((role) => (
            <Badge key={role} tone="accent">
              {roleWords(say, role)}
            </Badge>
          ))}
        </span>
      ) : null}
      <dl className="grid grid-cols-[auto_1fr] gap-x-12 gap-y-4 text-sm">
        <dt className="text-text-3">{fieldWords(say, 'lastContact')}</dt>
        <dd>
          {party.lastContactAt ? <When at={party.lastContactAt} /> : say('identify.noContact')}
        </dd>
        <dt className="text-text-3">{fieldWords(say, 'assignedTo')}</dt>
        <dd>{keeper ? <bdi>{keeper}</bdi> : say('identify.nobody')}</dd>
        {phones.length > 0 ? (
          <>
            <dt className="text-text-3">{fieldWords(say, 'phone')}</dt>
            <dd>
              {[...new Set(phones)].slice(0, 2).map((number) => (
                <PhoneLink key={number} number={number} party={party} className="block w-fit" />
              ))}
            </dd>
          </>
        ) : null}
      </dl>
    </section>
  );
}

/** Their word and ours. */
function Between({ party }: { party: PartyView }) {
  const { data } = useQuery(dealingsQuery(party.id));
  const [isAdding, setAdding] = useState(false);
  if (!data) return null;
  return (
    <>
      <Promises
        party={party}
        promises={data.promises}
        mayNote={data.can.note}
        onAdd={() => setAdding(true)}
      />
      {isAdding ? <PromiseDialog partyId={party.id} onClose={() => setAdding(false)} /> : null}
    </>
  );
}

/** Somebody of whom there is no record: one press makes them one. */
function Unknown({ conversation: { from } }: { conversation: ConversationView }) {
  const say = useWords();
  const client = useQueryClient();
  const { data: session } = useQuery(sessionQuery);
  const [isWorking, setWorking] = useState(false);
  const refresh = () =>
    Promise.all(
      ['inbox', 'activity', 'timeline', 'people', 'companies'].map((first) =>
        client.invalidateQueries({ queryKey: [first] }),
      ),
    );
  const promote = async () => {
    setWorking(true);
    try {
      const { event } = await api.post<{ event: string }>(`/addresses/${from.addressId}/promotion`);
      toast(say('inbox.promoted', { name: from.name }), {
        tone: 'good',
        undo: async () => {
          await api.post(`/events/${event}/undo`);
          await refresh();
        },
      });
      await refresh();
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error), { tone: 'bad' });
      setWorking(false);
    }
  };
  return (
    <section className="flex flex-col items-start gap-12">
      <div className="flex items-center gap-12">
        <Avatar name={from.name} kind="person" size={40} />
        <div className="flex min-w-0 flex-col">
          <h2 className="text-lg wrap-anywhere">
            <bdi>{from.name}</bdi>
          </h2>
          <p className="text-sm wrap-anywhere text-text-2">{from.address}</p>
        </div>
      </div>
      <p className="text-base text-text-2">{say('inbox.unknown.words')}</p>
      {from.addressId && session?.user.level !== 'reader' ? (
        <Button icon="personAdd" isWorking={isWorking} onPress={() => void promote()}>
          {say('inbox.promote')}
        </Button>
      ) : null}
    </section>
  );
}
