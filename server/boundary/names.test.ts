import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { PartyRow, PartyView } from '../../shared/identify/parties.ts';
import { bring, letter, mbox } from '../interact/importing/testing.ts';
import type { Company } from '../testing/company.ts';
import { openCompany } from '../testing/company.ts';
import { type Named, names } from './names.ts';

/** Whatever somebody is called, they keep their name: through the interface, files, mail and search. */

const long = process.env.RAPPORT_TEST_LONG === '1';
vi.setConfig({ testTimeout: long ? 600_000 : 60_000 });

let company: Company;
beforeAll(async () => {
  company = await openCompany();
});
afterAll(() => company.close());
/** Every way in makes these people anew. */
beforeEach(() => company.sql('delete from parties'));

const shownBy = (rows: { email: string; name: string }[]) =>
  new Map(rows.map(({ email, name }) => [email, name]));

function expectKept(kept: Map<string, string>, which: readonly Named[] = names): void {
  const wrong = which
    .filter(({ email, shown }) => kept.get(email) !== shown)
    .map(({ email, written, shown }) => ({ written, shown, kept: kept.get(email) }));
  expect(wrong).toEqual([]);
}

async function peopleOf(importId: string) {
  return shownBy(
    await company.sql<{ email: string; name: string }>(
      'select email, name from parties where import_id = $1 and email is not null',
      [importId],
    ),
  );
}

test('there are many, and nearly all are kept to the letter', () => {
  expect(names.length).toBeGreaterThan(500);
  const changed = names.filter(({ written, shown }) => written.normalize('NFC') !== shown);
  // Control characters, marks of direction, half letters, spaces and quotes around a name go.
  for (const { written } of changed) {
    expect(written).toMatch(
      /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|[^\S ]|\s{2}|^\s|\s$|^["'“„«].*["'”“»]$/u,
    );
  }
});

test('through the interface, and found by it', async () => {
  const some = names.filter((_, number) => long || number % 8 === 0);
  for (const { written, shown, email } of some) {
    const { status, body, text } = await company.max.post('people', {
      name: written,
      emails: [email],
    });
    if (!written.isWellFormed() || written.includes('\0')) {
      expect([201, 400], text).toContain(status);
      continue;
    }
    expect(status, `${written} ${text}`).toBe(201);
    const { name } = (await company.max.get<PartyView>(`people/${body.id}`)).body;
    expect(name).toBe(shown);
    const filter = encodeURIComponent(JSON.stringify(['name', 'is', shown]));
    const { rows } = (await company.max.get<{ rows: PartyRow[] }>(`people?filter=${filter}`)).body;
    expect(
      rows.map(({ id }) => id),
      `is ${shown}`,
    ).toContain(body.id);
    // What is only signs or digits is no word that somebody would look for.
    if (!/\p{L}{2}/u.test(shown)) continue;
    const sought = encodeURIComponent([...shown].slice(0, 60).join(''));
    const found = await company.max.get<{ hits: { id: string }[] }>(`search?q=${sought}`);
    expect(
      found.body.hits.map(({ id }) => id),
      `search for ${shown}`,
    ).toContain(body.id);
  }
});

test('through a table', async () => {
  const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
  const rows = names.map(({ written, email }) => `${quoted(written)},${email}`);
  const { id } = await bring(company, company.max, {
    'names.csv': `Name,Email\r\n${rows.join('\r\n')}\r\n`,
  });
  expectKept(await peopleOf(id));
});

test('through cards', async () => {
  const escaped = (text: string) => text.replace(/[\\;,]/g, '\\$&').replace(/\r\n?|\n/g, '\\n');
  const cards = names.map(({ written, email }) =>
    [
      'BEGIN:VCARD',
      'VERSION:4.0',
      `FN:${escaped(written)}`,
      `EMAIL:${email}`,
      'END:VCARD',
      '',
    ].join('\r\n'),
  );
  const { id } = await bring(company, company.max, { 'names.vcf': cards.join('') });
  expectKept(await peopleOf(id));
});

test('through mail, to whoever it is shown', async () => {
  const encoded = (text: string) =>
    `=?utf-8?B?${Buffer.from(text.toWellFormed()).toString('base64')}?=`;
  const mails = names.map(({ written, email }) =>
    letter({
      from: `${encoded(written)} <${email}>`,
      to: 'max@kettle.example',
      subject: encoded(written),
      id: email,
    }),
  );
  await bring(company, company.max, { 'names.mbox': mbox(...mails) });
  const seen = await company.sql<{ email: string; name: string }>(
    'select address as email, name from seen_addresses',
  );
  // In a header, quotes around a name belong to the header, and a space stands for what cannot be seen.
  const quoted = /^["'\\]|["'\\]$/;
  const unseen = /[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/u;
  const which = names.filter(({ shown, written }) => !quoted.test(shown) && !unseen.test(written));
  expect(which.length).toBeGreaterThan(480);
  expectKept(shownBy(seen), which);
});
