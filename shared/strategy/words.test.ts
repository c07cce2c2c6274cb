import { describe, expect, test } from 'vitest';
import { englishForm, englishPlural } from './english.ts';
import { type GermanForm, type GermanStyle, germanForm, germanShort } from './german.ts';
import type { GermanWord } from './own-words.ts';
import { templates } from './templates.ts';
import { formsOf, messageWords, noOwnWords, roleName, wordFor } from './words.ts';

const noun = (one: string, many: string, gender: GermanWord['gender'] = 'm'): GermanWord => ({
  one,
  many,
  gender,
});

describe('a German word follows from gender and plural', () => {
  test.each<[GermanWord, Partial<Record<GermanForm, string>>]>([
    [
      noun('Kunde', 'Kunden'),
      {
        theAcc: 'den Kunden',
        theDat: 'dem Kunden',
        theGen: 'des Kunden',
        a: 'ein Kunde',
        aAcc: 'einen Kunden',
        manyDat: 'Kunden',
        theManyDat: 'den Kunden',
      },
    ],
    [
      noun('Patient', 'Patienten'),
      { theAcc: 'den Patienten', aDat: 'einem Patienten', theGen: 'des Patienten' },
    ],
    [noun('Lieferant', 'Lieferanten'), { aAcc: 'einen Lieferanten', the: 'der Lieferant' }],
    [
      noun('Partner', 'Partner'),
      {
        theAcc: 'den Partner',
        theGen: 'des Partners',
        manyDat: 'Partnern',
        theManyDat: 'den Partnern',
      },
    ],
    [noun('Gast', 'Gäste'), { theGen: 'des Gastes', manyDat: 'Gästen', theAcc: 'den Gast' }],
    [
      noun('Mitglied', 'Mitglieder', 'n'),
      {
        the: 'das Mitglied',
        theGen: 'des Mitglieds',
        manyDat: 'Mitgliedern',
        aDat: 'einem Mitglied',
      },
    ],
    [
      noun('Familie', 'Familien', 'f'),
      { the: 'die Familie', theDat: 'der Familie', aGen: 'einer Familie', manyDat: 'Familien' },
    ],
    [noun('Direktor', 'Direktoren'), { theAcc: 'den Direktor', theGen: 'des Direktors' }],
    [noun('Mandant', 'Mandanten'), { aAcc: 'einen Mandanten' }],
    [noun('Mensch', 'Menschen'), { theDat: 'dem Menschen' }],
    [noun('Lead', 'Leads'), { theGen: 'des Leads', manyDat: 'Leads' }],
    [
      noun('Versicherter', 'Versicherte'),
      {
        one: 'Versicherter',
        the: 'der Versicherte',
        aAcc: 'einen Versicherten',
        theDat: 'dem Versicherten',
        theMany: 'die Versicherten',
        many: 'Versicherte',
        manyDat: 'Versicherten',
      },
    ],
    [
      noun('ehemaliger Kunde', 'ehemalige Kunden'),
      {
        the: 'der ehemalige Kunde',
        a: 'ein ehemaliger Kunde',
        aAcc: 'einen ehemaligen Kunden',
        theMany: 'die ehemaligen Kunden',
        manyDat: 'ehemaligen Kunden',
      },
    ],
  ])('$one', (word, forms) => {
    for (const [form, text] of Object.entries(forms))
      expect(germanForm(word, form as GermanForm, 'plain'), form).toBe(text);
  });

  test('and whoever knows better corrects it', () => {
    const word = { ...noun('Herr', 'Herren'), own: { acc: 'Herrn', dat: 'Herrn', gen: 'Herrn' } };
    expect(germanForm(word, 'theDat', 'plain')).toBe('dem Herrn');
    expect(germanForm(word, 'theMany', 'plain')).toBe('die Herren');
  });

  const kunde = { ...noun('Kunde', 'Kunden'), female: { one: 'Kundin', many: 'Kundinnen' } };
  test.each<[GermanStyle, string, string, string, string]>([
    ['plain', 'Kunde', 'der Kunde', 'einen Kunden', 'Kunden'],
    [
      'pair',
      'Kundin/Kunde',
      'die Kundin oder der Kunde',
      'eine Kundin oder einen Kunden',
      'Kundinnen und Kunden',
    ],
    ['colon', 'Kund:in', 'der:die Kund:in', 'eine:n Kund:in', 'Kund:innen'],
    ['star', 'Kund*in', 'der*die Kund*in', 'eine*n Kund*in', 'Kund*innen'],
  ])('women are named as the company likes: %s', (style, short, the, aAcc, many) => {
    expect([
      germanShort(kunde, style),
      germanForm(kunde, 'the', style),
      germanForm(kunde, 'aAcc', style),
      germanForm(kunde, 'many', style),
    ]).toEqual([short, the, aAcc, many]);
  });
});

test('English takes its article from the sound and offers the usual plural', () => {
  expect(
    ['patient', 'advocate', 'user', 'hour', 'member', 'union', 'unknown'].map((one) =>
      englishForm({ one, many: '' }, 'a'),
    ),
  ).toEqual(['a patient', 'an advocate', 'a user', 'an hour', 'a member', 'a union', 'an unknown']);
  expect(['client', 'agency', 'boss', 'boy', ''].map(englishPlural)).toEqual([
    'clients',
    'agencies',
    'bosses',
    'boys',
    '',
  ]);
});

describe('the words of a company', () => {
  const clinic = templates.find(({ id }) => id === 'clinic')!.choices;

  test('stand in every message under the name of the term', () => {
    expect(messageWords(noOwnWords, 'en')).toMatchObject({
      customer_one: 'customer',
      customer_Many: 'Customers',
      formerCustomer_A: 'A former customer',
    });
    expect(messageWords(clinic, 'de')).toMatchObject({
      customer_Many: 'Patienten',
      customer_theDat: 'dem Patienten',
      supplier_one: 'Lieferant',
    });
  });

  test('who is no customer any more is called after the customers', () => {
    expect(roleName('former customer', clinic, 'en').many).toBe('Former patients');
    expect(roleName('former customer', clinic, 'de').one).toBe('Ehemaliger Patient');
    expect(formsOf('former customer', clinic, 'de').theManyDat).toBe('den ehemaligen Patienten');
  });

  test('a kind of their own is called as they say, in the other language by the same word', () => {
    const company = {
      words: { Investor: { de: noun('Geldgeber', 'Geldgeber') } },
      germanStyle: 'plain' as const,
    };
    expect(roleName('Investor', company, 'de')).toEqual({ one: 'Geldgeber', many: 'Geldgeber' });
    expect(roleName('Investor', company, 'en').one).toBe('Geldgeber');
    expect(roleName('Bürgermeister', company, 'en').one).toBe('Bürgermeister');
  });

  test('a word every object inherits is a role like any other', () => {
    expect(wordFor('constructor', noOwnWords).en.one).toBe('constructor');
    expect(roleName('toString', noOwnWords, 'de').one).toBe('toString');
  });
});
