import fc from 'fast-check';
import { roles } from '../../strategy/roles.ts';
import { budgetPeriods, wishKinds } from '../statements.ts';
import type { ExportedRecord, FactTopic } from './record.ts';

/** Texts as people and programs leave them in records: trimmed, never empty, otherwise anything. */
export function awkwardText(further: readonly string[] = []): fc.Arbitrary<string> {
  return fc
    .oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
      fc.constantFrom(
        'Anna Gruber',
        '=1+1',
        "'=1+1",
        '+49 170 1234567',
        '-5',
        'a;b,c|d',
        'line\nbreak',
        'a\\nb\\;c',
        'say "hello"',
        '"quoted"',
        'BEGIN:VCARD\nEND:VCARD',
        'x'.repeat(200),
        'ä'.repeat(90),
        '田中\u{20bb7}さん',
        '👩‍👩‍👧‍👦',
        'مرحبا',
        ...further,
      ),
    )
    .map((text) => text.toWellFormed().replaceAll('\0', '').trim())
    .filter((text) => text !== '');
}

const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

/** Records with every kind of value, in the form in which they are stored. */
export function records(text = awkwardText()): fc.Arbitrary<ExportedRecord> {
  const may = (arbitrary: fc.Arbitrary<string>) => fc.option(arbitrary, { nil: '' });
  const value: Record<FactTopic, fc.Arbitrary<unknown>> = {
    name: fc.record({ display: text, given: text, family: text }, { requiredKeys: ['display'] }),
    email: fc.emailAddress().map((address) => address.toLowerCase()),
    handle: text,
    phone: fc.constantFrom('+43316123456', '+491701234567', '0664 123', 'ext. 5'),
    address: fc
      .record({
        street: may(text),
        locality: may(text),
        region: may(text),
        postalCode: may(text),
        country: fc.constantFrom('', 'AT', 'DE', 'JP'),
        text: may(text),
      })
      .filter((address) => Object.values(address).some(Boolean)),
    web: fc.webUrl(),
    affiliation: fc.record(
      {
        companyId: fc.uuid({ version: 7 }),
        companyName: text,
        title: may(text),
        department: may(text),
        from: day,
        to: day,
      },
      { requiredKeys: ['companyId', 'companyName', 'title', 'department'] },
    ),
    role: fc.record(
      { role: fc.oneof(fc.constantFrom(...roles), text), from: day, to: day },
      { requiredKeys: ['role'] },
    ),
    birthday: fc.oneof(
      day,
      day.map((date) => `-${date.slice(4)}`),
    ),
    domain: fc.domain(),
    note: text,
    tag: text,
    extra: text,
    need: fc.record({
      text,
      kind: fc.constantFrom('need', 'constraint'),
      priority: fc.integer({ min: 1, max: 3 }),
      offering: may(text),
    }),
    goal: text,
    wish: fc.record({ kind: fc.constantFrom(...wishKinds), text }),
    budget: fc.record({
      money: fc.record({ amount: fc.nat(), currency: fc.constantFrom('EUR', 'USD') }),
      period: fc.constantFrom(...budgetPeriods),
    }),
    decision: text,
    'competitor offer': fc.record({ text, from: may(text) }),
    interest: fc.record(
      { text, node: text, involvement: fc.constantFrom(0, 0.25, 0.5, 1) },
      { requiredKeys: ['text', 'involvement'] },
    ),
    family: text,
    'life event': fc.record({ text, date: day }, { requiredKeys: ['text'] }),
    own: fc.record({
      key: text.map((key) => key.slice(0, 100).toWellFormed().trim() || 'x'),
      text,
    }),
  };
  const fact = fc.oneof(
    ...(Object.keys(value) as FactTopic[]).map((topic) =>
      fc.record({
        topic: fc.constant(topic),
        value: value[topic],
        label: fc.option(
          text.map((label) => label.slice(0, 100).toWellFormed().trim() || 'x'),
          { nil: null },
        ),
      }),
    ),
  );
  return fc.record({
    id: fc.uuid({ version: 7 }),
    kind: fc.constantFrom('person' as const, 'company' as const),
    facts: fc.array(fact, { maxLength: 12 }),
  });
}
