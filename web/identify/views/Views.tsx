import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import type { SavedView } from '../../../shared/platform/views.ts';
import { isMine, mine, mineMessages } from '../../app/mine.ts';
import { sessionQuery } from '../../app/session.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { useShortcuts } from '../../ui/keys/Shortcuts.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { onDemand } from '../../ui/onDemand.tsx';
import { toast } from '../../ui/toast.ts';
import { useWords } from '../../ui/words.ts';
import { nounMessages } from '../parties/words.ts';
import { useViewChanges } from './changes.ts';
import { pinnedAmong } from './queries.ts';
import { type Shown, toSave } from './shown.ts';
import type { ViewDialogProps, ViewNaming } from './ViewDialog.tsx';

const ViewDialog = onDemand<ViewDialogProps>(() => import('./ViewDialog.tsx'));

const pages = { person: '/people', company: '/companies' } as const;
const tell = (error: unknown) =>
  toast(error instanceof Error ? error.message : String(error), { tone: 'bad' });

export interface ViewsProps {
  kind: PartyKind;
  views: readonly SavedView[];
  /** The one that is open. */
  view: SavedView | undefined;
  shown: Shown;
  columns: readonly string[];
  onDiscard: () => void;
}

/** Opens a saved view, saves what is shown as one, and pins, shares or removes the one that is open. */
export function ViewsMenu({ kind, views, view, shown, columns, onDiscard }: ViewsProps) {
  const say = useWords();
  const navigate = useNavigate();
  const changes = useViewChanges();
  const [dialog, setDialog] = useState<'new' | 'own' | null>(null);
  const ofKind = views.filter(({ entity }) => entity === kind);
  const { data: session } = useQuery(sessionQuery);
  const userId = session?.user.id;
  const isOfMine = !view && isMine(shown.filter, userId);
  const open = (id: string | undefined) =>
    void navigate({ to: pages[kind], search: id ? { view: id } : {} });
  const openMine = () =>
    void navigate({ to: pages[kind], search: userId ? { filter: mine(userId) } : {} });

  useShortcuts([
    {
      id: 'list.saveView',
      keys: 'Shift+F',
      label: say('lists.views.saveAs'),
      group: say('ui.keys.list'),
      run: () => setDialog('new'),
    },
  ]);

  const saveNew = async ({ isPinned, ...naming }: ViewNaming) => {
    const id = await changes.save({ entity: kind, ...naming, ...toSave(shown, columns) });
    if (isPinned) await changes.pin(views, id, pinnedAmong(views).length, { isQuiet: true });
    onDiscard();
    open(id);
  };
  const changeOwn = async (own: SavedView, { isPinned, ...naming }: ViewNaming) => {
    await changes.change(own, naming);
    if (isPinned !== (own.pin !== null))
      await changes.pin(views, own.id, isPinned ? pinnedAmong(views).length : null, {
        isQuiet: true,
      });
  };
  return (
    <>
      <Menu
        label={say('lists.views')}
        placement="bottom end"
        trigger={
          <Button variant="quiet" icon="star">
            {say('lists.views')}
          </Button>
        }
        groups={[
          {
            title: say('lists.views.open'),
            selectionMode: 'single',
            selected: [view?.id ?? (isOfMine ? 'mine' : 'all')],
            onSelect: ([id]) => (id === 'mine' ? openMine() : open(id === 'all' ? undefined : id)),
            entries: [
              { id: 'all', label: say(nounMessages[kind].title) },
              { id: 'mine', label: say(mineMessages[kind]) },
              ...ofKind.map(({ id, name, visibility }) => ({
                id,
                label: name,
                ...(visibility === 'private' ? {} : { icon: 'people' as const }),
              })),
            ],
          },
          {
            entries: [
              {
                id: 'save',
                label: say('lists.views.saveAs'),
                icon: 'add',
                keys: 'Shift+F',
                onAction: () => setDialog('new'),
              },
              ...(view
                ? [
                    {
                      id: 'pin',
                      label: say(view.pin === null ? 'lists.views.pin' : 'lists.views.unpin'),
                      icon: 'star' as const,
                      onAction: () =>
                        void changes
                          .pin(views, view.id, view.pin === null ? pinnedAmong(views).length : null)
                          .catch(tell),
                    },
                  ]
                : []),
              ...(view?.can.edit
                ? [
                    {
                      id: 'own',
                      label: say('lists.views.rename'),
                      icon: 'edit' as const,
                      onAction: () => setDialog('own'),
                    },
                    {
                      id: 'remove',
                      label: say('lists.views.remove'),
                      icon: 'remove' as const,
                      onAction: () => void changes.remove(view).then(() => open(undefined), tell),
                    },
                  ]
                : []),
            ],
          },
        ]}
      />
      {dialog === 'new' ? (
        <ViewDialog
          title={say('lists.views.saveAs')}
          onClose={() => setDialog(null)}
          onSave={saveNew}
        />
      ) : null}
      {dialog === 'own' && view ? (
        <ViewDialog
          title={say('lists.views.rename')}
          view={view}
          onClose={() => setDialog(null)}
          onSave={(naming) => changeOwn(view, naming)}
        />
      ) : null}
    </>
  );
}

/** That the open view shows something else than was saved, and what to do about it. */
export function ViewChanged({
  view,
  shown,
  columns,
  onDiscard,
}: Pick<ViewsProps, 'shown' | 'columns' | 'onDiscard'> & { view: SavedView }) {
  const say = useWords();
  const changes = useViewChanges();
  return (
    <span className="inline-flex flex-wrap items-center gap-4">
      <Badge tone="warn">{say('lists.views.changed')}</Badge>
      {view.can.edit ? (
        <Button
          size="small"
          onPress={() => void changes.change(view, toSave(shown, columns)).then(onDiscard, tell)}
        >
          {say('ui.save')}
        </Button>
      ) : null}
      <Button size="small" variant="quiet" onPress={onDiscard}>
        {say('lists.views.discard')}
      </Button>
    </span>
  );
}
