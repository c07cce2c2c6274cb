import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type {
  Learnt,
  OwnGround,
  OwnInterest,
  Seed,
} from '../../../shared/understand/interests/interests.ts';
import { api } from '../../app/api.ts';
import { sessionQuery } from '../../app/session.ts';
import { Loaded } from '../../settings/Loaded.tsx';
import { Row, Rows } from '../../settings/Rows.tsx';
import { TopicSection } from '../../settings/TopicSection.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { onDemand } from '../../ui/onDemand.tsx';
import { toast } from '../../ui/toast.ts';
import { useLocale, useWords } from '../../ui/words.ts';
import { type Done, ownGroundQuery, useGroundActFromMenu, useTaxonomy } from './queries.ts';

const InterestDialog = onDemand(() => import('./InterestDialog.tsx'));
const SeedDialog = onDemand(() => import('./SeedDialog.tsx'));

/** One’s own interests, what one could volunteer, and what that has taught. */
export default function OwnInterests() {
  const query = useQuery(ownGroundQuery);
  return (
    <Loaded query={query}>
      {(ground) => (
        <div className="flex flex-col gap-24">
          <Interests ground={ground} />
          <Seeds ground={ground} />
          <LearntList learnt={ground.learnt} />
        </div>
      )}
    </Loaded>
  );
}

function Interests({ ground }: { ground: OwnGround }) {
  const say = useWords();
  const act = useGroundActFromMenu();
  const { standing, above, nameOf } = useTaxonomy();
  const [editing, setEditing] = useState<OwnInterest | 'new' | null>(null);
  const placeOf = ({ node }: OwnInterest) => {
    const found = node ? standing(node) : undefined;
    return found ? [found, ...above(found)].map(nameOf).join(' · ') : say('ground.own.noNode');
  };
  return (
    <TopicSection topic="ownInterests" isWholePage lead={say('ground.own.lead')}>
      <span>
        <Button icon="add" onPress={() => setEditing('new')}>
          {say('ground.interest.add')}
        </Button>
      </span>
      {ground.interests.length === 0 ? (
        <p className="text-text-2">{say('ground.own.none')}</p>
      ) : (
        <Rows>
          {ground.interests.map((interest) => (
            <Row
              key={interest.id}
              title={
                <>
                  {interest.text}
                  <Badge icon={interest.visibility === 'private' ? 'lock' : 'people'}>
                    {say(
                      interest.visibility === 'private'
                        ? 'ground.visibility.private'
                        : 'ground.visibility.everyone',
                    )}
                  </Badge>
                </>
              }
              words={placeOf(interest)}
            >
              <IconButton
                icon="edit"
                label={say('ground.change', { what: interest.text })}
                onPress={() => setEditing(interest)}
              />
              <IconButton
                icon="remove"
                label={say('ground.remove', { what: interest.text })}
                onPress={() =>
                  act(
                    () =>
                      api.delete<Done>(`/own-interests/${interest.id}?version=${interest.version}`),
                    say('ground.removed'),
                  )
                }
              />
            </Row>
          ))}
        </Rows>
      )}
      {editing ? (
        <InterestDialog
          {...(editing === 'new' ? {} : { interest: editing })}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </TopicSection>
  );
}

function Seeds({ ground }: { ground: OwnGround }) {
  const say = useWords();
  const act = useGroundActFromMenu();
  const locale = useLocale();
  const { standing, nameOf } = useTaxonomy();
  const { data: session } = useQuery(sessionQuery);
  const [editing, setEditing] = useState<Seed | 'new' | null>(null);
  const namesOf = ({ nodes }: Seed) =>
    nodes
      .flatMap((id) => standing(id) ?? [])
      .map(nameOf)
      .join(' · ');
  return (
    <TopicSection topic="seeds" lead={say('ground.seeds.lead')}>
      {session && session.user.level !== 'reader' ? (
        <span>
          <Button icon="add" onPress={() => setEditing('new')}>
            {say('ground.seed.add')}
          </Button>
        </span>
      ) : null}
      {ground.seeds.length === 0 ? (
        <p className="text-text-2">{say('ground.seeds.none')}</p>
      ) : (
        <Rows>
          {ground.seeds.map((seed) => (
            <Row
              key={seed.id}
              title={
                <>
                  <span className="min-w-0 font-normal wrap-anywhere whitespace-pre-line">
                    {seed.text}
                  </span>
                  {seed.visibility === 'everyone' ? (
                    <Badge icon="company">{say('ground.seed.company')}</Badge>
                  ) : null}
                </>
              }
              words={[seed.name, daysOf(seed, locale), namesOf(seed)].filter(Boolean).join(' · ')}
            >
              {seed.can.edit ? (
                <>
                  <IconButton
                    icon="edit"
                    label={say('ground.change', { what: seed.text.slice(0, 60) })}
                    onPress={() => setEditing(seed)}
                  />
                  <IconButton
                    icon="remove"
                    label={say('ground.remove', { what: seed.text.slice(0, 60) })}
                    onPress={() =>
                      act(
                        () => api.delete<Done>(`/seeds/${seed.id}?version=${seed.version}`),
                        say('ground.removed'),
                      )
                    }
                  />
                </>
              ) : null}
            </Row>
          ))}
        </Rows>
      )}
      {editing ? (
        <SeedDialog
          {...(editing === 'new' ? {} : { seed: editing })}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </TopicSection>
  );
}

/** The days on which it is told. */
function daysOf({ from, until }: Seed, locale: string): string {
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  const day = (text: string | null) => (text ? days.format(Temporal.PlainDate.from(text)) : '');
  return from || until ? `${day(from)} – ${day(until)}` : '';
}

function LearntList({ learnt }: { learnt: readonly Learnt[] }) {
  const say = useWords();
  const locale = useLocale();
  const { standing, nameOf } = useTaxonomy();
  const act = useForgetting();
  if (learnt.length === 0) return null;
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  return (
    <TopicSection topic="learntSeeds" lead={say('ground.learnt.lead')}>
      <Rows>
        {learnt.map(({ node, used, pickedUp, chance }) => {
          const known = standing(node);
          return (
            <Row
              key={node}
              title={known ? nameOf(known) : node}
              words={say('ground.learnt.figures', {
                pickedUp,
                used,
                chance: percent.format(chance),
                above: pickedUp + 1,
                below: used + 2,
              })}
            />
          );
        })}
      </Rows>
      <span>
        <Button icon="refresh" onPress={act}>
          {say('ground.learnt.forget')}
        </Button>
      </span>
    </TopicSection>
  );
}

function useForgetting(): () => void {
  const say = useWords();
  const query = useQuery(ownGroundQuery);
  return () =>
    void api.post('/own-interests/forget').then(
      async () => {
        toast(say('ground.learnt.forgotten'), { tone: 'good' });
        await query.refetch();
      },
      (error: Error) => toast(error.message, { tone: 'bad' }),
    );
}
