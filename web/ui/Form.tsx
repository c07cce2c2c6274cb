import { type FormEvent, type ReactNode, useEffect, useRef } from 'react';
import { Form as AriaForm } from 'react-aria-components/Form';
import { classes } from './classes.ts';
import { FormErrorsContext } from './formErrors.ts';
import { Notice } from './Notice.tsx';
import { useWords } from './words.ts';

export interface FormProps {
  children: ReactNode;
  onSubmit: () => void;
  /** By field name, as the server or the form's own check gave them. */
  errors?: Record<string, string>;
  /** What went wrong as a whole, when no single field is to blame. */
  problem?: string;
  className?: string;
  'aria-label'?: string;
}

const noErrors = {};

/** A form whose errors stand beside their fields and are summed up at the top; focus goes to the first. */
export function Form({ children, onSubmit, errors, problem, className, ...rest }: FormProps) {
  const say = useWords();
  const form = useRef<HTMLFormElement>(null);
  const count = Object.keys(errors ?? {}).length;
  useEffect(() => {
    if (!errors || Object.keys(errors).length === 0) return;
    form.current?.querySelector<HTMLElement>('[aria-invalid=true], [data-invalid] button')?.focus();
  }, [errors]);
  return (
    <AriaForm
      {...rest}
      ref={form}
      validationBehavior="aria"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        onSubmit();
      }}
      className={classes('flex flex-col gap-16', className)}
    >
      {problem || count > 0 ? (
        <Notice tone="bad" isUrgent>
          {problem ?? say('ui.form.problems', { count })}
        </Notice>
      ) : null}
      <FormErrorsContext value={errors ?? noErrors}>{children}</FormErrorsContext>
    </AriaForm>
  );
}
