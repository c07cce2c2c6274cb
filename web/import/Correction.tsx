import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ImportProblemView } from '../../shared/platform/import/imports.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/Field.tsx';
import { Form } from '../ui/Form.tsx';
import { toast } from '../ui/toast.ts';
import { useWords } from '../ui/words.ts';
import { correctCell, importQuery } from './imports.ts';

/** Puts a cell right for this import; the file stays as it is. */
export function Correction({
  importId,
  problem: { fileId, line, part },
  cell: { column, header, value, entry },
  onDone,
}: {
  importId: string;
  problem: Pick<ImportProblemView, 'fileId' | 'line' | 'part'>;
  cell: NonNullable<ImportProblemView['cell']>;
  onDone: () => void;
}) {
  const say = useWords();
  const client = useQueryClient();
  const [text, setText] = useState(value);
  const place = { fileId, entry, line, part };
  const correct = (corrected: string | null) =>
    correctCell(importId, { place, column, value: corrected }).then((view) =>
      client.setQueryData(importQuery(importId).queryKey, view),
    );
  const save = useMutation({
    mutationFn: () => correct(text.trim()),
    onSuccess: () => {
      onDone();
      toast(say('import.correct.done'), {
        tone: 'good',
        undo: async () => {
          await correct(null);
        },
      });
    },
  });
  const isSame = text.trim() === value.trim();
  return (
    <Form
      aria-label={say('import.correct')}
      className="flex flex-col gap-8"
      onSubmit={() => {
        if (!isSame) save.mutate();
      }}
      {...(save.error ? { problem: save.error.message } : {})}
    >
      <TextField
        label={say('import.correct.cell', { column: header })}
        description={say('import.correct.words')}
        value={text}
        onChange={setText}
        autoComplete="off"
        autoFocus
      />
      <span>
        <Button type="submit" variant="primary" isDisabled={isSame} isWorking={save.isPending}>
          {say('import.correct.save')}
        </Button>
      </span>
    </Form>
  );
}
