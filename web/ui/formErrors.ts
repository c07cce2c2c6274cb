import { createContext, useContext } from 'react';

export type FormErrors = Readonly<Record<string, string>>;

/** What the form around a field says of it, by the field's name. */
export const FormErrorsContext = createContext<FormErrors>({});

/**
 * The error of a field: its own, or what its form was told of it. It stands until the form is sent again.
 * React Aria's own way takes it away when the field is left, which moves the button from under the pointer
 * that is about to press it.
 */
export function useFieldError(name: string | undefined, own: string | undefined) {
  const errors = useContext(FormErrorsContext);
  return own || (name ? errors[name] : undefined);
}
