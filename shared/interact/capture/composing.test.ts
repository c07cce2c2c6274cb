import { describe, expect, test } from 'vitest';
import { CaptureInput } from './capture.ts';
import { type Composed, composed, corrected } from './composing.ts';
import { type Corrections, uncorrected } from './corrections.ts';
import { type KnownParty, readWho } from './names.ts';
import { readCapture } from './reading.ts';

const now = Temporal.ZonedDateTime.from('2026-04-15T10:30[Europe/Vienna]');
const id = (n: number) => `01980000-0000-7000-8000-00000000000${n}`;
const otto: KnownParty = { kind: 'person', id: id(1), title: 'Otto Brandt', subtitle: '' };
const anna: KnownParty = { kind: 'person', id: id(2), title: 'Anna Huber', subtitle: '' };
const berger: KnownParty = { kind: 'person', id: id(3), title: 'Anna Berger', subtitle: '' };
const kettle: KnownParty = {
  kind: 'company',
  id: id(4),
  title: 'Kettle & Daughters',
  subtitle: '',
};
const all = [otto, anna, berger, kettle];

function compose(
  text: string,
  change: Partial<Corrections> = {},
  here: KnownParty | null = null,
): Composed {
  const corrections = { ...uncorrected, ...change };
  const reading = readCapture(text, { now, monthFirst: false });
  const found = new Map(
    reading.lookups.map((key) => [
      key,
      all.filter(({ title }) => key.split(' ').every((word) => title.toLowerCase().includes(word))),
    ]),
  );
  const who = corrected(readWho(reading.phrases, { found, here: here ?? undefined }), corrections);
  const answer = composed({ reading, who, corrections, here, found, now });
  if (!answer.missing) CaptureInput.parse(answer.input);
  return answer;
}

describe('what a line becomes', () => {
  test('a call keeps the whole sentence, the promise in it too', () => {
    const text = 'Called Otto Brandt yesterday at 3pm about the offer, he wants it by Friday';
    expect(compose(text)).toMatchObject({
      missing: null,
      input: {
        entry: { kind: 'call', direction: 'out', text, occurredAt: '2026-04-14T13:00:00Z' },
        about: [otto.id],
        added: [],
        facts: [],
      },
    });
  });

  test('a number told in it becomes a value of whom it is about, unless it is taken out', () => {
    const text = 'Called Otto Brandt, new number +43 660 1234567';
    expect(compose(text).input.facts).toEqual([
      { partyId: otto.id, topic: 'phone', value: '+43 660 1234567' },
    ]);
    expect(compose(text, { left: ['+43 660 1234567'] }).input.facts).toEqual([]);
  });

  test('of two who took part nobody is given the number', () => {
    expect(compose('Met Otto Brandt and Anna Huber, +43 660 1234567')).toMatchObject({
      factsOf: null,
      input: { facts: [], about: [otto.id, anna.id] },
    });
  });

  test('somebody new at a company we know comes with the meeting', () => {
    expect(
      compose('Met Petra Neumann from Kettle & Daughters, petra@kettle.example').input,
    ).toMatchObject({
      entry: { kind: 'meeting' },
      about: [kettle.id],
      added: [
        {
          kind: 'person',
          name: 'Petra Neumann',
          emails: ['petra@kettle.example'],
          companyId: kettle.id,
        },
      ],
    });
  });

  test('a line about somebody new is no entry; what has no place becomes their note', () => {
    expect(
      compose('new Petra Neumann, Kettle & Daughters, Einkauf, petra@kettle.example, likes jazz')
        .input,
    ).toEqual({
      about: [],
      facts: [],
      added: [
        {
          kind: 'person',
          name: 'Petra Neumann',
          emails: ['petra@kettle.example'],
          phones: [],
          web: [],
          title: 'Einkauf',
          companyId: kettle.id,
          companyName: 'Kettle & Daughters',
          note: 'likes jazz',
        },
      ],
    });
  });

  test('an @ is not written down', () => {
    expect(compose('Called @Otto Brandt').input.entry?.text).toBe('Called Otto Brandt');
  });
});

describe('on the page of a record', () => {
  test('it is about that record, unless it names somebody', () => {
    expect(compose('Likes jazz', {}, otto).input.about).toEqual([otto.id]);
    expect(compose('Called Anna Huber', {}, otto).input.about).toEqual([anna.id]);
  });

  test('or unless that is taken out', () => {
    expect(compose('Likes jazz', { isElsewhere: true }, otto).missing).toBe('who');
  });

  test('somebody new on a company’s page works there', () => {
    expect(compose('new Petra Neumann', {}, kettle).input.added).toMatchObject([
      { name: 'Petra Neumann', companyId: kettle.id },
    ]);
  });
});

describe('what was put right', () => {
  test('holds against the reading', () => {
    const answer = compose('Called Anna yesterday', {
      kind: { kind: 'meeting', direction: null },
      moment: { day: '2026-04-13', time: '09:00' },
      meant: { anna: berger },
      isPrivate: true,
    });
    expect(answer.input).toMatchObject({
      entry: { kind: 'meeting', occurredAt: '2026-04-13T07:00:00Z', visibility: 'private' },
      about: [berger.id],
    });
    expect(answer.input.entry).not.toHaveProperty('direction');
  });

  test('says who is new, and who is nobody', () => {
    expect(compose('Called Mr Gruber', { meant: { gruber: 'person' } }).input.added).toMatchObject([
      { kind: 'person', name: 'Gruber' },
    ]);
    expect(
      compose('Met Otto Brandt and Anna Huber', { meant: { 'anna huber': 'nobody' } }).input.about,
    ).toEqual([otto.id]);
  });
});

test('what is missing is asked for', () => {
  expect(compose('').missing).toBe('text');
  expect(compose('Offer sent').missing).toBe('who');
  expect(compose('Called Anna').missing).toBe('which');
});
