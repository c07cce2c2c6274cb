import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import type { IconName } from '../ui/icons.ts';
import { toast } from '../ui/toast.ts';
import { useWords } from '../ui/words.ts';
import { enterSample, enterWorkspace, sessionQuery } from './session.ts';

const tell = (error: Error) => toast(error.message, { tone: 'bad' });

interface Turn {
  id: string;
  label: string;
  icon: IconName;
  run: () => void;
}

/** Where one can turn to from here, for the menu and the palette. */
export function useTurns(): { others: Turn[]; sample: Turn | null } {
  const say = useWords();
  const { data: session } = useSuspenseQuery(sessionQuery);
  const look = useMutation({
    mutationFn: enterSample,
    onMutate: () => toast(say('app.sample.making')),
    onError: tell,
  });
  const { mutate: enter } = useMutation({ mutationFn: enterWorkspace, onError: tell });
  if (!session) return { others: [], sample: null };
  const { workspace, workspaces, user } = session;
  const mayMake = user.level !== 'reader' && workspaces.every(({ kind }) => kind === 'company');
  return {
    others: workspaces
      .filter(({ id }) => id !== workspace.id)
      .map(({ id, name, kind }) => ({
        id: `enter ${id}`,
        label: say('app.workspace.enter', { name }),
        icon: kind === 'sample' ? 'show' : 'company',
        run: () => enter(id),
      })),
    sample: mayMake
      ? {
          id: 'sample',
          label: say('app.sample.look'),
          icon: 'show',
          run: () => {
            if (!look.isPending) look.mutate();
          },
        }
      : null,
  };
}
