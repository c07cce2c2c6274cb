import type { Field } from './header-words.ts';

/** A field, or one with its kind (work, mobile …) and the number that holds an address together. */
export type ReadyColumn = Field | readonly [field: Field, label: string, slot?: string];

export interface ReadyProgram {
  program: string;
  /** Headings that together no other program writes. */
  requires: readonly string[];
  /** What a row with only one name is. */
  kind?: 'person' | 'company';
  columns: Readonly<Record<string, ReadyColumn>>;
}

/** An address whose parts have headings of one form: "Mailing" + "Street". */
function address(
  label: string,
  of: Partial<
    Record<'street' | 'street2' | 'locality' | 'region' | 'postalCode' | 'country', string>
  >,
): Record<string, ReadyColumn> {
  return Object.fromEntries(
    Object.entries(of).map(([field, heading]) => [heading, [field as Field, label] as const]),
  );
}

const hubSpotAddress = address('', {
  street: 'Street Address',
  street2: 'Street Address 2',
  locality: 'City',
  region: 'State/Region',
  postalCode: 'Postal Code',
  country: 'Country/Region',
});

/** "MailingStreet" in a data export, "Mailing Street" in a report. */
function salesforceAddress(prefix: string, label: string): Record<string, ReadyColumn> {
  return {
    ...address(label, {
      street: `${prefix}Street`,
      locality: `${prefix}City`,
      region: `${prefix}State`,
      postalCode: `${prefix}PostalCode`,
      country: `${prefix}Country`,
    }),
    ...address(label, {
      street: `${prefix} Street`,
      locality: `${prefix} City`,
      region: `${prefix} State/Province`,
      postalCode: `${prefix} Zip/Postal Code`,
      country: `${prefix} Country`,
    }),
  };
}

function espoAddress(prefix: string, label: string): Record<string, ReadyColumn> {
  return address(label, {
    street: `${prefix}Street`,
    locality: `${prefix}City`,
    region: `${prefix}State`,
    postalCode: `${prefix}PostalCode`,
    country: `${prefix}Country`,
  });
}

const salesforcePeople: Record<string, ReadyColumn> = {
  FirstName: 'given',
  MiddleName: 'additional',
  LastName: 'family',
  Salutation: 'prefix',
  Suffix: 'suffix',
  Name: 'name',
  Title: 'title',
  Department: 'department',
  Email: 'email',
  Phone: ['phone', 'work'],
  MobilePhone: ['phone', 'mobile'],
  HomePhone: ['phone', 'home'],
  OtherPhone: ['phone', 'other'],
  AssistantPhone: ['phone', 'assistant'],
  Fax: ['phone', 'fax'],
  Birthdate: 'birthday',
  Description: 'note',
  OwnerId: 'owner',
  Id: 'uid',
};

/**
 * The headings that programs write into their exports, as far as a heading by itself would not find its
 * place: whose number it is, which of two names counts, who is responsible.
 */
