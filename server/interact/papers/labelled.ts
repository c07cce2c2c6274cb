import { docx, pdf, xlsx } from './made-by-hand.ts';

/** A document with what somebody who reads it would say of it; null: that it is no offer. */
export interface Labelled {
  name: string;
  content: Buffer;
  offer: null | {
    /** In the smallest unit; several where only a person can say which counts. */
    totals: [amount: number, currency: string][];
    tax: 'gross' | 'net' | null;
    until: string | null;
    number: string;
  };
}

const csv = (lines: string[]) => Buffer.from(`${lines.join('\r\n')}\r\n`);
const eur = (amount: number): [number, string] => [amount, 'EUR'];

const letterhead = ['Kessel & Söhne GmbH', 'Hafenstraße 4 · 4020 Linz', ''];

/** Read on 1 June 2026. All companies and people are invented. */
export const labelled: Labelled[] = [
  {
    name: 'Angebot_2026-014.pdf',
    content: pdf([
      ...letterhead,
      'Laternenwerk Holm GmbH',
      'Frau Ida Holm',
      '',
      'Angebot Nr. 2026-014',
      'Datum:\t28.05.2026',
      'Sehr geehrte Frau Holm,',
      'vielen Dank für Ihre Anfrage vom 12.05.2026. Wir bieten Ihnen an:',
      'Pos\tBezeichnung\tMenge\tGesamtpreis',
      '1\tKessel K 40\t2\t2.400,00 €',
      '2\tMontage vor Ort\t1\t1.600,00 €',
      'Nettobetrag\t4.000,00 €',
      'zzgl. 20 % USt\t800,00 €',
      'Gesamtbetrag brutto\t4.800,00 €',
      'Dieses Angebot ist gültig bis 30.06.2026.',
    ]),
    offer: { totals: [eur(480_000)], tax: 'gross', until: '2026-06-30', number: '2026-014' },
  },
  {
    name: 'Quotation Q-1187.pdf',
    content: pdf(
      [
        'Kettle & Sons Ltd',
        'QUOTATION',
        'Quotation No.\tQ-1187',
        'Date\t29 May 2026',
        'Description\tQty\tUnit price\tAmount',
        'Boiler K40\t2\t1,150.00\t2,300.00',
        'Delivery\t1\t120.00\t120.00',
        'Subtotal\t£2,420.00',
        'VAT 20%\t£484.00',
        'Total\t£2,904.00',
        'Valid until 15 July 2026',
      ],
      { shuffled: true },
    ),
    offer: { totals: [[290_400, 'GBP']], tax: 'gross', until: '2026-07-15', number: 'Q-1187' },
  },
  {
    name: 'Offerte Brunner.pdf',
    content: pdf([
      'Kessel Schweiz AG',
      'Offerte 40217',
      'Zürich, 27. Mai 2026',
      'Heizkessel, geliefert und montiert',
      "Total exkl. MwSt\tCHF 11'500.00",
      'MwSt 8.1%\tCHF 931.50',
      "Total inkl. MwSt\tCHF 12'431.50",
      'Gültigkeit der Offerte: 60 Tage',
    ]),
    offer: { totals: [[1_243_150, 'CHF']], tax: 'gross', until: '2026-07-26', number: '40217' },
  },
  {
    name: 'Kostenvoranschlag.docx',
    content: docx([
      'Kostenvoranschlag',
      'Linz, am 1. Juni 2026',
      'Sanierung der Heizung im Altbau',
      'Material\t3.150,00 EUR',
      'Arbeit\t2.210,50 EUR',
      'Gesamtsumme inkl. 20 % MwSt.\t5.360,50 EUR',
      'Wir halten uns vier Wochen an diesen Kostenvoranschlag gebunden.',
    ]),
    offer: { totals: [eur(536_050)], tax: 'gross', until: '2026-06-29', number: '' },
  },
  {
    name: 'proposal-northwind.docx',
    content: docx(
      [
        'Project proposal',
        'Prepared for Northwind Lamps Inc.',
        'We propose to plan and deliver the heating of the new hall.',
        'Total project price: $18,750.00',
        'This proposal expires on June 30, 2026.',
      ],
      ['Proposal no. P-2026/33', 'Date: May 30, 2026'],
    ),
    offer: { totals: [[1_875_000, 'USD']], tax: null, until: '2026-06-30', number: 'P-2026/33' },
  },
  {
    name: 'angebot-wartung.docx',
    content: docx([
      'Unser Angebot AN-88-2',
      'Wartung der Anlage',
      'Pauschalpreis netto\t1.290,- €',
      'Alle Preise zuzüglich der gesetzlichen Umsatzsteuer.',
      'Das Angebot gilt bis 31.07.2026.',
    ]),
    offer: { totals: [eur(129_000)], tax: 'net', until: '2026-07-31', number: 'AN-88-2' },
  },
  {
    name: 'Angebot Holm.xlsx',
    content: xlsx([
      ['Angebot', 'A-2026-7'],
      ['gültig bis', '15.06.2026'],
      ['Artikel', 'Menge', 'Preis', 'Summe'],
      ['Kessel', 2, 1200, 2400],
      ['Pumpe', 1, 310.5, 310.5],
      ['Summe netto EUR', null, null, 2710.5],
      ['20 % USt EUR', null, null, 542.1],
      ['Gesamtbetrag EUR', null, null, 3252.6],
    ]),
    offer: { totals: [eur(325_260)], tax: 'gross', until: '2026-06-15', number: 'A-2026-7' },
  },
  {
    name: 'quote_5521.csv',
    content: csv([
      'Quote,5521',
      'Item,Qty,Price',
      'Boiler K40,2,"1,150.00"',
      'Grand total,,"USD 2,300.00"',
      'Valid for 30 days,,',
    ]),
    offer: { totals: [[230_000, 'USD']], tax: null, until: '2026-07-01', number: '5521' },
  },
  {
    name: 'Angebot zwei Varianten.pdf',
    content: pdf([
      'Angebot Nr. 311',
      'Variante A',
      'Gesamtbetrag inkl. MwSt\t8.400,00 €',
      'Variante B',
      'Gesamtbetrag inkl. MwSt\t9.960,00 €',
      'Gültig bis 1.7.2026',
    ]),
    offer: {
      totals: [eur(840_000), eur(996_000)],
      tax: 'gross',
      until: '2026-07-01',
      number: '311',
    },
  },
  {
    name: 'two-currencies.pdf',
    content: pdf([
      'Quotation 9001',
      'Total incl. VAT\t€ 1,200.00',
      'Total incl. VAT\tUS$ 1,310.00',
      'Valid until 2026-08-01',
    ]),
    offer: {
      totals: [eur(120_000), [131_000, 'USD']],
      tax: 'gross',
      until: '2026-08-01',
      number: '9001',
    },
  },
  {
    name: 'Angebot Zwischensummen.pdf',
    content: pdf([
      'Angebot 2026/55',
      'Zwischensumme Heizung\t2.000,00 €',
      'Zwischensumme Bad\t3.000,00 €',
      'Rabatt gesamt 5 %\t-250,00 €',
      'Endbetrag inkl. USt\t5.700,00 €',
      'Bindefrist: 31. August 2026',
    ]),
    offer: { totals: [eur(570_000)], tax: 'gross', until: '2026-08-31', number: '2026/55' },
  },
  {
    name: 'Anbot.pdf',
    content: pdf([
      'Anbot Nr. 17-2026',
      'Wien, 20.05.2026',
      'Gesamt\t€ 960,--',
      'Preise inkl. 20% MwSt.',
      'An dieses Anbot halten wir uns bis 20.06.2026 gebunden.',
    ]),
    offer: { totals: [eur(96_000)], tax: null, until: '2026-06-20', number: '17-2026' },
  },
  {
    name: 'estimate.pdf',
    content: pdf([
      'ESTIMATE',
      'Estimate # E-204',
      'Date: 05/30/2026',
      'Labour\t$900.00',
      'Parts\t$640.00',
      'Estimated total: $1,540.00',
      'This estimate is valid for 14 days.',
    ]),
    offer: { totals: [[154_000, 'USD']], tax: null, until: '2026-06-13', number: 'E-204' },
  },
  {
    name: 'Angebot gross.pdf',
    content: pdf([
      'A N G E B O T',
      'Angebotsnummer: 2026-0099',
      'Angebotsdatum: 01.06.2026',
      'Angebotssumme\t112.340,75 €',
      'Alle Preise netto zzgl. 19 % MwSt.',
      'gültig 30 Tage ab Angebotsdatum',
    ]),
    offer: { totals: [eur(11_234_075)], tax: 'net', until: '2026-07-01', number: '2026-0099' },
  },
  {
    name: 'nabidka-offer.pdf',
    content: pdf([
      'Offer no. 77/2026',
      'Total price: 152 300,00 CZK',
      'The offer is valid until 30.06.2026',
    ]),
    offer: { totals: [[15_230_000, 'CZK']], tax: null, until: '2026-06-30', number: '77/2026' },
  },
  {
    name: 'Offer Japan.pdf',
    content: pdf([
      'Offer',
      'Offer number: JP-12',
      'Total amount: JPY 480,000',
      'Valid until July 31, 2026',
    ]),
    offer: { totals: [[480_000, 'JPY']], tax: null, until: '2026-07-31', number: 'JP-12' },
  },
  {
    name: 'Angebot Betrag darunter.docx',
    content: docx(['Angebot 4711', 'Gesamtpreis', '3.499,00 €', 'Gültig bis 10. Juli 2026']),
    offer: { totals: [eur(349_900)], tax: null, until: '2026-07-10', number: '4711' },
  },
  {
    name: 'sums.pdf',
    content: pdf([
      'Quotation QU-3',
      'Total hardware\t€ 3,000.00',
      'Total services\t€ 1,000.00',
      'Total\t€ 4,000.00',
      'All prices excl. VAT',
    ]),
    offer: { totals: [eur(400_000)], tax: 'net', until: null, number: 'QU-3' },
  },
  {
    name: 'Preisangebot.xlsx',
    content: xlsx([
      ['Preisangebot'],
      ['Nr.', 'PA-2026-3'],
      ['Netto', null, '€ 500,00'],
      ['MwSt 20 %', null, '€ 100,00'],
      ['Brutto', null, '€ 600,00'],
    ]),
    offer: { totals: [eur(60_000)], tax: 'gross', until: null, number: 'PA-2026-3' },
  },
  {
    name: 'Folgeangebot.pdf',
    content: pdf([
      'Folgeangebot zu unserem Angebot Nr. 2026-014-2',
      'Datum: 10.06.2026',
      'Summe\t4.500,00 €',
      'USt 20 %\t900,00 €',
      'Gesamt\t5.400,00 €',
      'gültig bis: 31.07.2026',
    ]),
    offer: { totals: [eur(540_000)], tax: 'gross', until: '2026-07-31', number: '2026-014-2' },
  },
  {
    name: 'offer-shipping.csv',
    content: csv([
      'Offer;OF-9;;',
      'Article;Quantity;Price;Sum',
      'Lamp;10;12,50;125,00',
      'Shipping;1;9,90;9,90',
      'Total gross;;;134,90 EUR',
    ]),
    offer: { totals: [eur(13_490)], tax: 'gross', until: null, number: 'OF-9' },
  },
  {
    name: 'Angebot ohne Summe.pdf',
    content: pdf([
      'Angebot Nr. 12',
      'Wir beraten Sie gerne vor Ort. Der Aufwand wird nach Stunden verrechnet.',
    ]),
    offer: null,
  },
  {
    name: 'Angebot Wartung monatlich.pdf',
    content: pdf(['Angebot W-5', 'Wartung pro Monat\t89,00 €', 'Mindestlaufzeit 12 Monate']),
    offer: null,
  },
  {
    name: 'Rechnung 2026-100.pdf',
    content: pdf([
      'Rechnung Nr. 2026-100',
      'gemäß unserem Angebot Nr. 2026-014',
      'Gesamtbetrag\t4.800,00 €',
      'Zahlbar bis 30.06.2026',
    ]),
    offer: null,
  },
  {
    name: 'invoice-77.pdf',
    content: pdf(['INVOICE', 'Invoice no. 77', 'Quotation: Q-1187', 'Total due\t£2,904.00']),
    offer: null,
  },
  {
    name: 'Auftragsbestätigung.docx',
    content: docx(['Auftragsbestätigung AB-9', 'zu Angebot 2026-014', 'Gesamtbetrag\t4.800,00 €']),
    offer: null,
  },
  {
    name: 'Lieferschein.pdf',
    content: pdf(['Lieferschein 55', 'Angebot 2026-014', '2 Kessel K 40']),
    offer: null,
  },
  {
    name: 'Preisliste 2026.xlsx',
    content: xlsx([
      ['Preisliste 2026'],
      ['Artikel', 'Preis'],
      ['Kessel', '1.200,00 €'],
      ['Gesamt', '1.200,00 €'],
    ]),
    offer: null,
  },
  {
    name: 'AGB.pdf',
    content: pdf([
      'Allgemeine Geschäftsbedingungen',
      '1. Angebote sind freibleibend.',
      '2. Angebot und Annahme: Die Angebotssumme gilt bis zu einem Gesamtbetrag von 10.000,00 €.',
    ]),
    offer: null,
  },
  {
    name: 'Anfrage.pdf',
    content: pdf([
      'Request for quotation',
      'Please quote the following:',
      'Boiler K40, 2 pieces',
      'Budget total: 5,000.00 EUR',
    ]),
    offer: null,
  },
  {
    name: 'Bestellung.docx',
    content: docx(['Bestellung 9', 'Ihr Angebot 311', 'Gesamtbetrag inkl. MwSt\t8.400,00 €']),
    offer: null,
  },
  {
    name: 'Protokoll.docx',
    content: docx([
      'Protokoll der Besprechung',
      'Das Angebot über 4.800,00 € wird überarbeitet.',
      'Summe der offenen Punkte: 7',
    ]),
    offer: null,
  },
  {
    name: 'contacts.csv',
    content: csv(['name,offer sent,total', 'Ida Holm,yes,"4,800.00"', 'Ben Oak,no,"1,200.00"']),
    offer: null,
  },
  {
    name: 'brief.pdf',
    content: pdf([
      ...letterhead,
      'Linz, 29.05.2026',
      'Sehr geehrte Frau Holm,',
      'anbei erhalten Sie die Unterlagen. Unser Angebot folgt nächste Woche.',
      'Mit freundlichen Grüßen',
    ]),
    offer: null,
  },
  {
    name: 'Mahnung.pdf',
    content: pdf(['Mahnung', 'Rechnung 2026-100', 'Offener Gesamtbetrag\t4.800,00 €']),
    offer: null,
  },
  {
    name: 'Angebot eingescannt.pdf',
    content: pdf([]),
    offer: null,
  },
];
