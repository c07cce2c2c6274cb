import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import {
  type MentionChange,
  type MentionView,
  mentionJudgements,
} from '../../../shared/interact/public-mentions.ts';
import { api } from '../../app/api.ts';
import { When } from '../../identify/parties/When.tsx';
import { colleaguesQuery } from '../../import/imports.ts';
import { Button } from '../../ui/Button.tsx';
import { SegmentedField } from '../../ui/Field.tsx';
import { Card } from '../../ui/Page.tsx';
import { Select } from '../../ui/Select.tsx';
import { toast } from '../../ui/toast.ts';
import { type Say, useWords } from '../../ui/words.ts';

const judgementWords = {
  good: 'mentions.good',
  bad: 'mentions.bad',
  'not ours': 'mentions.notOurs',
} as const;

/** One place where we are named, as it was written there, and what is to become of it. */
export function Mention({ mention, mayWrite }: { mention: MentionView; mayWrite: boolean }) {
  const say = useWords();
  const client = useQueryClient();
  const { data: colleagues } = useQuery(colleaguesQuery);
  const { id, version, author, source, url, title, text, person, judgement, assignee } = mention;
  const refresh = () => client.invalidateQueries({ queryKey: ['timeline'] });
  const change = async (said: Omit<MentionChange, 'version'>) => {
    try {
      const { event } = await api.patch<{ event: string }>(`/mentions/${id}`, { ...said, version });
      toast(say('mentions.noted'), {
        tone: 'good',
        undo: async () => {
          await api.post(`/events/${event}/undo`);
          await refresh();
        },
      });
    } catch (problem) {
      toast(problem instanceof Error ? problem.message : String(problem), { tone: 'bad' });
    }
    await refresh();
  };
  const by = say('mentions.by', { author: author || say('mentions.someone'), source });
  return (
    <Card>
      <article aria-label={by} className="flex flex-col gap-8">
        <header className="flex flex-wrap items-baseline gap-x-8">
          <b className="min-w-0 font-medium wrap-anywhere">
            {person ? (
              <Link to="/people/$id" params={{ id: person.id }}>
                {by}
              </Link>
            ) : (
              by
            )}
          </b>
          <span className="ms-auto text-sm text-text-2">
            <When at={mention.at} />
          </span>
        </header>
        {title ? <p className="font-medium wrap-anywhere">{title}</p> : null}
        <p className="line-clamp-6 whitespace-pre-line wrap-anywhere">{text}</p>
        <span className="flex flex-wrap items-center gap-x-12 text-sm text-text-2">
          {url ? (
            <a
              href={url}
              target="_blank"
              rel="noopener noreferrer nofollow"
              className="text-accent-text underline"
            >
              {say('mentions.show')}
            </a>
          ) : null}
          {stateOf(mention, say)}
        </span>
        {mayWrite ? (
          <div className="flex flex-wrap items-end gap-12">
            <SegmentedField
              label={say('mentions.judge')}
              options={mentionJudgements.map((one) => ({
                id: one,
                label: say(judgementWords[one]),
              }))}
              value={judgement ?? ''}
              onChange={(said) => void change({ judgement: said === '' ? null : said })}
            />
            <Select
              label={say('mentions.assign')}
              className="min-w-[160px]"
              options={[
                { id: '', label: say('mentions.nobody') },
                ...(colleagues?.rows ?? []).map((one) => ({ id: one.id, label: one.name })),
              ]}
              value={assignee?.id ?? ''}
              onChange={(to) => void change({ assignedTo: to || null })}
            />
            {mention.outcome ? (
              <Button icon="undo" onPress={() => void change({ outcome: null })}>
                {say('mentions.reopen')}
              </Button>
            ) : (
              <>
                <Button icon="reply" onPress={() => void change({ outcome: 'answered' })}>
                  {say('mentions.answered')}
                </Button>
                <Button variant="quiet" onPress={() => void change({ outcome: 'left' })}>
                  {say('mentions.left')}
                </Button>
              </>
            )}
          </div>
        ) : null}
      </article>
    </Card>
  );
}

function stateOf({ outcome, minutes }: MentionView, say: Say): string | null {
  if (outcome === 'left') return say('mentions.wasLeft');
  if (outcome !== 'answered' || minutes === null) return null;
  const hours = Math.round(minutes / 60);
  const time =
    minutes < 90
      ? say('mentions.minutes', { count: Math.max(0, minutes) })
      : hours < 48
        ? say('mentions.hours', { count: hours })
        : say('mentions.days', { count: Math.round(hours / 24) });
  return say('mentions.wasAnswered', { time });
}
