import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { UndoPreview } from '../../shared/platform/import/imports.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useWords } from '../ui/words.ts';
import { useFigures } from './figures.ts';
import { importQuery, undoImport, undoPreviewQuery } from './imports.ts';

type Reason = UndoPreview['keeps'][number]['because'][number];
const reasons = {
  values: 'import.undo.because.values',
  edited: 'import.undo.because.edited',
  notes: 'import.undo.because.notes',
  people: 'import.undo.because.people',
} as const satisfies Record<Reason, string>;

/** Shows what would go and what would stay, and why, before anything is taken back. */
export function UndoImport({ id, onClose }: { id: string; onClose: () => void }) {
  const say = useWords();
  const client = useQueryClient();
  const preview = useQuery(undoPreviewQuery(id));
  const undo = useMutation({
    mutationFn: () => undoImport(id),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: importQuery(id).queryKey });
      onClose();
    },
  });
  const problem = undo.error ?? preview.error;
  return (
    <Dialog
      title={say('import.undo.title')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{say('ui.cancel')}</Button>
          <Button
            variant="danger"
            isDisabled={!preview.data}
            isWorking={undo.isPending}
            onPress={() => undo.mutate()}
          >
            {say('import.undo.do')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-16">
        {problem ? (
          <Notice tone="bad" isUrgent>
            {problem.message}
          </Notice>
        ) : null}
        {preview.isPending ? (
          <Skeleton shape="text" rows={4} label={say('import.undo.looking')} />
        ) : null}
        {preview.data ? <Preview {...preview.data} /> : null}
      </div>
    </Dialog>
  );
}

function Preview({ removes, keeps, keptCount }: UndoPreview) {
  const say = useWords();
  const { count } = useFigures();
  return (
    <>
      <p>
        {say('import.undo.removes', {
          people: count(removes.people),
          companies: count(removes.companies),
          activities: count(removes.activities),
          statements: count(removes.statements),
        })}
      </p>
      {keptCount === 0 ? (
        <p className="text-text-2">{say('import.undo.keepsNothing')}</p>
      ) : (
        <section className="flex flex-col gap-8">
          <h3 className="font-semibold">{say('import.undo.keeps', { count: keptCount })}</h3>
          <p className="text-sm text-text-2">{say('import.undo.keeps.words')}</p>
          <ul className="max-h-[280px] overflow-auto rounded-control border border-border">
            {keeps.map(({ id, name, because }) => (
              <li
                key={id}
                className="flex flex-col border-b border-border px-12 py-8 last:border-b-0"
              >
                <b className="font-medium break-words">{name}</b>
                <span className="text-sm text-text-2">
                  {because.map((reason) => say(reasons[reason])).join(' · ')}
                </span>
              </li>
            ))}
          </ul>
          {keptCount > keeps.length ? (
            <p className="text-sm text-text-2">
              {say('import.undo.keeps.more', { count: keptCount - keeps.length })}
            </p>
          ) : null}
        </section>
      )}
    </>
  );
}
