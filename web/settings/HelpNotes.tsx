import { queryOptions, useQuery } from '@tanstack/react-query';
import type { HelpNote } from '../../shared/platform/help.ts';
import { api } from '../app/api.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Card } from '../ui/Page.tsx';
import { useWords } from '../ui/words.ts';
import { useMoments } from './moments.ts';
import { Row, Rows } from './Rows.tsx';
import { TopicSection } from './TopicSection.tsx';
import { useAct } from './useAct.ts';
import { useSession } from './useSession.ts';

const notesQuery = queryOptions({
  queryKey: ['help note'],
  queryFn: ({ signal }) => api.get<{ rows: HelpNote[] }>('/help/notes', { signal }),
  select: ({ rows }) => rows,
});

/** What colleagues told about the tool, from its help. Owners read it here, and nobody elsewhere. */
export function HelpNotes() {
  const say = useWords();
  const session = useSession();
  const { ago } = useMoments();
  const { data: notes = [] } = useQuery(notesQuery);
  const settle = useAct((id: string) => api.delete<{ event: string }>(`/help/notes/${id}`), {
    renews: [notesQuery.queryKey],
    done: ({ event }) => ({
      text: say('settings.notes.settled'),
      undo: () => api.post(`/events/${event}/undo`),
    }),
  });
  if (session?.user.level !== 'owner') return null;
  return (
    <TopicSection topic="notes" lead={say('settings.notes.lead')}>
      {notes.length === 0 ? (
        <Card>
          <p className="text-text-2">{say('settings.notes.none')}</p>
        </Card>
      ) : (
        <Rows>
          {notes.map(({ id, text, page, version, userName, createdAt }) => (
            <Row
              key={id}
              picture={<Icon name="message" className="text-text-3" />}
              title={<span className="whitespace-pre-line wrap-anywhere">{text}</span>}
              words={say('settings.notes.from', {
                name: userName,
                page,
                version,
                when: ago(createdAt),
              })}
            >
              <Button size="small" isWorking={settle.isPending} onPress={() => settle.mutate(id)}>
                {say('settings.notes.settle')}
              </Button>
            </Row>
          ))}
        </Rows>
      )}
    </TopicSection>
  );
}
