import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hoursIn, obey, type Wish } from './wishes.ts';

const wish = (kind: Wish['kind'], text: string): Wish => ({ kind, text });
const at = (hour: number) => hour * 60;

describe('a standing wish', () => {
  test.each([
    ['9-12', 9, 12],
    ['between 9 and 11', 9, 11],
    ['von 9 bis 17 Uhr', 9, 17],
    ['nach 14 Uhr', 14, 24],
    ['after 2 pm', 14, 24],
    ['before 10', 0, 10],
    ['vor 12 Uhr', 0, 12],
  ])('of hours, %s, is read', (text, from, until) => {
    expect(hoursIn(text)).toEqual({ from: at(from), until: at(until) });
  });

  test('of hours that are none is left to people', () => {
    expect(hoursIn('never on Mondays')).toBeUndefined();
    expect(hoursIn('17-9')).toBeUndefined();
  });

  test('never to be contacted silences; never by telephone leaves the other ways', () => {
    expect(obey([wish('never', 'Never contact me again')], 600).never).toBe(true);
    expect(obey([wish('never', 'Bitte nie anrufen')], 600)).toEqual({
      never: false,
      notBy: ['phone'],
      notAtThisHour: false,
    });
    expect(obey([wish('never', 'Never offer a discount')], 600).never).toBe(false);
  });

  test('for one way leaves only that', () => {
    expect(obey([wish('channel', 'By e-mail, please')], 600).notBy).toEqual([
      'phone',
      'letter',
      'message',
    ]);
    expect(obey([wish('channel', 'as it comes')], 600).notBy).toEqual([]);
  });

  test('for certain hours waits for them', () => {
    const wishes = [wish('hours', 'nach 14 Uhr')];
    expect(obey(wishes, at(9)).notAtThisHour).toBe(true);
    expect(obey(wishes, at(15)).notAtThisHour).toBe(false);
  });

  test('is read whatever it says', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('never', 'channel', 'hours', 'other' as const),
        fc.string({ unit: 'binary' }),
        fc.nat(1439),
        (kind, text, minute) => {
          const hours = hoursIn(text);
          if (hours) expect(hours.from).toBeLessThan(hours.until);
          expect(obey([wish(kind as Wish['kind'], text)], minute).notBy.length).toBeLessThan(5);
        },
      ),
    );
  });
});
