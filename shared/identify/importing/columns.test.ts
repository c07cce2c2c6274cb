import { describe, expect, test } from 'vitest';
import { proposeMapping } from './columns.ts';
import { rowToDraft } from './row-to-draft.ts';

/** What becomes of a table whose rows are written as heading → cell. */
function drafts(...rows: Record<string, string>[]) {
  const headers = Object.keys(rows[0] ?? {});
  const cells = rows.map((row) => headers.map((header) => row[header] ?? ''));
  const mapping = proposeMapping(headers, cells);
  return cells.map((row) => rowToDraft(row, mapping));
}
function draft(row: Record<string, string>) {
  const [first] = drafts(row);
  expect(first?.problems).toEqual([]);
  return first?.draft;
}

describe('“Title” beside a job title stands before the name', () => {
  test.each([
    ['First Name', 'Last Name', 'Title', 'Job Title', 'Dr.', 'Dr. Eva Rot', []],
    ['Prénom', 'Nom', 'Titre', 'Titre (poste)', 'Mme', 'Eva Rot', ['Mme']],
    ['Nombre', 'Apellidos', 'Título', 'Puesto', 'Sra.', 'Eva Rot', ['Sra.']],
    ['Vorname', 'Nachname', 'Titel', 'Position', 'Mag.', 'Mag. Eva Rot', []],
  ])('%s, %s, %s, %s', (given, family, bare, job, title, name, extra) => {
    const read = draft({ [bare]: title, [given]: 'Eva', [family]: 'Rot', [job]: 'Buyer' });
    expect(read).toMatchObject({ name, affiliation: { title: 'Buyer' } });
    expect(read?.extra.map(({ value }) => value)).toEqual(extra);
  });

  test('and alone it is what its values say', () => {
    const row = { 'First Name': 'Eva', 'Last Name': 'Rot' };
    expect(draft({ ...row, Title: 'CFO' })?.affiliation?.title).toBe('CFO');
    expect(draft({ ...row, Title: 'Prof.' })?.name).toBe('Prof. Eva Rot');
  });

  test('a job position is a job title', () => {
    expect(draft({ Name: 'Eva Rot', 'Job Position': 'CFO' })?.affiliation?.title).toBe('CFO');
  });
});

describe('a salutation is kept, but not as part of the name', () => {
  test.each([
    ['Anrede', 'Frau'],
    ['Civilité', 'Mlle'],
    ['Salutation', 'Ms.'],
    ['Tratamiento', 'Dña.'],
  ])('%s %s', (heading, salutation) => {
    expect(draft({ [heading]: salutation, Vorname: 'Eva', Nachname: 'Rot' })).toMatchObject({
      name: 'Eva Rot',
      extra: [{ label: heading, value: salutation }],
    });
  });
  test('beside a title', () => {
    const read = draft({ Anrede: 'Herr Dr.', Titel: 'Dr.', Vorname: 'Uwe', Nachname: 'Rot' });
    expect(read).toMatchObject({ name: 'Dr. Uwe Rot', nameParts: { prefix: 'Dr.' } });
    expect(read?.extra).toEqual([{ label: 'Anrede', value: 'Herr' }]);
  });
});

