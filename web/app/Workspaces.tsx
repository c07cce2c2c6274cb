import {
  useIsMutating,
  useMutation,
  useQueryClient,
  useSuspenseQuery,
} from '@tanstack/react-query';
import type { SessionView } from '../../shared/platform/workspace.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import type { IconName } from '../ui/icons.ts';
import { Menu } from '../ui/Menu.tsx';
import { toast } from '../ui/toast.ts';
import { useWords } from '../ui/words.ts';
import { enterSample, enterWorkspace, removeSample, sessionQuery } from './session.ts';

const making = ['sample'];
const tell = (error: Error) => toast(error.message, { tone: 'bad' });

/** Makes one's sample company, if there is none yet, and opens it. */
export function useSample() {
  return useMutation({ mutationKey: making, mutationFn: enterSample, onError: tell });
}

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
  const look = useSample();
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

/** The head of the sidebar: where one is, and where else one could be. */
export function WorkspaceMenu({
  session: { workspace, workspaces },
  isRail,
}: {
  session: SessionView;
  isRail: boolean;
}) {
  const say = useWords();
  const client = useQueryClient();
  const { sample } = useTurns();
  const { mutate: enter } = useMutation({ mutationFn: enterWorkspace, onError: tell });
  const name = (
    <span className="flex min-w-0 flex-1 items-center gap-8 text-start">
      <Avatar name={workspace.name} kind="company" size={24} />
      {isRail ? null : <strong className="truncate font-semibold">{workspace.name}</strong>}
    </span>
  );
  if (workspaces.length < 2 && !sample)
    return <div className={isRail ? '' : 'flex min-h-control px-4'}>{name}</div>;
  return (
    <Menu
      label={say('app.workspace')}
      // Another window may have made or removed one since this page was loaded.
      onOpenChange={(isOpen) => {
        if (isOpen) void client.refetchQueries(sessionQuery);
      }}
      trigger={
        <Button
          variant="quiet"
          className={isRail ? 'px-4!' : 'w-full justify-start px-4! text-text! [&>span]:flex-1'}
        >
          <span className="flex min-w-0 items-center gap-8">
            <span className="sr-only">
              {say('app.workspace.current', { name: workspace.name })}
            </span>
            <span aria-hidden="true" className="contents">
              {name}
            </span>
            {isRail ? null : <Icon name="sort" className="text-text-3" />}
          </span>
        </Button>
      }
      groups={[
        {
          title: say('app.workspace'),
          selectionMode: 'single',
          selected: [workspace.id],
          onSelect: ([chosen]) => {
            if (chosen && chosen !== workspace.id) enter(chosen);
          },
          entries: workspaces.map(({ id, name: label, kind }) => ({
            id,
            label,
            description: kind === 'sample' ? say('app.sample') : undefined,
          })),
        },
        ...(sample ? [{ entries: [{ ...sample, onAction: sample.run }] }] : []),
      ]}
    />
  );
}

/** Above every page of the sample company: that nothing here is real, the way back, and the way out for good. */
export function SampleBanner({ session: { workspace, workspaces } }: { session: SessionView }) {
  const say = useWords();
  const isMaking = useIsMutating({ mutationKey: making }) > 0;
  const remove = useMutation({ mutationFn: removeSample, onError: tell });
  const back = useMutation({ mutationFn: enterWorkspace, onError: tell });
  const own =
    workspaces.find(({ kind }) => kind === 'company') ??
    workspaces.find(({ id }) => id !== workspace.id);
  return (
    <>
      <div role="status">
        {isMaking ? (
          <p className="flex items-center justify-center gap-8 bg-info-soft px-16 py-4 text-sm text-info">
            <Icon name="refresh" className="spin" />
            {say('app.sample.making')}
          </p>
        ) : null}
      </div>
      {workspace.kind === 'sample' ? (
        <aside
          aria-label={say('app.sample')}
          className="flex flex-wrap items-center justify-center gap-x-16 gap-y-4 border-b border-border bg-info-soft px-16 py-4"
        >
          <p className="flex min-w-0 items-center gap-8 text-sm text-text">
            <Icon name="show" className="text-info" />
            {say('app.sample.banner')}
          </p>
          {own ? (
            <span className="flex min-w-0 flex-wrap gap-8">
              <Button
                size="small"
                icon="back"
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
      ) : null}
    </>
  );
}

/** Beside the way to begin on an empty page; nothing where one is looking around already. */
export function SampleLink() {
  const { sample } = useTurns();
  if (!sample) return null;
  return (
    <Button variant="quiet" icon={sample.icon} onPress={sample.run}>
      {sample.label}
    </Button>
  );
}
