import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { SessionView } from '../../shared/platform/workspace.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Menu } from '../ui/Menu.tsx';
import { toast } from '../ui/toast.ts';
import { useWords } from '../ui/words.ts';
import { enterWorkspace, sessionQuery } from './session.ts';
import { useTurns } from './turns.ts';
import { WorkspaceName, WorkspaceWords } from './WorkspaceName.tsx';

const tell = (error: Error) => toast(error.message, { tone: 'bad' });

/** The head of the sidebar: where one is, and where else one could be. */
export default function WorkspaceMenu({
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
  if (workspaces.length < 2 && !sample)
    return <WorkspaceName name={workspace.name} isRail={isRail} />;
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
              <WorkspaceWords name={workspace.name} isRail={isRail} />
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
