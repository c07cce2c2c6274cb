import { useQueryClient } from '@tanstack/react-query';
import type { TaskAnswer, TaskOutcome, TaskView } from '../../../shared/interact/tasks/tasks.ts';
import { api } from '../../app/api.ts';
import { toast } from '../../ui/toast.ts';
import { useWords } from '../../ui/words.ts';

/** What shows tasks, and is asked for again when one has changed. */
const showing = ['tasks', 'today', 'timeline', 'activity'];

interface Done {
  event: string;
  /** How many times of a series it was done to. */
  meetings?: number;
}

/** The verbs on tasks; each says that it was done and how to take it back. */
export function useTaskActs() {
  const say = useWords();
  const client = useQueryClient();
  const refresh = () =>
    Promise.all(showing.map((first) => client.invalidateQueries({ queryKey: [first] })));
  const act = async (
    work: () => Promise<Done>,
    told: string | ((done: Done) => string),
  ): Promise<void> => {
    const answer = await work();
    const { event } = answer;
    await refresh();
    toast(typeof told === 'string' ? told : told(answer), {
      tone: 'good',
      undo: async () => {
        await api.post(`/events/${event}/undo`);
        await refresh();
      },
    });
  };
  const settle = ({ id, version, title }: TaskView, outcome: TaskOutcome | null) =>
    act(
      () => api.put(`/tasks/${id}/settlement`, { outcome, version }),
      say(outcome ? `tasks.told.${outcome}` : 'tasks.told.reopened', { title }),
    );
  const answer = ({ id, version, title }: TaskView, said: Omit<TaskAnswer, 'version'>) =>
    act(
      () => api.put(`/tasks/${id}/answer`, { ...said, version }),
      say(said.accepts ? 'tasks.told.accepted' : 'tasks.told.givenBack', { title }),
    );
  const remove = ({ id, version, title }: TaskView) =>
    act(
      () => api.delete(`/activities/${id}?version=${String(version)}`),
      say('tasks.told.removed', { title }),
    );
  return { act, settle, answer, remove };
}

/** From a button or a menu, where a refusal has no form to stand in. */
export const complaining = (work: Promise<void>) =>
  void work.catch((error: unknown) =>
    toast(error instanceof Error ? error.message : String(error), { tone: 'bad' }),
  );
