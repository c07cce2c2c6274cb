import { expect, test } from 'vitest';
import type { PartyDraft } from '../party-draft.ts';
import { chooseMapping } from './choosing.ts';
import { rowToDraft } from './row-to-draft.ts';

/** A row of an export by its headings, as the import takes it over. */
function taken(row: Record<string, string>): { program: string | null; draft: PartyDraft } {
  const headers = Object.keys(row);
  const cells = Object.values(row);
  const { mapping, source, named } = chooseMapping(headers, [cells], headers.length);
  const { draft } = rowToDraft(cells, mapping, { country: 'US' });
  return { program: source === 'program' ? named : null, draft: draft! };
}
const facts = ({ extra }: PartyDraft) =>
  Object.fromEntries(extra.map(({ label, value }) => [label, value]));

test('HubSpot: people with their company, owner and stage', () => {
  const { program, draft } = taken({
    'Record ID': '151',
    'First Name': 'Ada',
    'Last Name': 'Wren',
    Email: 'ada@sails.example',
    'Additional email addresses': 'a.wren@sails.example;ada@home.example',
    'Phone Number': '+43 1 5131234',
    'Mobile Phone Number': '+43 660 1234567',
    'Contact owner': 'Olga Owner (olga@ours.example)',
    'Job Title': 'Head of Purchasing',
    'Company Name': 'Sails GmbH',
    'Associated Company': 'Sails GmbH',
    'Associated Company IDs': '9001',
    'Lifecycle Stage': 'Marketing Qualified Lead',
    'Lead Status': 'Connected',
    'Street Address': 'Quay 4',
    City: 'Graz',
    'Postal Code': '8010',
    'Country/Region': 'Austria',
    'Create Date': '2024-03-01 09:12',
  });
  expect(program).toBe('HubSpot');
  expect(draft).toMatchObject({
    kind: 'person',
    name: 'Ada Wren',
    emails: [
      { value: 'ada@sails.example' },
      { value: 'a.wren@sails.example' },
      { value: 'ada@home.example' },
    ],
    phones: [
      { value: '+4315131234', label: 'work' },
      { value: '+436601234567', label: 'mobile' },
    ],
    affiliation: { companyName: 'Sails GmbH', title: 'Head of Purchasing' },
    roles: ['lead'],
    addresses: [{ street: 'Quay 4', locality: 'Graz', postalCode: '8010', country: 'AT' }],
    owner: { value: 'Olga Owner (olga@ours.example)', label: 'Contact owner' },
    uid: '151',
  });
  expect(facts(draft)).toEqual({
    'Record ID': '151',
    'Associated Company IDs': '9001',
    'Lead Status': 'Connected',
    'Create Date': '2024-03-01 09:12',
  });
});

test('HubSpot: companies', () => {
  const { program, draft } = taken({
    'Record ID': '9001',
    'Company name': 'Sails',
    'Company owner': 'olga@ours.example',
    'Company Domain Name': 'sails.example',
    'Lifecycle Stage': 'Customer',
    Industry: 'Shipbuilding',
    City: 'Graz',
  });
  expect(program).toBe('HubSpot');
  expect(draft).toMatchObject({
    kind: 'company',
    name: 'Sails',
    urls: [{ value: 'sails.example' }],
    roles: ['customer'],
    addresses: [{ locality: 'Graz' }],
    owner: { value: 'olga@ours.example' },
  });
});

