import { type ReactNode, useState } from 'react';
import { ApiProblem } from '../../app/api.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Form } from '../../ui/Form.tsx';
import { useWords } from '../../ui/words.ts';

export interface DealingDialogProps {
  title: string;
  onClose: () => void;
  /** What is still missing, by field. */
  check: () => Record<string, string>;
  onSave: () => Promise<void>;
  /** On the button that writes it down. */
  save?: string;
  children: ReactNode;
}

/** The form in which something between us and a party is written down. */
export function DealingDialog({
  title,
  onClose,
  check,
  onSave,
  save: saveWord,
  children,
}: DealingDialogProps) {
  const say = useWords();
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<string>();
  const [isWorking, setWorking] = useState(false);
  const save = async () => {
    const missing = check();
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
            {saveWord ?? say('dealings.save')}
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
