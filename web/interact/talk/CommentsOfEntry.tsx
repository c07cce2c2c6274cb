import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ActivityView } from '../../../shared/interact/activities.ts';
import { api } from '../../app/api.ts';
import { sessionQuery } from '../../app/session.ts';
import { toast } from '../../ui/toast.ts';
import { useWords } from '../../ui/words.ts';
import { Comments } from './Comments.tsx';

/** What colleagues say about one entry of the timeline, below its text. */
export function CommentsOfEntry({ activity }: { activity: ActivityView }) {
  const say = useWords();
  const client = useQueryClient();
  const { data: session } = useQuery(sessionQuery);
  const { id } = activity;
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['timeline'] }),
      client.invalidateQueries({ queryKey: ['activity', id] }),
    ]);
  return (
    <section
      aria-label={say('talk.title')}
      className="flex flex-col gap-8 border-t border-border pt-12"
    >
      <Comments
        about={{ activityId: id }}
        canWrite={session?.user.level !== 'reader'}
        onShare={async (sharing) => {
          const { event } = await api.patch<{ event: string }>(`/activities/${id}`, {
            ...sharing,
            version: activity.version,
          });
          await refresh();
          toast(say('identify.shared'), {
            tone: 'good',
            undo: async () => {
              await api.post(`/events/${event}/undo`);
              await refresh();
            },
          });
        }}
      />
    </section>
  );
}
