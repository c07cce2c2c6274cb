import type { FilterField } from '../../ui/filter/sentence.ts';

export interface SamplePerson {
  id: string;
  name: string;
  company: string;
  role: string;
  city: string;
  mails: number;
}

const firstNames = [
  'Anna',
  'Benedikt',
  'Chiara',
  'Daniyar',
  'Élodie',
  'Fatima',
  'Grzegorz',
  'Hanna',
  'İpek',
  'Jürgen',
];
const lastNames = [
  'Gruber',
  'Öztürk',
  'Nguyễn',
  'Fernández de la Vega',
  'Brandt',
  'Kowalska',
  'O’Neill',
  'Müller-Lüdenscheidt',
  'Li',
  'Świątek',
];
const companies = [
  'Brandt Metallbau GmbH',
  'Nordlicht Logistik',
  'Acme',
  'Österreichische Gesellschaft für angewandte Verwaltungsökonomik mbH',
];
const cities = ['Graz', 'Linz', 'München', 'Kraków', 'Llanfairpwllgwyngyll'];
const roles = ['Customer', 'Prospect', 'Supplier', 'Former customer'];

/** Names as people have them: short, long, with hyphens, accents and spaces. */
export const people: readonly SamplePerson[] = Array.from({ length: 10_000 }, (_, at) => ({
  id: String(at),
  name: `${firstNames[at % 10] ?? ''} ${lastNames[Math.floor(at / 10) % 10] ?? ''}${at % 17 === 3 ? ' von und zu Hohenlohe-Waldenburg-Schillingsfürst' : ''}`,
  company: companies[at % 7 === 0 ? 3 : at % 3] ?? '',
  role: roles[at % 4] ?? '',
  city: cities[at % 5] ?? '',
  mails: (at * 7919) % 1800,
}));

export const filterFields: readonly FilterField[] = [
  {
    name: 'role',
    label: 'Role',
    type: 'choice',
    operators: ['is', 'is not', 'one of', 'empty', 'not empty'],
    choices: roles.map((label) => ({ id: label.toLowerCase(), label })),
  },
  {
    name: 'city',
    label: 'City',
    type: 'text',
    operators: ['is', 'is not', 'contains', 'starts with', 'one of', 'empty', 'not empty'],
  },
  {
    name: 'lastContact',
    label: 'Last contact',
    type: 'instant',
    operators: ['within days', 'older than days', 'before', 'after', 'empty'],
  },
  {
    name: 'employees',
    label: 'Employees',
    type: 'number',
    operators: ['at least', 'at most', 'is'],
  },
  { name: 'newsletter', label: 'Newsletter', type: 'boolean', operators: ['is'] },
];
