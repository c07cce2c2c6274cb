import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { proposeMapping, readAs } from '../identify/importing/columns.ts';
import { listedRow } from '../identify/importing/listed-row.ts';
import { currencyDigits } from '../platform/currencies.ts';
import { readPurchaseRow } from './order-rows.ts';

const german = { country: 'DE', zone: 'Europe/Berlin' };
const american = { country: 'US', zone: 'America/New_York' };

function purchases(place: typeof german, headings: string, ...lines: string[]) {
  const rows = lines.map((line) => line.split(';'));
  const mapping = proposeMapping(headings.split(';'), rows);
  expect(mapping.about).toBe('purchases');
  return rows.map((cells) => {
    const read = readPurchaseRow(listedRow(cells, mapping), place);
    if ('trouble' in read) return [read.trouble, read.text];
    const { ref, at, customer, total, amount, currency, line, cancelled } = read.purchase;
    const who = customer.email || customer.name || customer.company || customer.number;
    return [
      ref,
      at?.toString().slice(0, 16),
      who,
      total ?? amount,
      currency,
      line?.quantity,
      cancelled,
    ];
  });
}

describe('a list of purchases is known by its headings', () => {
  test.each([
    [
      'Order number;Order date;Customer email;Product;Quantity;Unit price;Currency;Status',
      '1001;2026-03-02 09:00;anna@gruber.example;Oak boards;12;66.67;EUR;paid',
      ['1001', '2026-03-02T08:00', 'anna@gruber.example', 80_004, 'EUR', 12, false],
    ],
    [
      'Bestellnummer;Bestelldatum;Kunde;Artikel;Menge;Betrag;Bestellstatus',
      'B-7;02.03.2026;Anna Gruber;Eichenbretter;3;1.234,50 €;storniert',
      ['B-7', '2026-03-02T11:00', 'Anna Gruber', 123_450, 'EUR', 3, true],
    ],
    [
      'Numéro de commande;Date de commande;Société;Désignation;Quantité;Montant TTC (EUR);Statut',
      '88;02/03/2026;Menuiserie Lopez;Planches;2;1 234,50;expédiée',
      ['88', '2026-03-02T11:00', 'Menuiserie Lopez', 123_450, 'EUR', 2, false],
    ],
    [
      'Número de pedido;Fecha de pedido;Correo electrónico;Artículo;Cantidad;Importe;Moneda;Estado',
      '9;15/03/2026;ana@lopez.example;Tablas;1;1.234,5;EUR;cancelado',
      ['9', '2026-03-15T11:00', 'ana@lopez.example', 123_450, 'EUR', 1, true],
    ],
    [
      'InvoiceNo;StockCode;Description;Quantity;InvoiceDate;UnitPrice;CustomerID;Country',
      'C536379;D;Discount;-1;2010-12-01 09:41:00;27.5;14527;United Kingdom',
      ['C536379', '2010-12-01T08:41', '14527', -2_750, 'EUR', -1, false],
    ],
    [
      'Name;Email;Financial Status;Created at;Currency;Total;Lineitem quantity;Lineitem name;Lineitem price;Billing Name',
      '#1001;anna@gruber.example;refunded;2026-03-02 09:00:00 +0100;EUR;99.90;2;Table oil;49.95;Anna Gruber',
      ['#1001', '2026-03-02T08:00', 'anna@gruber.example', 9_990, 'EUR', 2, true],
    ],
    [
      'customer_id;date;number_of_cds;dollar_value',
      '00001;19970101;1;11.77',
      [null, '1997-01-01T11:00', '00001', 1_177, 'USD', 1, false],
    ],
  ])('%s', (headings, line, expected) => {
    expect(purchases(german, headings, line)).toEqual([expected]);
  });

  test('and without any, where only a history of purchases looks so', () => {
    const rows = [
      '00004 0001 19970101 2 29.33',
      '00004 0001 19970118 2 29.73',
      '00021 0002 19970101 3 63.34',
    ].map((line) => line.split(' '));
    const { about, columns } = proposeMapping(null, rows);
    expect(about).toBe('purchases');
    expect(columns.map(({ field }) => field)).toEqual([
      'orderCustomer',
      'skip',
      'orderAt',
      'orderQuantity',
      'orderAmount',
    ]);
  });

  test.each([
    'Name;Email;Phone;Company;Street;City',
    'Name;Email;Created at;Notes',
    'Company;Last order date;Total spent;Email',
    'Deal;Amount;Close date;Contact',
    'ID;frequency;recency;T',
  ])('people and other tables are none: %s', (headings) => {
    const row = headings.split(';').map(() => '1');
    expect(proposeMapping(headings.split(';'), [row]).about).toBeUndefined();
  });

  test('a person may say that it is one, and that it is none', () => {
    const headers = ['Kunde', 'Datum', 'Betrag'];
    const rows = [['Anna Gruber', '02.03.2026', '12,50']];
    const people = proposeMapping(headers, rows);
    expect(people.about).toBeUndefined();
    const samples = headers.map((_, column) => rows.map((row) => row[column]!));
    const said = readAs('purchases', people, samples);
    expect(said.columns.map(({ field }) => field)).toEqual(['orderName', 'orderAt', 'orderAmount']);
    expect(readAs(undefined, said, samples).about).toBeUndefined();
  });

  test('what repeats in every row of an order is its total, what differs is the amount of the row', () => {
    const fieldOf = (heading: string, ...lines: string[]) =>
      proposeMapping(
        ['Order', 'Date', 'Email', 'Product', heading],
        lines.map((line) => line.split(';')),
      ).columns[4]!.field;
    const line = (ref: string, what: string, amount: string) =>
      `${ref};2026-03-02;a@b.example;${what};${amount}`;
    expect(fieldOf('Total', line('1', 'Oak', '9'), line('1', 'Oil', '9'))).toBe('orderTotal');
    expect(fieldOf('Total', line('1', 'Oak', '5'), line('1', 'Oil', '4'))).toBe('orderAmount');
    const both = [
      line('1', 'Oak', '9'),
      line('1', 'Oil', '9'),
      line('2', 'Oak', '7'),
      line('2', 'Oil', '7'),
    ];
    expect(fieldOf('Amount', ...both)).toBe('orderTotal');
    expect(fieldOf('Amount', line('1', 'Oak', '9'))).toBe('orderAmount');
  });
});

