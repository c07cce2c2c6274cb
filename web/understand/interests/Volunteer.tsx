import type { PartyView } from '../../../shared/identify/parties.ts';
import type {
  CommonGroundView,
  SeedOffer,
  SeedOutcome,
  UsedSeed,
} from '../../../shared/understand/interests/interests.ts';
import { api } from '../../app/api.ts';
import { When } from '../../identify/parties/When.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { Card, Section } from '../../ui/Page.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import { type Done, useGroundActFromMenu, useNodeName } from './queries.ts';
import { howKnown, rarity, Why } from './Why.tsx';

/** So many of what was told are shown. */
const mostTold = 3;

/** What one could tell of oneself or of the company: never a question to pry with. */
export function Volunteer({ view, party }: { view: CommonGroundView; party: PartyView }) {
  const say = useWords();
  const told = view.used.filter(({ outcome }) => outcome !== 'never').slice(0, mostTold);
  if (view.seeds.length + told.length + view.leftAlone.length === 0) return null;
  return (
    <Section title={say('ground.volunteer')}>
      <div className="flex flex-col gap-8">
        {view.seeds.map((offer) => (
          <Offer key={offer.seed.id} offer={offer} view={view} party={party} />
        ))}
        {told.length > 0 ? (
          <ul aria-label={say('ground.told')} className="flex flex-col gap-8">
            {told.map((use) => (
              <Told key={use.id} use={use} partyId={party.id} />
            ))}
          </ul>
        ) : null}
        <LeftAlone view={view} party={party} />
      </div>
    </Section>
  );
}

function Offer({
  offer,
  view,
  party,
}: {
  offer: SeedOffer;
  view: CommonGroundView;
  party: PartyView;
}) {
  const say = useWords();
  const locale = useLocale();
  const nameOf = useNodeName();
  const act = useGroundActFromMenu();
  const { seed, node, theirs, bits, count, of, involvement, freshness, chance, worth } = offer;
  const met = view.nodes[node];
  const topic = met ? nameOf(met) : node;
  const use = (outcome: SeedOutcome, done: string) =>
    act(() => api.post<Done>(`/people/${party.id}/seed-uses`, { seedId: seed.id, outcome }), done);
  const leave = () =>
    act(
      () =>
        api.post<Done>(`/people/${party.id}/topics-left-alone`, {
          node: theirs.node ?? node,
        }),
      say('ground.leftAlone.done'),
    );
  return (
    <Card>
      <article aria-label={say('ground.seed.about', { topic })} className="flex flex-col gap-4">
        <p className="wrap-anywhere whitespace-pre-line">{seed.text}</p>
        <p className="text-xs wrap-anywhere text-text-2">
          {say(seed.visibility === 'everyone' ? 'ground.seed.ours' : 'ground.seed.mine', { topic })}
          {' · '}
          {howKnown(theirs, say, locale)}
        </p>
        <span className="flex flex-wrap items-center gap-4">
          {view.can.write ? (
            <Button size="small" icon="check" onPress={() => use('used', say('ground.seed.used'))}>
              {say('ground.seed.use')}
            </Button>
          ) : null}
          <Why
            about={topic}
            worth={worth}
            factors={[
              rarity({ bits, count, of, name: topic }, say),
              {
                label: say('ground.why.theirs', { name: party.name }),
                value: involvement,
              },
              {
                label: say('ground.why.freshness'),
                value: freshness,
                from: say('ground.why.freshness.from'),
              },
              {
                label: say('ground.why.chance'),
                value: chance,
                from: say('ground.why.chance.from'),
              },
            ]}
          />
          {view.can.write ? (
            <Menu
              label={say('ground.seed.acts', { topic })}
              placement="bottom end"
              trigger={
                <IconButton size="small" icon="more" label={say('ground.seed.acts', { topic })} />
              }
              groups={[
                {
                  entries: [
                    {
                      id: 'never',
                      label: say('ground.seed.never'),
                      icon: 'hide',
                      onAction: () => use('never', say('ground.seed.never.done')),
                    },
                    {
                      id: 'personal',
                      label: say('ground.tooPersonal'),
                      description: say('ground.tooPersonal.words'),
                      icon: 'shield',
                      onAction: leave,
                    },
                  ],
                },
              ]}
            />
          ) : null}
        </span>
      </article>
    </Card>
  );
}

function Told({ use, partyId }: { use: UsedSeed; partyId: string }) {
  const say = useWords();
  const act = useGroundActFromMenu();
  const settle = (outcome: SeedOutcome) =>
    act(
      () => api.patch<Done>(`/people/${partyId}/seed-uses/${use.id}`, { outcome }),
      say('ground.told.noted'),
    );
  return (
    <li className="flex flex-col gap-2">
      <span className="wrap-anywhere">{use.text}</span>
      <span className="flex flex-wrap items-center gap-x-8 text-xs text-text-2">
        <span>
          {use.isMine ? say('ground.told.byYou') : say('ground.told.by', { by: use.by.name })}{' '}
          <When at={use.at} />
        </span>
        {use.outcome === 'picked up' ? <span>{say('ground.pickedUp')}</span> : null}
        {use.outcome === 'not' ? <span>{say('ground.notPickedUp')}</span> : null}
      </span>
      {use.isMine && use.outcome === 'used' ? (
        <span className="flex flex-wrap items-center gap-4">
          <span className="text-sm text-text-2">{say('ground.told.question')}</span>
          <Button size="small" onPress={() => settle('picked up')}>
            {say('ground.pickedUp')}
          </Button>
          <Button size="small" variant="quiet" onPress={() => settle('not')}>
            {say('ground.notPickedUp')}
          </Button>
        </span>
      ) : null}
    </li>
  );
}

function LeftAlone({ view, party }: { view: CommonGroundView; party: PartyView }) {
  const say = useWords();
  const nameOf = useNodeName();
  const act = useGroundActFromMenu();
  if (view.leftAlone.length === 0) return null;
  return (
    <ul aria-label={say('ground.leftAlone')} className="flex flex-col gap-4">
      {view.leftAlone.map(({ id, node }) => {
        const known = view.nodes[node];
        const topic = known ? nameOf(known) : node;
        return (
          <li key={id} className="flex flex-wrap items-center gap-x-8 text-sm text-text-2">
            <span className="min-w-0 flex-1 wrap-anywhere">
              {say('ground.leftAlone.topic', { topic })}
            </span>
            {view.can.write ? (
              <Button
                size="small"
                variant="quiet"
                onPress={() =>
                  act(
                    () => api.delete<Done>(`/people/${party.id}/topics-left-alone/${id}`),
                    say('ground.leftAlone.takenUp'),
                  )
                }
              >
                {say('ground.leftAlone.takeUp')}
                <span className="sr-only"> {topic}</span>
              </Button>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
