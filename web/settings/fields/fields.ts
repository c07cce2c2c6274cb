import { queryOptions } from '@tanstack/react-query';
import type { OwnFieldType } from '../../../shared/identify/field-rules.ts';
import type { FieldChange, FieldInput, OwnField } from '../../../shared/identify/fields.ts';
import { api } from '../../app/api.ts';
import type { MessageId } from '../../locales/ids.ts';
import type { IconName } from '../../ui/icons.ts';

interface Defined {
  id: string;
  event: string;
}

/** Every field of the company's own that one sees, the retired ones too. */
export const fieldsQuery = queryOptions({
  queryKey: ['fields'],
  queryFn: ({ signal }) =>
    api.get<{ rows: OwnField[] }>('/fields', { query: { show: 'all' }, signal }),
});

/** What shows fields, besides the settings: every list and record. */
export const concerned = ['fields', 'catalog', 'people', 'companies', 'person', 'company'].map(
  (first) => [first],
);

export const defineField = (input: FieldInput) => api.post<Defined>('/fields', input);
export const changeField = (id: string, change: FieldChange) =>
  api.patch<Defined>(`/fields/${id}`, change);
export const retireField = (id: string, version: number) =>
  api.post<Defined>(`/fields/${id}/retirement`, { version });
export const restoreField = (id: string, version: number) =>
  api.post<Defined>(`/fields/${id}/restoration`, { version });
export const undoAct = (event: string) => api.post(`/events/${event}/undo`);

export const typeLooks: Record<OwnFieldType, { label: MessageId; icon: IconName }> = {
  text: { label: 'settings.fields.type.text', icon: 'note' },
  longText: { label: 'settings.fields.type.longText', icon: 'note' },
  web: { label: 'settings.fields.type.web', icon: 'external' },
  number: { label: 'settings.fields.type.number', icon: 'calculated' },
  money: { label: 'settings.fields.type.money', icon: 'money' },
  date: { label: 'settings.fields.type.date', icon: 'calendar' },
  boolean: { label: 'settings.fields.type.boolean', icon: 'check' },
  choice: { label: 'settings.fields.type.choice', icon: 'filter' },
  choices: { label: 'settings.fields.type.choices', icon: 'tag' },
  person: { label: 'settings.fields.type.person', icon: 'person' },
  company: { label: 'settings.fields.type.company', icon: 'company' },
  user: { label: 'settings.fields.type.user', icon: 'profile' },
};
