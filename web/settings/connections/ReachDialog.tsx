import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ConnectionView } from '../../../shared/platform/connections.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Form } from '../../ui/Form.tsx';
import { toast } from '../../ui/toast.ts';
import { useWords } from '../../ui/words.ts';
import { wordsOf } from '../useProof.tsx';
import { changeConnection, connectionsQuery } from './queries.ts';
import { type Reach, ReachQuestion } from './ReachQuestion.tsx';
import { sourceOf } from './words.ts';

/** Who may see what a connection brings, and has brought. */
export function ReachDialog({
  connection,
  onClose,
}: {
  connection: ConnectionView;
  onClose: () => void;
}) {
  const say = useWords();
  const client = useQueryClient();
  const { id, name, version, visibility, teamId } = connection;
  const kept: Reach = { visibility, ...(teamId ? { teamId } : {}) };
  const [reach, setReach] = useState(kept);
  const [problem, setProblem] = useState<string>();
  const renew = () => client.invalidateQueries({ queryKey: connectionsQuery.queryKey });
  const save = useMutation({
    mutationFn: () => changeConnection({ id, version, ...reach }),
    onSuccess: async (done) => {
      await renew();
      toast(say('connections.reach.told', { name }), {
        tone: 'good',
        undo: async () => {
          await changeConnection({ id, version: done.version, ...kept });
          await renew();
        },
      });
      onClose();
    },
    onError: (error) => setProblem(wordsOf(error)),
  });
  const title = say('connections.reach.change');
  return (
    <Dialog title={title} isOpen onClose={onClose}>
      <Form
        aria-label={title}
        onSubmit={() => {
          setProblem(undefined);
          save.mutate();
        }}
        {...(problem ? { problem } : {})}
      >
        <ReachQuestion reach={reach} source={sourceOf(connection.kind)} onChange={setReach} />
        <p className="text-sm text-text-2">{say('connections.reach.follows')}</p>
        <span className="flex flex-wrap justify-end gap-8">
          <Button onPress={onClose}>{say('ui.cancel')}</Button>
          <Button
            type="submit"
            variant="primary"
            isWorking={save.isPending}
            isDisabled={reach.visibility === visibility && (reach.teamId ?? null) === teamId}
          >
            {say('ui.save')}
          </Button>
        </span>
      </Form>
    </Dialog>
  );
}
