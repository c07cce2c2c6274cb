import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { SessionView } from '../../shared/platform/workspace.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { toast } from '../ui/toast.ts';
import { useWords } from '../ui/words.ts';
import { api } from './api.ts';
import { sessionQuery } from './session.ts';

/** Above every page of a restored company, until an owner has looked and says that work goes on here. */
export default function HeldBanner({ session: { user } }: { session: SessionView }) {
  const say = useWords();
  const queries = useQueryClient();
  const release = useMutation({
    mutationFn: () => api.patch('/workspace', { heldSince: null }),
    onSuccess: () => queries.invalidateQueries({ queryKey: sessionQuery.queryKey }),
    onError: (error) => toast(error.message, { tone: 'bad' }),
  });
  return (
    <aside
      aria-label={say('app.held')}
      className="flex flex-wrap items-center justify-center gap-x-16 gap-y-4 border-b border-border bg-warn-soft px-16 py-4"
    >
      <p className="flex min-w-0 items-center gap-8 text-sm text-text">
        <Icon name="show" className="text-warn" />
        {say(user.level === 'owner' ? 'app.held.banner' : 'app.held.askOwner')}
      </p>
      {user.level === 'owner' ? (
        <Button size="small" isWorking={release.isPending} onPress={() => release.mutate()}>
          {say('app.held.release')}
        </Button>
      ) : null}
    </aside>
  );
}
