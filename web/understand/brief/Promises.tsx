import { useQueryClient } from '@tanstack/react-query';
import type { BriefView } from '../../../shared/understand/brief.ts';
import { api } from '../../app/api.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Section } from '../../ui/Page.tsx';
import { toast } from '../../ui/toast.ts';
import { useLocale, useWords } from '../../ui/words.ts';
import { Line } from './BriefPage.tsx';
import { shownDay } from './days.ts';

type Open = BriefView['promises']['ours'];

/** What each owes the other, and what could be promised next. */
export function Promises({ brief }: { brief: BriefView }) {
  const say = useWords();
  const locale = useLocale();
  const client = useQueryClient();
  const { ours, theirs, next } = brief.promises;
  const what = next && say(`brief.next.${next.kind}`, { words: next.words });
  const promise = () =>
    void api
      .post<{ event: string }>('/promises', {
        partyId: brief.person.id,
        direction: 'ours',
        what,
        due: next!.due,
      })
      .then(
        async ({ event }) => {
          const refresh = () => client.invalidateQueries({ queryKey: ['person', 'brief'] });
          await refresh();
          toast(say('brief.promised'), {
            tone: 'good',
            undo: async () => {
              await api.post(`/events/${event}/undo`);
              await refresh();
            },
          });
        },
        (error: Error) => toast(error.message, { tone: 'bad' }),
      );
  const isSaid = [...ours].some((one) => one.what === what);
  if (ours.length + theirs.length === 0 && !next) return null;
  return (
    <Section title={say('brief.promises')}>
      <Owed title={say('brief.ours')} promises={ours} />
      <Owed title={say('brief.theirs')} promises={theirs} />
      {next && what && !isSaid ? (
        <div className="flex flex-col gap-4">
          <h3 className="text-sm text-text-2">{say('brief.next')}</h3>
          <ul>
            <Line
              act={
                brief.can.write ? (
                  <Button size="small" icon="add" onPress={promise}>
                    {say('brief.promise')}
                  </Button>
                ) : undefined
              }
            >
              {say('brief.due', { what, day: shownDay(next.due, locale) })}
            </Line>
          </ul>
        </div>
      ) : null}
    </Section>
  );
}

function Owed({ title, promises }: { title: string; promises: Open }) {
  const say = useWords();
  const locale = useLocale();
  if (promises.length === 0) return null;
  return (
    <div className="flex flex-col gap-4">
      <h3 className="text-sm text-text-2">{title}</h3>
      <ul className="flex flex-col gap-4">
        {promises.map(({ id, what, due, state }) => (
          <Line key={id}>
            {say('brief.due', { what, day: shownDay(due, locale) })}{' '}
            {state === 'late' ? <Badge tone="warn">{say('brief.late')}</Badge> : null}
          </Line>
        ))}
      </ul>
    </div>
  );
}