describe('the parts of an address come together', () => {
  test.each([
    [
      'Business Street, Business Street 2, Business City, Business State, Business Postal Code, Business Country/Region',
    ],
    [
      'Straße geschäftlich, Straße geschäftlich 2, Ort geschäftlich, Region geschäftlich, Postleitzahl geschäftlich, Land/Region geschäftlich',
    ],
    [
      'Rue (bureau), Rue (bureau) 2, Ville (bureau), Dép/Région (bureau), Code postal (bureau), Pays/Région (bureau)',
    ],
    [
      'Calle del trabajo, Calle del trabajo 2, Ciudad de trabajo, Provincia o estado de trabajo, Código postal del trabajo, País o región del trabajo',
    ],
  ])('at work: %s', (headings) => {
    const cells = ['Weg 1', 'Haus 2', 'Ulm', 'Bayern', '89073', 'Germany'];
    const address = Object.fromEntries(
      headings.split(', ').map((heading, column) => [heading, cells[column] ?? '']),
    );
    expect(draft({ Name: 'Eva Rot', ...address })?.addresses).toEqual([
      {
        label: 'work',
        street: 'Weg 1\nHaus 2',
        locality: 'Ulm',
        region: 'Bayern',
        postalCode: '89073',
        country: 'DE',
        text: 'Weg 1\nHaus 2\n89073 Ulm\nBayern\nGermany',
      },
    ]);
  });

  test('with the postal code and the town in one column', () => {
    const read = draft({ Name: 'Eva Rot', Straße: 'Weg 1', 'PLZ/Ort': '1010 Wien' });
    expect(read?.addresses).toMatchObject([
      { street: 'Weg 1', postalCode: '1010', locality: 'Wien', text: 'Weg 1\n1010 Wien' },
    ]);
  });

  test('numbers tell two addresses apart', () => {
    const read = draft({
      Firmenname: 'Rot GmbH',
      'Straße 1': 'Weg 1',
      'PLZ 1': '89073',
      'Ort 1': 'Ulm',
      'Straße 2': 'Gasse 2',
      'PLZ 2': '53111',
      'Ort 2': 'Bonn',
    });
    expect(read?.addresses.map(({ text }) => text)).toEqual([
      'Weg 1\n89073 Ulm',
      'Gasse 2\n53111 Bonn',
    ]);
  });

  test('numbers count the lines of one', () => {
    const read = draft({
      Name: 'Eva Rot',
      'Address 1': 'Main St 1',
      'Address 2': 'Floor 3',
      City: 'Springfield',
      'C.P.': '62701',
    });
    expect(read?.addresses).toMatchObject([
      { street: 'Main St 1\nFloor 3', locality: 'Springfield', postalCode: '62701' },
    ]);
  });

  test.each([
    ['Shipping Address 1', 'Shipping Address 2', 'Shipping City', 'shipping'],
    ['Business Address', 'Business Address 2', 'Business City', 'work'],
    ['Billing Address Line 1', 'Billing Address Line 2', 'Billing Address City', 'billing'],
    ['primary_address_street', 'primary_address_street_2', 'primary_address_city', 'main'],
  ])('of a kind: %s, %s, %s', (first, second, city, label) => {
    const read = draft({ Name: 'Eva Rot', [first]: 'Weg 1', [second]: 'Haus 2', [city]: 'Ulm' });
    expect(read?.addresses).toMatchObject([
      { label, street: 'Weg 1\nHaus 2', locality: 'Ulm', text: 'Weg 1\nHaus 2\nUlm' },
    ]);
  });

  test('unless each number has a whole one', () => {
    const read = draft({
      Name: 'Eva Rot',
      'Home Address 1': 'Weg 1, Ulm',
      'Home Address 2': 'Gasse 2, Bonn',
    });
    expect(read?.addresses.map(({ text }) => text)).toEqual(['Weg 1, Ulm', 'Gasse 2, Bonn']);
  });

  test('behind the name of the address, with the company that stands in it', () => {
    const read = draft({
      'First Name': 'Eva',
      'Last Name': 'Rot',
      'Default Address Company': 'Rot Inc',
      'Default Address Address1': 'Main St 1',
      'Default Address Address2': 'Floor 3',
      'Default Address City': 'Springfield',
      'Default Address Province Code': 'IL',
      'Default Address Country Code': 'US',
      'Default Address Zip': '62701',
    });
    expect(read).toMatchObject({ affiliation: { companyName: 'Rot Inc' }, extra: [] });
    expect(read?.addresses).toMatchObject([
      {
        label: 'main',
        street: 'Main St 1\nFloor 3',
        locality: 'Springfield',
        region: 'IL',
        postalCode: '62701',
        country: 'US',
      },
    ]);
  });

  test('a location beside them is a floor or a room', () => {
    const read = draft({
      Name: 'Eva Rot',
      'Business Street': 'Weg 1',
      'Business City': 'Ulm',
      Location: 'Floor 3',
    });
    expect(read?.addresses.map(({ text }) => text)).toEqual(['Weg 1\nUlm']);
    expect(read?.extra).toEqual([{ label: 'Location', value: 'Floor 3' }]);
  });
});

