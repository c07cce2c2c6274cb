import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ErasurePreview } from '../../../shared/identify/privacy.ts';
import { ApiProblem, api } from '../../app/api.ts';
import { forgetVisit } from '../../app/recent.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Form } from '../../ui/Form.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { toast } from '../../ui/toast.ts';
import { useWords } from '../../ui/words.ts';
import { countWords } from './words.ts';

/** Says what goes and that nothing brings it back, and wants the name typed. */
export default function EraseDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const say = useWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string>();
  const [isWorking, setWorking] = useState(false);
  const preview = useQuery({
    queryKey: ['erasure preview', id],
    queryFn: ({ signal }) =>
      api.post<ErasurePreview>(`/people/${id}/erasure/preview`, undefined, { signal }),
    gcTime: 0,
    retry: false,
  });
  const { data } = preview;
  const isSame = data !== undefined && typed.trim() === data.confirm;
  const erase = async () => {
    if (!isSame) return;
    setWorking(true);
    try {
      await api.post(`/people/${id}/erasure`, { confirm: typed.trim() });
      forgetVisit(id);
      toast(say('privacy.erase.done'), { tone: 'good' });
      onClose();
      await navigate({ to: '/people' });
      // Nothing of them stays in the memory of this page either.
      client.removeQueries({ predicate: ({ queryKey }) => queryKey.includes(id) });
      await client.invalidateQueries();
    } catch (error) {
      setWorking(false);
      const [first] = Object.values((error instanceof ApiProblem && error.fields) || {});
      setProblem(first ?? (error instanceof Error ? error.message : String(error)));
    }
  };
  return (
    <Dialog
      title={say('privacy.erase.title')}
      isOpen
      role="alertdialog"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{say('ui.cancel')}</Button>
          <Button
            variant="danger"
            icon="remove"
            isDisabled={!isSame}
            isWorking={isWorking}
            onPress={() => void erase()}
          >
            {say('privacy.erase.confirm')}
          </Button>
        </>
      }
    >
      {preview.error ? <Notice tone="bad">{preview.error.message}</Notice> : null}
      {preview.isPending ? <Skeleton rows={4} label={say('privacy.erase.counting')} /> : null}
      {data ? (
        <Form
          aria-label={say('privacy.erase.title')}
          className="gap-12"
          onSubmit={() => void erase()}
          problem={problem}
        >
          <p>{say('privacy.erase.words')}</p>
          <ul className="list-disc ps-20">
            {countWords(data.counts, say).map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
          <p className="text-text-2">{say('privacy.erase.stays')}</p>
          <TextField
            label={say('privacy.erase.type', { name: data.confirm })}
            value={typed}
            onChange={setTyped}
            autoComplete="off"
            spellCheck="false"
          />
        </Form>
      ) : null}
    </Dialog>
  );
}
