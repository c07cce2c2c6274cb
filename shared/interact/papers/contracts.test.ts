import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { contractAt, remindOn } from '../dealings/contracts.ts';
import { readContract, readContractPaper } from './contracts.ts';

const read = (text: string) => readContract(text, { monthFirst: false });
const none = { number: '', notice: null, renewsMonths: null };

describe('a line that tells of a contract', () => {
  test.each([
    [
      'Maintenance contract with Lantern Works from 1 Jan 2027 to 31 Dec 2028, 3 months notice, renews yearly',
      {
        what: 'Maintenance contract',
        from: '2027-01-01',
        to: '2028-12-31',
        notice: { count: 3, unit: 'months' },
        renewsMonths: 12,
      },
    ],
    [
      'Wartungsvertrag mit Holm ab 1.1.2027 bis 31.12.2028, Kündigungsfrist 3 Monate, verlängert sich um 12 Monate',
      {
        what: 'Wartungsvertrag',
        from: '2027-01-01',
        to: '2028-12-31',
        notice: { count: 3, unit: 'months' },
        renewsMonths: 12,
      },
    ],
    [
      'Mietvertrag Nr. M-17 vom 01.02.2027, Laufzeit 24 Monate, kündbar mit sechs Wochen Frist',
      {
        what: 'Mietvertrag',
        number: 'M-17',
        from: '2027-02-01',
        to: '2029-01-31',
        notice: { count: 6, unit: 'weeks' },
      },
    ],
    [
      'Service agreement for 2 years starting 15 March 2027, 30 days notice',
      {
        what: 'Service agreement',
        from: '2027-03-15',
        to: '2029-03-14',
        notice: { count: 30, unit: 'days' },
      },
    ],
    [
      'Rahmenvertrag läuft bis 30.06.2027 und verlängert sich nicht',
      { what: 'Rahmenvertrag', from: null, to: '2027-06-30' },
    ],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual({ ...none, ...expected });
  });

  test.each([
    'Sent the contract to Ida',
    'Called Ida about the contract, she signs on 3 May 2027',
    'Vertrag besprochen, er meldet sich bis Freitag',
    'Met Ida from Lantern Works on 3 May 2027',
  ])('and one that does not stays a note: %s', (text) => {
    expect(read(text)).toBeNull();
  });

  property.prop([fc.string({ maxLength: 300 })])('whatever is typed, reading it ends', (text) => {
    read(`Vertrag ${text} bis 31.12.2030`);
  });
});

test('a file that calls itself a contract is read by the same rules, an offer is not', () => {
  const lines = [
    'Wartungsvertrag',
    'Vertrags-Nr. W-2027-4',
    'Vertragsbeginn: 01.01.2027',
    'Der Vertrag endet am 31.12.2027. Er verlängert sich jeweils um ein Jahr,',
    'wenn er nicht mit einer Frist von drei Monaten gekündigt wird.',
    'Kündigungsfrist: drei Monate zum Ende der Laufzeit',
  ];
  expect(readContractPaper({ fileName: 'scan.pdf', lines }, { monthFirst: false })).toEqual({
    what: 'Wartungsvertrag',
    number: 'W-2027-4',
    from: '2027-01-01',
    to: '2027-12-31',
    notice: { count: 3, unit: 'months' },
    renewsMonths: 12,
  });
  const offer = { fileName: 'a.pdf', lines: ['Angebot 5', ...lines.slice(1)] };
  expect(readContractPaper(offer, { monthFirst: false })).toBeNull();
});

describe('the next day that matters', () => {
  const terms = {
    from: '2027-01-01',
    to: '2027-12-31',
    notice: { count: 3, unit: 'months' as const },
    renewsMonths: 12,
    noticeGivenOn: null,
  };
  const on = (day: string, change: object = {}) =>
    contractAt({ ...terms, ...change }, Temporal.PlainDate.from(day));

  test('is the one by which notice has to be given, each time anew', () => {
    expect(on('2026-12-01')).toMatchObject({ state: 'ahead', next: { kind: 'begins' } });
    expect(on('2027-09-30').next).toEqual({ kind: 'notice', on: '2027-09-30' });
    expect(on('2027-10-01')).toMatchObject({
      endsOn: '2028-12-31',
      next: { kind: 'notice', on: '2028-09-30' },
    });
  });

  test('is its end once notice was given in time, or where it does not go on', () => {
    expect(on('2027-08-01', { noticeGivenOn: '2027-07-01' })).toMatchObject({
      endsOn: '2027-12-31',
      next: { kind: 'ends', on: '2027-12-31' },
    });
    // Too late for the first year.
    expect(on('2027-11-01', { noticeGivenOn: '2027-10-05' }).endsOn).toBe('2028-12-31');
    expect(on('2028-01-01', { renewsMonths: null })).toMatchObject({ state: 'ended', next: null });
  });

  test('without an end there is none until notice is given', () => {
    const open = { to: null, renewsMonths: null };
    expect(on('2027-05-01', open)).toMatchObject({ state: 'running', next: null, endsOn: null });
    expect(on('2027-05-01', { ...open, noticeGivenOn: '2027-04-15' }).endsOn).toBe('2027-07-15');
  });

  test('somebody is reminded two weeks before, today at the earliest', () => {
    expect(remindOn(terms, Temporal.PlainDate.from('2027-05-01'))).toBe('2027-09-16');
    expect(remindOn(terms, Temporal.PlainDate.from('2027-09-25'))).toBe('2027-09-25');
    expect(remindOn(terms, Temporal.PlainDate.from('2026-05-01'))).toBe('2027-09-16');
  });
});
