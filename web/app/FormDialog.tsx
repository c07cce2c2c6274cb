import { type ReactNode, useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Form } from '../ui/Form.tsx';
import { useWords } from '../ui/words.ts';
import { ApiProblem } from './api.ts';

export interface FormDialogProps {
  title: string;
  /** Also when it was saved. */
  onClose: () => void;
  /** What is still missing, by field. */
  check?: () => Record<string, string>;
  /** Rejected: what was refused stands beside its box, or above them all, and nothing typed is lost. */
  onSave: () => Promise<void>;
  /** On the button that saves. */
  save?: string;
  children: ReactNode;
}

/** A form in a dialog: what is missing or refused stands beside its box. */
export function FormDialog({
  title,
  onClose,
  check,
  onSave,
  save: saveWord,
  children,
}: FormDialogProps) {
  const say = useWords();
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<string>();
  const [isWorking, setWorking] = useState(false);
  const save = async () => {
    const missing = check?.() ?? {};
    setProblem(undefined);
    setErrors(missing);
    if (Object.keys(missing).length > 0) return;
    setWorking(true);
    try {
      await onSave();
      onClose();
    } catch (error) {
      setWorking(false);
      if (error instanceof ApiProblem && error.fields) setErrors(error.fields);
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{say('ui.cancel')}</Button>
          <Button variant="primary" isWorking={isWorking} onPress={() => void save()}>
            {saveWord ?? say('ui.save')}
          </Button>
        </>
      }
    >
      <Form
        aria-label={title}
        className="gap-12"
        onSubmit={() => void save()}
        errors={errors}
        {...(problem ? { problem } : {})}
      >
        {children}
        <button type="submit" hidden />
      </Form>
    </Dialog>
  );
}
