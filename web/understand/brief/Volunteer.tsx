import { useQueryClient } from '@tanstack/react-query';
import type { BriefView } from '../../../shared/understand/brief.ts';
import { api } from '../../app/api.ts';
import { Button } from '../../ui/Button.tsx';
import { Section } from '../../ui/Page.tsx';
import { toast } from '../../ui/toast.ts';
import { useLocale, useWords } from '../../ui/words.ts';
import { Line } from './BriefPage.tsx';
import { shownDay } from './days.ts';

/** Something to tell of oneself or of the company; never a question. */
export function Volunteer({ brief, most }: { brief: BriefView; most: number }) {
  const say = useWords();
  const locale = useLocale();
  const client = useQueryClient();
  const { nodes, seeds, news } = brief.volunteer;
  const isGerman = locale.startsWith('de');
  const told = (seedId: string) =>
    void api
      .post<{ event: string }>(`/people/${brief.person.id}/seed-uses`, { seedId, outcome: 'used' })
      .then(
        async ({ event }) => {
          const refresh = () => client.invalidateQueries({ queryKey: ['person', 'brief'] });
          await refresh();
          toast(say('brief.seed.noted'), {
            tone: 'good',
            undo: async () => {
              await api.post(`/events/${event}/undo`);
              await refresh();
            },
          });
        },
        (error: Error) => toast(error.message, { tone: 'bad' }),
      );
  const lines = [
    ...seeds.map(({ seed, node, theirs }) => {
      const topic = nodes[node];
      return {
        id: seed.id,
        text: seed.text,
        from: say('brief.seed.because', {
          topic: topic ? (isGerman ? topic.de : topic.en) : node,
          text: theirs.text,
        }),
      };
    }),
    ...news
      .filter(({ id }) => !seeds.some(({ seed }) => seed.id === id))
      .map(({ id, name, text, until }) => ({
        id,
        text,
        from: until ? say('brief.news.until', { name, day: shownDay(until, locale) }) : name,
      })),
  ].slice(0, most);
  return (
    <Section title={say('brief.volunteer')}>
      {lines.length === 0 ? (
        <p className="text-text-2">{say('brief.volunteer.none')}</p>
      ) : (
        <ul className="flex flex-col gap-8">
          {lines.map(({ id, text, from }) => (
            <Line
              key={id}
              act={
                brief.can.write ? (
                  <Button size="small" icon="check" onPress={() => told(id)}>
                    {say('brief.seed.told')}
                    <span className="sr-only"> {text.slice(0, 60)}</span>
                  </Button>
                ) : undefined
              }
            >
              <span className="whitespace-pre-line">{text}</span>
              <span className="block text-xs text-text-2">{from}</span>
            </Line>
          ))}
        </ul>
      )}
    </Section>
  );
}
