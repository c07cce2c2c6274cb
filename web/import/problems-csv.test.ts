import { expect, test } from 'vitest';
import { isLitter } from './gather.ts';
import { asCsv } from './problems-csv.ts';
import { rateOf } from './rate.ts';

test('a list of problems opens in a spreadsheet as it was written', () => {
  expect(
    asCsv(
      ['File', 'Line', 'Message'],
      [
        ['a,b.csv', 3, 'The value "x"\nis not a date.'],
        ['c.csv', null, 'Plain'],
      ],
    ),
  ).toBe(
    '\ufeffFile,Line,Message\r\n"a,b.csv",3,"The value ""x""\nis not a date."\r\nc.csv,,Plain\r\n',
  );
});

test.each(['=cmd()', '+1', '-1', '@sum'])(
  '%s from a hostile file is shown, not calculated',
  (cell) => {
    expect(asCsv(['a'], [[cell]])).toContain(`'${cell}`);
  },
);

test('what systems leave lying in folders is not brought along', () => {
  const paths = ['box/.DS_Store', '__MACOSX/box/._a', 'Thumbs.db', 'box/a.eml', 'DS_Store.csv'];
  expect(paths.filter((path) => !isLitter(path))).toEqual(['box/a.eml', 'DS_Store.csv']);
});

test('the rate is told once there is something to tell', () => {
  expect(rateOf([{ at: 0, items: 0 }])).toBe(0);
  expect(
    rateOf([
      { at: 0, items: 100 },
      { at: 2_000, items: 1_100 },
    ]),
  ).toBe(500);
});