export const programs: readonly ReadyProgram[] = [
  {
    program: 'HubSpot',
    requires: ['Record ID', 'First Name', 'Last Name', 'Contact owner'],
    kind: 'person',
    columns: {
      'Record ID': 'uid',
      'Contact owner': 'owner',
      'Additional email addresses': 'email',
      'Phone Number': ['phone', 'work'],
      'Mobile Phone Number': ['phone', 'mobile'],
      'Company Name': 'company',
      'Associated Company': 'company',
      'Associated Company IDs': 'extra',
      'Primary Associated Company ID': 'extra',
      'Lifecycle Stage': 'role',
      'Lead Status': 'extra',
      'Website URL': 'url',
      'Date of birth': 'birthday',
      'Associated Note': 'note',
      ...hubSpotAddress,
    },
  },
  {
    program: 'HubSpot',
    requires: ['Record ID', 'Company name', 'Company owner'],
    kind: 'company',
    columns: {
      'Record ID': 'uid',
      'Company name': 'name',
      'Company owner': 'owner',
      'Company Domain Name': 'url',
      'Website URL': 'url',
      'Phone Number': ['phone', 'work'],
      'Lifecycle Stage': 'role',
      Type: 'role',
      'Lead Status': 'extra',
      Industry: 'extra',
      'About Us': 'note',
      Description: 'note',
      ...hubSpotAddress,
    },
  },
  {
    program: 'Salesforce',
    requires: ['Id', 'LastName', 'AccountId', 'OwnerId'],
    kind: 'person',
    columns: {
      ...salesforcePeople,
      AccountId: 'extra',
      'Account.Name': 'company',
      ...salesforceAddress('Mailing', 'work'),
      ...salesforceAddress('Other', 'other'),
    },
  },
  {
    program: 'Salesforce',
    requires: ['Id', 'LastName', 'Company', 'OwnerId', 'Status'],
    kind: 'person',
    columns: {
      ...salesforcePeople,
      Company: 'company',
      Website: 'url',
      Status: 'extra',
      ...address('work', {
        street: 'Street',
        locality: 'City',
        region: 'State',
        postalCode: 'PostalCode',
        country: 'Country',
      }),
    },
  },
  {
    program: 'Salesforce',
    requires: ['Id', 'Name', 'BillingStreet', 'OwnerId'],
    kind: 'company',
    columns: {
      Id: 'uid',
      Name: 'name',
      Type: 'role',
      ParentId: 'extra',
      Phone: ['phone', 'work'],
      Fax: ['phone', 'fax'],
      Website: 'url',
      Industry: 'extra',
      Description: 'note',
      OwnerId: 'owner',
      ...salesforceAddress('Billing', 'billing'),
      ...salesforceAddress('Shipping', 'shipping'),
    },
  },
  {
    program: 'Salesforce',
    requires: ['Last Name', 'Account Name', 'Contact Owner'],
    kind: 'person',
    columns: {
      'Contact ID': 'uid',
      'Contact Owner': 'owner',
      'Account Name': 'company',
      'Account Owner': 'extra',
      Salutation: 'prefix',
      Title: 'title',
      Phone: ['phone', 'work'],
      Mobile: ['phone', 'mobile'],
      Fax: ['phone', 'fax'],
      'Contact Description': 'note',
      ...salesforceAddress('Mailing', 'work'),
      ...salesforceAddress('Other', 'other'),
    },
  },
  {
    program: 'Pipedrive',
    requires: ['Person - Name', 'Person - Owner'],
    kind: 'person',
    columns: {
      'Person - ID': 'uid',
      'Person - Name': 'name',
      'Person - First name': 'given',
      'Person - Last name': 'family',
      'Person - Label': 'role',
      'Person - Labels': 'role',
      'Person - Organization': 'company',
      'Person - Owner': 'owner',
      'Person - Email': 'email',
      'Person - Email - Work': ['email', 'work'],
      'Person - Email - Home': ['email', 'home'],
      'Person - Email - Other': ['email', 'other'],
      'Person - Phone': 'phone',
      'Person - Phone - Work': ['phone', 'work'],
      'Person - Phone - Home': ['phone', 'home'],
      'Person - Phone - Mobile': ['phone', 'mobile'],
      'Person - Phone - Other': ['phone', 'other'],
      'Person - Job title': 'title',
      'Person - Title': 'title',
      'Person - Birthday': 'birthday',
      'Person - Notes': 'note',
      'Person - Postal address': 'address',
    },
  },
  {
    program: 'Pipedrive',
    requires: ['Organization - Name', 'Organization - Owner'],
    kind: 'company',
    columns: {
      'Organization - ID': 'uid',
      'Organization - Name': 'name',
      'Organization - Label': 'role',
      'Organization - Labels': 'role',
      'Organization - Owner': 'owner',
      'Organization - Address': 'address',
      'Organization - Website': 'url',
      'Organization - LinkedIn profile': ['url', 'linkedin'],
      'Organization - Industry': 'extra',
    },
  },
  {
    program: 'Twenty',
    requires: ['Name / First Name', 'Name / Last Name', 'Emails / Primary Email'],
    kind: 'person',
    columns: {
      Id: 'uid',
      'Name / First Name': 'given',
      'Name / Last Name': 'family',
      'Emails / Primary Email': 'email',
      'Emails / Additional Emails': 'email',
      'Phones / Primary Phone Number': ['phone', '', 'primary'],
      'Phones / Primary Phone Calling Code': ['callingCode', '', 'primary'],
      'Phones / Primary Phone Country Code': 'skip',
      'Phones / Additional Phones': 'phone',
      'Job Title': 'title',
      City: 'locality',
      'Company / Name': 'company',
      'Company / Id': 'extra',
      'Company Id': 'extra',
      'Linkedin / Link URL': ['url', 'linkedin'],
      'X / Link URL': ['url', 'twitter'],
      'Avatar URL': 'extra',
      Tags: 'tag',
    },
  },
  {
    program: 'Twenty',
    requires: ['Name', 'Domain Name / Link URL'],
    kind: 'company',
    columns: {
      Id: 'uid',
      Name: 'name',
      'Domain Name / Link URL': 'url',
      'Linkedin / Link URL': ['url', 'linkedin'],
      'X / Link URL': ['url', 'twitter'],
      'Account Owner / User Email': 'owner',
      Employees: 'extra',
      Tags: 'tag',
      ...address('', {
        street: 'Address / Address 1',
        street2: 'Address / Address 2',
        locality: 'Address / City',
        region: 'Address / State',
        postalCode: 'Address / Post Code',
        country: 'Address / Country',
      }),
    },
  },
  {
    program: 'EspoCRM',
    requires: ['lastName', 'emailAddress', 'accountName'],
    kind: 'person',
    columns: {
      id: 'uid',
      name: 'name',
      salutationName: 'prefix',
      firstName: 'given',
      middleName: 'additional',
      lastName: 'family',
      accountName: 'company',
      accountId: 'extra',
      title: 'title',
      accountRole: 'title',
      emailAddress: 'email',
      phoneNumber: 'phone',
      phoneNumberOffice: ['phone', 'work'],
      phoneNumberMobile: ['phone', 'mobile'],
      phoneNumberHome: ['phone', 'home'],
      phoneNumberFax: ['phone', 'fax'],
      description: 'note',
      assignedUserName: 'owner',
      assignedUserId: 'extra',
      ...espoAddress('address', ''),
    },
  },
  {
    program: 'EspoCRM',
    requires: ['name', 'emailAddress', 'billingAddressStreet'],
    kind: 'company',
    columns: {
      id: 'uid',
      name: 'name',
      website: 'url',
      emailAddress: 'email',
      phoneNumber: ['phone', 'work'],
      type: 'role',
      industry: 'extra',
      description: 'note',
      assignedUserName: 'owner',
      assignedUserId: 'extra',
      ...espoAddress('billingAddress', 'billing'),
      ...espoAddress('shippingAddress', 'shipping'),
    },
  },
  {
    program: 'Google Contacts',
    requires: ['First Name', 'Last Name', 'Labels', 'E-mail 1 - Value'],
    kind: 'person',
    columns: {
      Labels: 'tag',
      'Name Prefix': 'prefix',
      'Name Suffix': 'suffix',
      Nickname: 'extra',
      'File As': 'extra',
      Notes: 'note',
      'Phonetic First Name': 'extra',
      'Phonetic Last Name': 'extra',
    },
  },
  {
    program: 'Outlook',
    requires: ['First Name', 'Last Name', 'E-mail Address', 'Business Street', 'Home Street'],
    kind: 'person',
    columns: {
      Title: 'prefix',
      Suffix: 'suffix',
      'E-mail Display Name': 'extra',
      Categories: 'tag',
      'Business Phone': ['phone', 'work'],
      'Business Phone 2': ['phone', 'work'],
      'Company Main Phone': ['phone', 'main'],
      "Assistant's Phone": ['phone', 'assistant'],
      Notes: 'note',
      'Web Page': 'url',
      'Job Title': 'title',
      'Office Location': 'extra',
      Location: 'extra',
    },
  },
];