test('of two columns for the same, the one that is filled counts', () => {
  const read = draft({
    Name: 'Hans Huber',
    Location: 'Wien',
    Occupation: '',
    'Organization 1 - Type': '',
    'Organization 1 - Name': 'Huber Bau',
    'Organization 1 - Title': 'Polier',
    'Organization 1 - Department': 'Hochbau',
    'Organization 1 - Location': 'Graz',
  });
  expect(read).toMatchObject({
    affiliation: { companyName: 'Huber Bau', title: 'Polier', department: 'Hochbau' },
    addresses: [{ text: 'Wien' }],
    extra: [{ label: 'Organization 1 - Location', value: 'Graz' }],
  });
});

test('a second country of the same address is kept under its heading', () => {
  const read = draft({ Name: 'Eva Rot', City: 'Ulm', Country: 'Germany', 'Country Code': 'DE' });
  expect(read?.addresses.map(({ text }) => text)).toEqual(['Ulm\nGermany']);
  expect(read?.extra).toEqual([{ label: 'Country Code', value: 'DE' }]);
});

test.each(['0.0.00', '0/0/00', '00.00.0000', '0000-00-00', '0000-00-00 00:00:00', '1/1/4501'])(
  '%s is no date, and nothing is said about it',
  (empty) => {
    const rows = drafts(
      { Name: 'Eva Rot', Geburtstag: empty, Jahrestag: empty },
      { Name: 'Uwe Rot', Geburtstag: '31.12.1970', Jahrestag: '' },
    );
    expect(rows.map((row) => row.draft?.birthday)).toEqual([undefined, '1970-12-31']);
    expect(rows.flatMap((row) => [...row.problems, ...(row.draft?.extra ?? [])])).toEqual([]);
  },
);

test('the protocol of an e-mail address is not its kind', () => {
  const read = draft({ Name: 'Eva Rot', 'E-Mail 2: Adresse': 'e@x.de', 'E-Mail 2: Typ': 'SMTP' });
  expect(read?.emails).toEqual([{ value: 'e@x.de', label: '' }]);
});

describe('a table from abroad says who its rows are', () => {
  test.each([
    ['Nome', 'Cognome', 'Azienda', 'Città'],
    ['Voornaam', 'Achternaam', 'Bedrijf', 'Plaats'],
    ['Imię', 'Nazwisko', 'Nazwa firmy', 'Miasto'],
    ['Jméno', 'Příjmení', 'Společnost', 'Město'],
    ['Keresztnév', 'Vezetéknév', 'Cég', 'Város'],
    ['Ad', 'Soyad', 'Şirket', 'Şehir'],
    ['Förnamn', 'Efternamn', 'Företag', 'Stad'],
    ['Имя', 'Фамилия', 'Компания', 'Город'],
    ['名', '姓', '公司', '城市'],
  ])('%s, %s, %s, %s', (given, family, company, city) => {
    const row = { [given]: 'Eva', [family]: 'Rot', [company]: 'Rot & Co', [city]: 'Ulm' };
    expect(draft(row)).toMatchObject({
      name: 'Eva Rot',
      nameParts: { given: 'Eva', family: 'Rot' },
      affiliation: { companyName: 'Rot & Co' },
      addresses: [{ locality: 'Ulm' }],
      extra: [],
    });
  });
});

test('an “Ad” without a family name beside it is no given name', () => {
  const read = draft({ Name: 'Eva Rot', Email: 'e@x.de', Ad: 'Spring' });
  expect(read).toMatchObject({ name: 'Eva Rot', extra: [{ label: 'Ad', value: 'Spring' }] });
});
