import type { OwnField } from '../../../shared/identify/fields.ts';
import { type AskedOfAll, type FormField, isAnswerable } from '../../../shared/interact/forms.ts';
import type { MessageId } from '../../locales/ids.ts';

export const builtMessages: Record<AskedOfAll, MessageId> = {
  name: 'forms.field.name',
  email: 'forms.field.email',
  phone: 'forms.field.phone',
  company: 'forms.field.company',
  message: 'forms.field.message',
};

export const askableFields = (fields: readonly OwnField[]): OwnField[] =>
  fields.filter((field) => field.kind === 'person' && !field.retiredAt && isAnswerable(field));

/** With what a new form begins. */
export const usualFields: FormField[] = [
  { kind: 'name', label: '', required: true },
  { kind: 'email', label: '', required: true },
  { kind: 'message', label: '', required: true },
];