describe('amounts and days', () => {
  const amountOf = (place: typeof german, amount: string, currency = '') => {
    const [[, , , units, paidIn] = []] = purchases(
      place,
      'Order;Date;Email;Quantity;Order total;Currency',
      `1;2026-03-02;a@b.example;1;${amount};${currency}`,
    );
    return [units, paidIn];
  };

  test.each([
    ['1.234,56', 'EUR', 123_456],
    ['1,234.56', 'EUR', 123_456],
    ["1'234.50", 'CHF', 123_450],
    ['1 234,5', 'EUR', 123_450],
    ['4.800,-', 'EUR', 480_000],
    ['1.250', 'EUR', 125_000],
    ['1,250', 'JPY', 1_250],
    ['1.250', 'JPY', 1_250],
    ['1250.00', 'JPY', 1_250],
    ['1.250', 'KWD', 1_250],
    ['1,5', 'KWD', 1_500],
    ['12.345,678', 'TND', 12_345_678],
    ['(12,50)', 'EUR', -1_250],
    ['-12,50', 'EUR', -1_250],
    ['12,50-', 'EUR', -1_250],
    ['0', 'EUR', 0],
  ])('%s %s', (written, currency, units) => {
    expect(amountOf(german, written, currency)).toEqual([units, currency]);
  });

  test('one sign before three digits is read as the country writes it', () => {
    expect(amountOf(german, '1.250', 'EUR')).toEqual([125_000, 'EUR']);
    expect(amountOf(american, '1,250', 'USD')).toEqual([125_000, 'USD']);
  });

  test('a currency may stand beside the amount, and several signs mean the country’s own', () => {
    expect(amountOf(german, '€ 12,50')).toEqual([1_250, 'EUR']);
    expect(amountOf(german, '12,50 CHF')).toEqual([1_250, 'CHF']);
    expect(amountOf({ country: 'CA', zone: 'America/Toronto' }, '$12.50')).toEqual([1_250, 'CAD']);
    expect(amountOf({ country: 'NO', zone: 'Europe/Oslo' }, '12,50 kr')).toEqual([1_250, 'NOK']);
    expect(amountOf(american, '12.50')).toEqual([1_250, 'USD']);
  });

  test.each([
    ['12 apples', ''],
    ['12,50', 'Taler'],
    ['12,50 €', 'USD'],
    ['12,50 €', 'CHF'],
  ])('no guess is made of %s %s', (amount, currency) => {
    const read = purchases(
      german,
      'Order;Date;Email;Quantity;Order total;Currency',
      '1;2026-03-02;a@b.example;1;5,00;EUR',
      '2;2026-03-02;a@b.example;1;6,00;EUR',
      `3;2026-03-02;a@b.example;1;${amount};${currency}`,
    );
    expect(['amount', 'currency']).toContain(read[2]![0]);
  });

  test('whatever is written in a notation is read as that number of the smallest unit', () => {
    const locales = ['en-US', 'de-DE', 'fr-FR', 'es-ES', 'de-CH'] as const;
    fc.assert(
      fc.property(
        fc.integer({ min: -999_999_999, max: 999_999_999 }),
        fc.constantFrom('EUR', 'JPY', 'KWD', 'CHF'),
        fc.constantFrom(...locales),
        (units, currency, locale) => {
          const digits = currencyDigits(currency);
          // A mark before three digits says thousands or thousandths only together with the country.
          const written = new Intl.NumberFormat(locale, {
            minimumFractionDigits: digits,
            maximumFractionDigits: digits,
          }).format(units / 10 ** digits);
          const place = { country: locale.slice(3), zone: 'UTC' };
          expect(amountOf(place, written, currency)).toEqual([
            units === 0 ? expect.any(Number) : units,
            currency,
          ]);
        },
      ),
    );
  });

  test('days are read as the column shows, and said where both ways are possible', () => {
    const days = (...written: string[]) => {
      const rows = written.map((day) => ['1', day, 'a@b.example', '1', '5.00']);
      const mapping = proposeMapping(['Order', 'Date', 'Email', 'Quantity', 'Total'], rows);
      return rows.map((cells) => {
        const read = readPurchaseRow(listedRow(cells, mapping), american);
        return 'trouble' in read
          ? read.trouble
          : [read.purchase.at!.toString().slice(0, 10), read.doubts.date];
      });
    };
    expect(days('13/02/2026', '02/03/2026')).toEqual([
      ['2026-02-13', false],
      ['2026-03-02', false],
    ]);
    expect(days('02/03/2026', '03/04/2026')).toEqual([
      ['2026-02-03', true],
      ['2026-03-04', true],
    ]);
    expect(days('2026-03-02', '2026-03-03', '2026-02-31')).toEqual([
      ['2026-03-02', false],
      ['2026-03-03', false],
      'no-such-day',
    ]);
  });

  test('no cell of any kind makes reading fail', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary' }), { minLength: 8, maxLength: 8 }),
        (cells) => {
          const fields = [
            'Order',
            'Date',
            'Email',
            'Product',
            'Quantity',
            'Total',
            'Currency',
            'Status',
          ];
          const good = ['1', '2026-03-02', 'a@b.example', 'Oak', '1', '5.00', 'EUR', ''];
          const mapping = proposeMapping(fields, [good]);
          const read = readPurchaseRow(listedRow(cells, mapping), german);
          if ('purchase' in read) expect(Number.isSafeInteger(read.purchase.total ?? 0)).toBe(true);
        },
      ),
    );
  });
});