test('Salesforce: contacts, leads and accounts of a data export, contacts of a report', () => {
  const contact = taken({
    Id: '0035g00000AbCdE',
    IsDeleted: '0',
    AccountId: '0015g00000XyZ12',
    LastName: 'Wren',
    FirstName: 'Ada',
    Salutation: 'Dr.',
    Name: 'Ada Wren',
    MailingStreet: 'Quay 4',
    MailingCity: 'Graz',
    MailingPostalCode: '8010',
    MailingCountry: 'Austria',
    Phone: '+43 1 5131234',
    MobilePhone: '+43 660 1234567',
    Email: 'ada@sails.example',
    Title: 'Buyer',
    Birthdate: '1980-05-04',
    Description: 'Met in Graz.',
    OwnerId: '0055g00000Owner1',
  });
  expect(contact.program).toBe('Salesforce');
  expect(contact.draft).toMatchObject({
    name: 'Ada Wren',
    nameParts: { given: 'Ada', family: 'Wren', prefix: 'Dr.' },
    phones: [{ label: 'work' }, { label: 'mobile' }],
    addresses: [{ label: 'work', street: 'Quay 4', locality: 'Graz', country: 'AT' }],
    affiliation: { title: 'Buyer' },
    birthday: '1980-05-04',
    note: 'Met in Graz.',
    uid: '0035g00000AbCdE',
  });
  expect(facts(contact.draft)).toMatchObject({
    Id: '0035g00000AbCdE',
    AccountId: '0015g00000XyZ12',
  });

  const lead = taken({
    Id: '00Q1',
    LastName: 'Moor',
    FirstName: 'Bea',
    Company: 'Ropes Ltd',
    Status: 'Open - Not Contacted',
    OwnerId: '0055',
    Email: 'bea@ropes.example',
  });
  expect(lead.draft).toMatchObject({ name: 'Bea Moor', affiliation: { companyName: 'Ropes Ltd' } });

  const account = taken({
    Id: '0015g00000XyZ12',
    Name: 'Sails',
    Type: 'Customer - Direct',
    BillingStreet: 'Quay 4',
    BillingCity: 'Graz',
    Phone: '+43 1 5131234',
    Website: 'https://sails.example',
    OwnerId: '0055g00000Owner1',
  });
  expect(account.draft).toMatchObject({
    kind: 'company',
    name: 'Sails',
    roles: ['customer'],
    addresses: [{ label: 'billing', street: 'Quay 4', locality: 'Graz' }],
  });

  const report = taken({
    'First Name': 'Ada',
    'Last Name': 'Wren',
    'Account Name': 'Sails GmbH',
    'Contact Owner': 'Olga Owner',
    Title: 'Buyer',
    'Mailing City': 'Graz',
    Email: 'ada@sails.example',
  });
  expect(report.program).toBe('Salesforce');
  expect(report.draft).toMatchObject({
    affiliation: { companyName: 'Sails GmbH', title: 'Buyer' },
    owner: { value: 'Olga Owner' },
  });
});

test('Pipedrive: people and organizations', () => {
  const { program, draft } = taken({
    'Person - ID': '12',
    'Person - Name': 'Ada Wren',
    'Person - Label': 'Customer, VIP',
    'Person - Organization': 'Sails GmbH',
    'Person - Owner': 'Olga Owner',
    'Person - Email - Work': 'ada@sails.example',
    'Person - Email - Home': 'ada@home.example',
    'Person - Phone - Mobile': '+43 660 1234567',
    'Person - Open deals': '2',
  });
  expect(program).toBe('Pipedrive');
  expect(draft).toMatchObject({
    name: 'Ada Wren',
    emails: [{ label: 'work' }, { value: 'ada@home.example', label: 'home' }],
    phones: [{ label: 'mobile' }],
    roles: ['customer'],
    affiliation: { companyName: 'Sails GmbH' },
    uid: '12',
  });
  expect(facts(draft)).toMatchObject({ 'Person - Label': 'VIP', 'Person - Open deals': '2' });
  const organization = taken({
    'Organization - Name': 'Sails',
    'Organization - Owner': 'Olga Owner',
    'Organization - Address': 'Quay 4, 8010 Graz, Austria',
    'Organization - Label': 'Cold lead',
  });
  expect(organization.draft).toMatchObject({ kind: 'company', name: 'Sails', roles: ['lead'] });
  expect(organization.draft.addresses).toHaveLength(1);
});

test('Twenty: people with numbers in several columns, and companies', () => {
  const { program, draft } = taken({
    Id: '20202020-1c25',
    'Name / First Name': 'Ada',
    'Name / Last Name': 'Wren',
    'Emails / Primary Email': 'ada@sails.example',
    'Emails / Additional Emails': '["ada@home.example"]',
    'Phones / Primary Phone Number': '6601234567',
    'Phones / Primary Phone Calling Code': '+43',
    'Phones / Primary Phone Country Code': 'AT',
    'Phones / Additional Phones': '[{"number":"15131234","callingCode":"+43","countryCode":"AT"}]',
    'Job Title': 'Buyer',
    'Company / Name': 'Sails GmbH',
    'Linkedin / Link URL': 'https://linkedin.com/in/ada',
  });
  expect(program).toBe('Twenty');
  expect(draft).toMatchObject({
    name: 'Ada Wren',
    emails: [{ value: 'ada@sails.example' }, { value: 'ada@home.example' }],
    phones: [{ value: '+436601234567' }, { value: '+4315131234' }],
    affiliation: { companyName: 'Sails GmbH', title: 'Buyer' },
    urls: [{ label: 'linkedin' }],
  });
  const company = taken({
    Name: 'Sails',
    'Domain Name / Link URL': 'https://sails.example',
    'Address / Address 1': 'Quay 4',
    'Address / City': 'Graz',
    'Account Owner / User Email': 'olga@ours.example',
  });
  expect(company.draft).toMatchObject({
    kind: 'company',
    addresses: [{ street: 'Quay 4', locality: 'Graz' }],
    owner: { value: 'olga@ours.example' },
  });
});

