import { queryOptions } from '@tanstack/react-query';
import type { OwnField } from '../../shared/identify/fields.ts';
import type { ColumnMapping } from '../../shared/identify/importing/columns.ts';
import type { Field } from '../../shared/identify/importing/header-words.ts';
import type { TableView } from '../../shared/identify/importing/mapping.ts';
import { foldForSearch } from '../../shared/platform/folding.ts';
import { api } from '../app/api.ts';
import type { MessageId } from '../locales/ids.ts';

interface Tables {
  rows: TableView[];
  problems: { file: string; message: string }[];
}

/** Asked anew whenever another file has arrived; a change of a mapping is known here already. */
export const tablesQuery = (id: string, files: number) =>
  queryOptions({
    queryKey: ['tables', id, files],
    queryFn: ({ signal }) => api.get<Tables>(`/imports/${id}/tables`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Says what the columns become in every table somebody has changed; the others stay proposals. */
export const confirmMappings = (id: string, tables: readonly TableView[]) =>
  api.put(`/imports/${id}/mappings`, {
    mappings: tables
      .filter(({ source }) => source === 'chosen')
      .map(({ mapping, headers }) => ({ ...mapping, headers })),
  });

export const forgetMapping = (id: string) => api.delete(`/imports/mappings/${id}`);

export const keyOfTable = ({ fileId, entry }: TableView): string => `${fileId} ${entry ?? ''}`;

/** A column takes another place; its kind and number belonged to the old one. */
export function moved(column: ColumnMapping, field: Field): ColumnMapping {
  const { of: _, keepAs: __, ...rest } = column;
  if (column.field === field) return rest;
  const isPostal = postal.has(column.field) && postal.has(field);
  return {
    ...rest,
    field,
    label: isPostal ? column.label : '',
    slot: isPostal ? column.slot : '',
    confidence: 1,
    why: '',
  };
}

/** A fact that stands under the heading of a field of the company's own becomes its value. */
export function ownFieldOf(column: ColumnMapping, own: readonly OwnField[]): OwnField | undefined {
  if (column.field !== 'extra') return undefined;
  const heading = foldForSearch(column.keepAs ?? column.header);
  return own.find(({ label }) => foldForSearch(label) === heading);
}

export const keptAs = (column: ColumnMapping, label: string): ColumnMapping => ({
  ...moved(column, 'extra'),
  keepAs: label,
});

const postal = new Set<Field>([
  ...(['street', 'houseNumber', 'street2', 'locality', 'region', 'postalCode'] as const),
  ...(['country', 'address'] as const),
]);

/** What a column of a list of calls may become. */
const callFieldWords: Partial<Record<Field, MessageId>> = {
  skip: 'import.field.skip',
  callAt: 'import.field.callAt',
  callTime: 'import.field.callTime',
  callDirection: 'import.field.callDirection',
  callNumber: 'import.field.callNumber',
  callName: 'import.field.callName',
  callFrom: 'import.field.callFrom',
  callTo: 'import.field.callTo',
  callDuration: 'import.field.callDuration',
  callOutcome: 'import.field.callOutcome',
  callOwn: 'import.field.callOwn',
  callExtension: 'import.field.callExtension',
};

/** What a column of a list of purchases may become. */
const purchaseFieldWords: Partial<Record<Field, MessageId>> = {
  skip: 'import.field.skip',
  orderAt: 'import.field.orderAt',
  orderTime: 'import.field.callTime',
  orderRef: 'import.field.orderRef',
  orderTotal: 'import.field.orderTotal',
  orderAmount: 'import.field.orderAmount',
  orderPrice: 'import.field.orderPrice',
  orderCurrency: 'import.field.orderCurrency',
  orderQuantity: 'import.field.orderQuantity',
  orderWhat: 'import.field.orderWhat',
  orderState: 'import.field.orderState',
  orderEmail: 'import.field.orderEmail',
  orderPhone: 'import.field.orderPhone',
  orderName: 'import.field.orderName',
  orderGiven: 'import.field.orderGiven',
  orderFamily: 'import.field.orderFamily',
  orderCompany: 'import.field.orderCompany',
  orderCustomer: 'import.field.orderCustomer',
};

/** What a column may become, in the order in which one looks for it. */
export const fieldWords: Partial<Record<Field, MessageId>> = {
  extra: 'import.field.extra',
  skip: 'import.field.skip',
  name: 'import.field.name',
  given: 'import.field.given',
  family: 'import.field.family',
  additional: 'import.field.additional',
  prefix: 'import.field.prefix',
  suffix: 'import.field.suffix',
  email: 'import.field.email',
  phone: 'import.field.phone',
  callingCode: 'import.field.callingCode',
  company: 'import.field.company',
  title: 'import.field.title',
  department: 'import.field.department',
  role: 'import.field.role',
  tag: 'import.field.tag',
  owner: 'import.field.owner',
  birthday: 'import.field.birthday',
  note: 'import.field.note',
  url: 'import.field.url',
  street: 'import.field.street',
  houseNumber: 'import.field.houseNumber',
  street2: 'import.field.street2',
  postalCode: 'import.field.postalCode',
  locality: 'import.field.locality',
  region: 'import.field.region',
  country: 'import.field.country',
  address: 'import.field.address',
  uid: 'import.field.uid',
  photo: 'import.field.photo',
  label: 'import.field.label',
  exported: 'import.field.exported',
};

/** What the columns of a table may become, by what its rows tell of. */
export const wordsOfFields = {
  people: fieldWords,
  calls: callFieldWords,
  purchases: purchaseFieldWords,
};
