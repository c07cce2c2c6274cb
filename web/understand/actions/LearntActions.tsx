import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ActionKind, LearntView } from '../../../shared/understand/actions.ts';
import { api } from '../../app/api.ts';
import { shownInstant } from '../../identify/parties/time.ts';
import type { MessageId } from '../../locales/ids.ts';
import { Loaded } from '../../settings/Loaded.tsx';
import { Row, Rows } from '../../settings/Rows.tsx';
import { TopicSection } from '../../settings/TopicSection.tsx';
import { Button } from '../../ui/Button.tsx';
import { toast } from '../../ui/toast.ts';
import { useLocale, useWords } from '../../ui/words.ts';

/** Whatever changes the proposals of a day changes what they taught. */
const learntQuery = queryOptions({
  queryKey: ['today', 'learnt'],
  queryFn: ({ signal }) => api.get<LearntView>('/actions/learnt', { signal }),
});

const kindMessages: Record<ActionKind, MessageId> = {
  promise: 'actions.kind.promise',
  answer: 'actions.kind.answer',
  'follow up': 'actions.kind.followUp',
  verify: 'actions.kind.verify',
  revive: 'actions.kind.revive',
  ask: 'actions.kind.ask',
  seed: 'actions.kind.seed',
  thank: 'actions.kind.thank',
};

/** What one’s own answers to proposals have taught, and what they keep away. */
export default function LearntActions() {
  const query = useQuery(learntQuery);
  return (
    <Loaded query={query}>
      {(learnt) => (
        <div className="flex flex-col gap-24">
          <Taught learnt={learnt} />
          <Kept kept={learnt.kept} />
        </div>
      )}
    </Loaded>
  );
}

function Taught({ learnt: { overall, kinds } }: { learnt: LearntView }) {
  const say = useWords();
  const locale = useLocale();
  const client = useQueryClient();
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  const isTaught = kinds.some(({ done, notNow, never }) => done + notNow + never > 0);
  const forget = () =>
    void api.post('/actions/forget').then(
      async () => {
        toast(say('actions.learnt.forgotten'), { tone: 'good' });
        await client.invalidateQueries({ queryKey: ['today'] });
      },
      (error: Error) => toast(error.message, { tone: 'bad' }),
    );
  return (
    <TopicSection topic="learntActions" isWholePage lead={say('actions.learnt.lead')}>
      <Rows>
        <Row
          title={say('actions.learnt.overall')}
          words={say('actions.learnt.overallFigures', { chance: percent.format(overall.mean) })}
        />
        {kinds.map(({ kind, chance, ...counts }) => (
          <Row
            key={kind}
            title={say(kindMessages[kind])}
            words={say('actions.learnt.figures', {
              chance: percent.format(chance.mean),
              ...counts,
            })}
          />
        ))}
      </Rows>
      {isTaught ? (
        <span>
          <Button icon="refresh" onPress={forget}>
            {say('actions.learnt.forget')}
          </Button>
        </span>
      ) : null}
    </TopicSection>
  );
}

function Kept({ kept }: { kept: LearntView['kept'] }) {
  const say = useWords();
  const locale = useLocale();
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: ['today'] });
  const allow = (id: string) =>
    void api.delete<{ event: string }>(`/actions/answers/${id}`).then(
      async ({ event }) => {
        await refresh();
        toast(say('actions.learnt.allowed'), {
          tone: 'good',
          undo: async () => {
            await api.post(`/events/${event}/undo`);
            await refresh();
          },
        });
      },
      (error: Error) => toast(error.message, { tone: 'bad' }),
    );
  return (
    <TopicSection topic="keptAway" lead={say('actions.learnt.kept.lead')}>
      {kept.length === 0 ? (
        <p className="text-text-2">{say('actions.learnt.kept.none')}</p>
      ) : (
        <Rows>
          {kept.map(({ id, kind, party, until }) => (
            <Row
              key={id}
              title={<bdi className="wrap-anywhere">{party.name}</bdi>}
              words={[
                say(kindMessages[kind]),
                until
                  ? say('actions.learnt.until', { day: shownInstant(until, locale) })
                  : say('actions.learnt.forEver'),
              ].join(' · ')}
            >
              <Button size="small" onPress={() => allow(id)}>
                {say('actions.learnt.allow')}
                <span className="sr-only"> {party.name}</span>
              </Button>
            </Row>
          ))}
        </Rows>
      )}
    </TopicSection>
  );
}
