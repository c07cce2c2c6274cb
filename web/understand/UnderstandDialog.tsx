import { type ReactNode, useState } from 'react';
import { ApiProblem } from '../app/api.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Form } from '../ui/Form.tsx';
import { useWords } from '../ui/words.ts';

/** A form in a dialog: what is missing or refused stands beside its box. */
export function UnderstandDialog({
  title,
  save: saveWord,
  check,
  onSave,
  onClose,
  children,
}: {
  title: string;
  save: string;
  check?: () => Record<string, string>;
  onSave: () => Promise<void>;
  onClose: () => void;
  children: ReactNode;
}) {
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
            {saveWord}
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
