import { useState } from 'react';
import { IconButton } from '../../ui/Button.tsx';
import { onDemand } from '../../ui/onDemand.tsx';
import { useWords } from '../../ui/words.ts';
import type { ExportDialogProps } from './ExportDialog.tsx';

const ExportDialog = onDemand(() => import('./ExportDialog.tsx'));

/** Beside a list: takes it along as a file. */
export function ExportButton(props: Omit<ExportDialogProps, 'onClose'>) {
  const say = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <IconButton icon="download" label={say('identify.export')} onPress={() => setOpen(true)} />
      {isOpen ? <ExportDialog {...props} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