test('EspoCRM: contacts and accounts', () => {
  const { program, draft } = taken({
    id: '5f1a',
    salutationName: 'Mrs.',
    firstName: 'Ada',
    lastName: 'Wren',
    accountName: 'Sails GmbH',
    title: 'Buyer',
    emailAddress: 'ada@sails.example',
    phoneNumberMobile: '+43 660 1234567',
    addressStreet: 'Quay 4',
    addressCity: 'Graz',
    description: 'Met in Graz.',
    assignedUserName: 'Olga Owner',
  });
  expect(program).toBe('EspoCRM');
  expect(draft).toMatchObject({
    name: 'Ada Wren',
    affiliation: { companyName: 'Sails GmbH', title: 'Buyer' },
    phones: [{ label: 'mobile' }],
    addresses: [{ street: 'Quay 4', locality: 'Graz' }],
    note: 'Met in Graz.',
    owner: { value: 'Olga Owner' },
  });
  const account = taken({
    name: 'Sails',
    website: 'sails.example',
    emailAddress: 'office@sails.example',
    type: 'Reseller',
    billingAddressStreet: 'Quay 4',
    billingAddressCity: 'Graz',
  });
  expect(account.draft).toMatchObject({ kind: 'company', name: 'Sails', roles: ['partner'] });
});

test('Google Contacts: kinds beside values, groups as tags', () => {
  const { program, draft } = taken({
    'First Name': 'Ada',
    'Last Name': 'Wren',
    Nickname: 'Adi',
    'File As': 'Wren, Ada',
    'Organization Name': 'Sails GmbH',
    'Organization Title': 'Buyer',
    Birthday: '1980-05-04',
    Notes: 'Met in Graz.',
    Labels: '* myContacts ::: Fair',
    'E-mail 1 - Label': '* Work',
    'E-mail 1 - Value': 'ada@sails.example',
    'Phone 1 - Label': 'Mobile',
    'Phone 1 - Value': '+43 660 1234567',
    'Address 1 - Label': 'Home',
    'Address 1 - Street': 'Quay 4',
    'Address 1 - City': 'Graz',
  });
  expect(program).toBe('Google Contacts');
  expect(draft).toMatchObject({
    name: 'Ada Wren',
    emails: [{ value: 'ada@sails.example', label: 'work' }],
    phones: [{ label: 'mobile' }],
    addresses: [{ label: 'home', street: 'Quay 4', locality: 'Graz' }],
    affiliation: { companyName: 'Sails GmbH', title: 'Buyer' },
    birthday: '1980-05-04',
    tags: ['myContacts', 'Fair'],
    note: 'Met in Graz.',
  });
  expect(facts(draft)).toEqual({ Nickname: 'Adi', 'File As': 'Wren, Ada' });
});

test('Outlook: a title before the name, three addresses, categories', () => {
  const { program, draft } = taken({
    Title: 'Dr.',
    'First Name': 'Ada',
    'Middle Name': 'Maria',
    'Last Name': 'Wren',
    Suffix: '',
    Company: 'Sails GmbH',
    Department: 'Purchasing',
    'Job Title': 'Buyer',
    'Business Street': 'Quay 4',
    'Business City': 'Graz',
    'Home Street': 'Lane 1',
    'Home City': 'Linz',
    'Business Phone': '+43 1 5131234',
    'Mobile Phone': '+43 660 1234567',
    Birthday: '5/4/1980',
    Categories: 'Customer;Fair',
    'E-mail Address': 'ada@sails.example',
    'E-mail Display Name': 'Ada Wren (ada@sails.example)',
    'E-mail 2 Address': 'ada@home.example',
    Notes: 'Met in Graz.',
    'Web Page': 'https://sails.example',
  });
  expect(program).toBe('Outlook');
  expect(draft).toMatchObject({
    name: 'Dr. Ada Maria Wren',
    affiliation: { companyName: 'Sails GmbH', title: 'Buyer', department: 'Purchasing' },
    phones: [{ label: 'work' }, { label: 'mobile' }],
    emails: [{ value: 'ada@sails.example' }, { value: 'ada@home.example' }],
    addresses: [
      { label: 'work', street: 'Quay 4', locality: 'Graz' },
      { label: 'home', street: 'Lane 1', locality: 'Linz' },
    ],
    birthday: '1980-05-04',
    tags: ['Customer', 'Fair'],
    note: 'Met in Graz.',
    urls: [{ value: 'https://sails.example' }],
  });
});

test('a table that only looks a little like an export is proposed by its own headings', () => {
  expect(
    taken({ 'First Name': 'Ada', 'Last Name': 'Wren', Email: 'a@x.example' }).program,
  ).toBeNull();
});
