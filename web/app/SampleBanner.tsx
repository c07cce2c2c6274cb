import { useMutation } from '@tanstack/react-query';
import type { SessionView } from '../../shared/platform/workspace.ts';
import { enterRooms } from '../locales/language.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { onDemand } from '../ui/onDemand.tsx';
import { toast } from '../ui/toast.ts';
import { useWords } from '../ui/words.ts';
import { enterWorkspace, removeSample } from './session.ts';

const Practice = onDemand(async () => {
  const [practice] = await Promise.all([
    import('../help/Practice.tsx'),
    enterRooms('help', 'capture', 'strategy', 'settings', 'import'),
  ]);
  return practice;
});

const tell = (error: Error) => toast(error.message, { tone: 'bad' });

/** Above every page of the sample company: that nothing here is real, the way back, and the way out for good. */
export default function SampleBanner({
  session: { workspace, workspaces },
}: {
  session: SessionView;
}) {
  const say = useWords();
  const remove = useMutation({ mutationFn: removeSample, onError: tell });
  const back = useMutation({ mutationFn: enterWorkspace, onError: tell });
  const own =
    workspaces.find(({ kind }) => kind === 'company') ??
    workspaces.find(({ id }) => id !== workspace.id);
  return (
    <aside
      aria-label={say('app.sample')}
      className="flex flex-wrap items-center justify-center gap-x-16 gap-y-4 border-b border-border bg-info-soft px-16 py-4"
    >
      <p className="flex min-w-0 items-center gap-8 text-sm text-text">
        <Icon name="show" className="text-info" />
        {say('app.sample.banner')}
      </p>
      <Practice />
      {own ? (
        <span className="flex max-w-full min-w-0 gap-8">
          <Button
            size="small"
            icon="back"
            className="min-w-0! shrink!"
            isWorking={back.isPending}
            onPress={() => back.mutate(own.id)}
          >
            {say('app.sample.back', { name: own.name })}
          </Button>
          <Button
            size="small"
            icon="remove"
            isWorking={remove.isPending}
            onPress={() => remove.mutate(own.id)}
          >
            {say('app.sample.remove')}
          </Button>
        </span>
      ) : null}
    </aside>
  );
}
