import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { proposeMapping, readAs } from '../identify/importing/columns.ts';
import { listedRow } from '../identify/importing/listed-row.ts';
import { readCallRow } from './call-rows.ts';

const place = { country: 'DE', zone: 'Europe/Berlin' };

function calls(headers: string[], ...rows: string[][]) {
  const mapping = proposeMapping(headers, rows);
  expect(mapping.about).toBe('calls');
  return rows.map((cells) => {
    const read = readCallRow(listedRow(cells, mapping), place);
    if ('trouble' in read) return read.trouble;
    const { at, direction, number, seconds } = read.call;
    return [at.toString(), direction, number, seconds];
  });
}

const box = 'Typ;Datum;Name;Rufnummer;Landes-/Ortsnetzbereich;Nebenstelle;Eigene Rufnummer;Dauer';

describe('a list of calls is known by its headings', () => {
  test('of a FRITZ!Box, which counts ways in its own manner and lengths in hours and minutes', () => {
    expect(
      calls(
        box.split(';'),
        '1;23.11.26 14:05;Anna;0301234567;;Telefon;987654;0:05'.split(';'),
        '2;23.11.26 14:10;;01701234567;;;987654;0:00'.split(';'),
        '3;23.11.26 14:11;;;;;987654;0:00'.split(';'),
        '4;23.11.26 14:15;;+43 664 1234567;;Telefon;987654;1:02'.split(';'),
      ),
    ).toEqual([
      ['2026-11-23T13:05:00Z', 'in', '0301234567', 300],
      ['2026-11-23T13:10:00Z', 'in', '01701234567', null],
      ['2026-11-23T13:11:00Z', 'in', '', null],
      ['2026-11-23T13:15:00Z', 'out', '+43 664 1234567', 3720],
    ]);
  });

  test('of an older one, where a 3 goes out', () => {
    const [out] = calls(
      'Typ;Datum;Name;Rufnummer;Nebenstelle;Eigene Rufnummer;Dauer'.split(';'),
      '3;18.08.06 10:07;;02736294863;FON S0;911955;0:01'.split(';'),
    );
    expect(out).toEqual(['2006-08-18T08:07:00Z', 'out', '02736294863', 60]);
  });

  test.each([
    [
      'Name,Number,Call Type,Date,Duration',
      'Anna,+436641234567,Outgoing,2026-11-23 14:05:09,83',
      ['2026-11-23T13:05:09Z', 'out', '+436641234567', 83],
    ],
    [
      'Number,Type,Date,Duration',
      '+436641234567,3,1795439109000,0',
      ['2026-11-23T13:05:09Z', 'in', '+436641234567', null],
    ],
    [
      'Call time,From,To,Status,Talk time',
      '2026-11-23T14:05:09+01:00,Max (101),+436641234567,Answered,00:01:23',
      ['2026-11-23T13:05:09Z', 'out', '+436641234567', 83],
    ],
    [
      'calldate,clid,src,dst,duration,billsec,disposition',
      '2026-11-23 14:05:09,"",06641234567,101,20,0,NO ANSWER',
      ['2026-11-23T13:05:09Z', 'in', '06641234567', null],
    ],
    [
      'Fecha,Hora,Tipo,Número,Duración',
      '23/11/2026,14:05,Saliente,+34600000000,1 min 23 s',
      ['2026-11-23T13:05:00Z', 'out', '+34600000000', 83],
    ],
    [
      'Date et heure,Sens,Numéro,Durée',
      '23/11/2026 14:05,Manqué,+33600000000,0:00',
      ['2026-11-23T13:05:00Z', 'in', '+33600000000', null],
    ],
  ])('%s', (headers, row, call) => {
    expect(calls(headers.split(','), row.replaceAll('"', '').split(','))).toEqual([call]);
  });

  test('of a box whose columns a person has said', () => {
    const row = ['4', '23.11.26 14:05', '', '0301234567', '', 'Telefon', '987654', '0:05'];
    const proposed = proposeMapping(box.split(';'), [row]);
    const columns = proposed.columns.map((column) => ({ ...column, label: '' }));
    const read = readCallRow(listedRow(row, { ...proposed, columns }), place);
    expect(read).toMatchObject({ call: { direction: 'out', seconds: 300 } });
  });

  test('what cannot be read is said', () => {
    const headers = 'Date,From,To,Duration'.split(',');
    expect(
      calls(
        headers,
        ['2026-11-23', '101', '+436641234567', '10'],
        ['31.02.2026 10:00', '101', '+436641234567', '10'],
        ['23.11.2026 10:00', '101', '102', '10'],
        ['23.11.2026 10:00', '+43111111111', '+436641234567', '10'],
        ['23.11.2026 10:00', '101', '+436641234567', 'long'],
      ),
    ).toEqual(['no-time', 'no-such-day', 'internal', 'sides', 'length']);
  });

  test('people are no calls, whatever stands beside them, and one may say otherwise', () => {
    const people = proposeMapping(
      ['Name', 'E-Mail', 'Number', 'Date', 'Duration'],
      [['Anna', 'anna@gruber.example', '1', '2026-01-01', '3']],
    );
    expect(people.about).toBeUndefined();
    const samples = [['1', '2', '4'], ...Array(7).fill(['x'])];
    const rows = ['1', '2', '4'].map((way) => [way, ...Array(7).fill('x')]);
    const list = proposeMapping(box.split(';'), rows);
    const back = readAs(undefined, list, samples);
    expect(back.about).toBeUndefined();
    expect(back.columns.map(({ field }) => field)).toContain('phone');
    const again = readAs('calls', back, samples);
    expect(again.columns.map(({ field, label }) => [field, label])).toEqual(
      list.columns.map(({ field, label }) => [field, label]),
    );
  });
});

test('any row is a call of a moment and a length, or is said not to be one', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom('1', '23.11.26 14:05', '0:05', '00:00:01', '+43 664 1234567', '101', 'Missed'),
  );
  const mapping = proposeMapping(box.split(';'), []);
  fc.assert(
    fc.property(fc.array(cell, { minLength: 8, maxLength: 8 }), (cells) => {
      const read = readCallRow(listedRow(cells, mapping), place);
      if ('trouble' in read) return;
      expect(read.call.seconds ?? 0).toBeGreaterThanOrEqual(0);
      expect(read.call.at.epochMilliseconds).toBeGreaterThan(0);
    }),
  );
});
