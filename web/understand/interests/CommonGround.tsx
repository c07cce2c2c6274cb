import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PartyView } from '../../../shared/identify/parties.ts';
import { type Ambition, ambitions } from '../../../shared/understand/interests/ambitions.ts';
import type { CommonGroundView, Fit } from '../../../shared/understand/interests/interests.ts';
import { api } from '../../app/api.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { useShortcuts } from '../../ui/keys/Shortcuts.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { onDemand } from '../../ui/onDemand.tsx';
import { Section } from '../../ui/Page.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import { type Done, groundQuery, useGroundActFromMenu, useNodeName } from './queries.ts';
import { Volunteer } from './Volunteer.tsx';
import { howKnown, rarity, Why } from './Why.tsx';

const AddInterest = onDemand(() => import('./AddInterest.tsx'));

const ambitionWords = {
  weather: 'ground.ambition.weather',
  'common ground': 'ground.ambition.commonGround',
  trusted: 'ground.ambition.trusted',
  close: 'ground.ambition.close',
} as const satisfies Record<Ambition, string>;

/** What we have in common with a person, who of us most, and what one could volunteer. */
export default function CommonGround({ party }: { party: PartyView }) {
  const say = useWords();
  const { data } = useQuery(groundQuery(party.id));
  const [isAdding, setAdding] = useState(false);
  const mayAdd = party.can.edit && party.kind === 'person';
  useShortcuts([
    {
      id: 'record.interest',
      keys: 'I',
      label: say('ground.interest.add'),
      group: say('identify.keys.record'),
      isDisabled: !mayAdd,
      run: () => setAdding(true),
    },
  ]);
  if (!data) return null;
  const isWeather = data.ambition === 'weather';
  return (
    <>
      <Section
        title={say('ground.title')}
        actions={
          mayAdd ? (
            <IconButton
              size="small"
              icon="add"
              label={say('ground.interest.add')}
              keys="I"
              onPress={() => setAdding(true)}
            />
          ) : undefined
        }
      >
        <AmbitionMenu personId={party.id} name={party.name} ambition={data.ambition} />
        {data.objects ? (
          <p className="text-text-3">{say('ground.objects')}</p>
        ) : isWeather ? (
          <p className="text-text-3">{say('ground.weather')}</p>
        ) : data.fits.length === 0 ? (
          <p className="text-text-3">
            {say(data.interests.length === 0 ? 'ground.noneKnown' : 'ground.noneShared')}
          </p>
        ) : (
          <Fits view={data} party={party} />
        )}
      </Section>
      {isWeather || data.objects ? null : <Volunteer view={data} party={party} />}
      {isAdding ? <AddInterest party={party} onClose={() => setAdding(false)} /> : null}
    </>
  );
}

function AmbitionMenu({
  personId,
  name,
  ambition,
}: {
  personId: string;
  name: string;
  ambition: Ambition;
}) {
  const say = useWords();
  const act = useGroundActFromMenu();
  return (
    <Menu
      label={say('ground.ambition.of', { name })}
      placement="bottom start"
      trigger={
        <Button size="small" variant="quiet" iconAfter="down" className="-ms-8 self-start">
          {`${say('ground.ambition')}: ${say(ambitionWords[ambition])}`}
        </Button>
      }
      groups={[
        {
          title: say('ground.ambition'),
          selectionMode: 'single',
          selected: [ambition],
          onSelect: ([chosen]) => {
            const wanted = ambitions.find((one) => one === chosen);
            if (wanted && wanted !== ambition)
              act(
                () => api.put<Done>(`/people/${personId}/ambition`, { ambition: wanted }),
                say('ground.ambition.chosen'),
              );
          },
          entries: ambitions.map((one) => ({
            id: one,
            label: say(ambitionWords[one]),
            description: say(`${ambitionWords[one]}.words`),
            onAction: () => undefined,
          })),
        },
      ]}
    />
  );
}

function Fits({ view, party }: { view: CommonGroundView; party: PartyView }) {
  const say = useWords();
  const mine = view.fits.find(({ isMe }) => isMe);
  const others = view.fits.filter(({ isMe }) => !isMe);
  return (
    <div className="flex flex-col gap-12">
      {mine ? (
        <FitRow fit={mine} view={view} party={party} />
      ) : (
        <p className="text-text-3">{say('ground.noneOfMine')}</p>
      )}
      {others.length > 0 ? (
        <>
          <h4 className="text-sm font-medium text-text-2">{say('ground.colleagues')}</h4>
          <ul className="flex flex-col gap-12">
            {others.map((fit) => (
              <li key={fit.user.id}>
                <FitRow fit={fit} view={view} party={party} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  );
}

/** One of us, and each place where their interests meet those of the person. */
function FitRow({ fit, view, party }: { fit: Fit; view: CommonGroundView; party: PartyView }) {
  const { name } = party;
  const say = useWords();
  const locale = useLocale();
  const nameOf = useNodeName();
  const act = useGroundActFromMenu();
  const who = fit.isMe ? say('ground.you') : fit.user.name;
  return (
    <div className="flex items-start gap-8">
      <Avatar name={fit.user.name} kind="person" size={24} />
      <div className="flex min-w-0 flex-1 flex-col gap-4">
        <b className="font-medium wrap-anywhere">{who}</b>
        <ul aria-label={say('ground.sharedWith', { who, name })} className="flex flex-col gap-8">
          {fit.shared.map(({ node, theirs, ours, bits, count, of, worth }) => {
            const meeting = view.nodes[node];
            const topic = meeting ? nameOf(meeting) : node;
            return (
              <li key={node} className="flex flex-col">
                <span className="flex flex-wrap items-center gap-x-8">
                  <span className="wrap-anywhere">{topic}</span>
                  <Badge tone={bits >= 5 ? 'accent' : 'neutral'}>{say(rarityWord(bits))}</Badge>
                  <Why
                    about={topic}
                    worth={worth}
                    factors={[
                      rarity({ bits, count, of, name: topic }, say),
                      {
                        label: say('ground.why.involvement'),
                        value: Math.min(theirs.involvement, ours.involvement),
                        from: say('ground.why.involvement.from', {
                          theirs: theirs.involvement,
                          ours: ours.involvement,
                          what: ours.text,
                          name,
                          who,
                        }),
                      },
                    ]}
                  />
                  {view.can.write && fit.isMe ? (
                    <IconButton
                      size="small"
                      icon="hide"
                      label={say('ground.tooPersonal.topic', { topic })}
                      onPress={() =>
                        act(
                          () =>
                            api.post<Done>(`/people/${party.id}/topics-left-alone`, {
                              node: theirs.node ?? node,
                            }),
                          say('ground.leftAlone.done'),
                        )
                      }
                    />
                  ) : null}
                </span>
                <span className="text-xs wrap-anywhere text-text-2">
                  {howKnown(theirs, say, locale)}
                </span>
              </li>
            );
          })}
        </ul>
      </div>
    </div>
  );
}

export const rarityWord = (bits: number) =>
  bits >= 8
    ? 'ground.rare'
    : bits >= 5
      ? 'ground.specific'
      : bits >= 2
        ? 'ground.fairly'
        : 'ground.general';
