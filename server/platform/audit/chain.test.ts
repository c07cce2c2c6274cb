import { describe, expect, test } from 'vitest';
import { beginning, type Entry, hashOfSaid, link } from './chain.ts';

const entry: Entry = {
  id: '01900000-0000-7000-8000-000000000001',
  at: Temporal.Instant.from('2026-03-01T10:00:00.123456Z'),
  actor: 'user',
  actorId: null,
  source: '192.0.2.7',
  subject: 'person',
  subjectId: '01900000-0000-7000-8000-000000000002',
  verb: 'created',
  importId: null,
  count: 1,
};
const said = hashOfSaid(Buffer.from('salt'), '{"actor":"Ada"}');

describe('a link of the chain', () => {
  const first = beginning('kettle');

  test('is another one whatever of the entry, its names or its past is another', () => {
    const changes: Partial<Entry>[] = [
      { id: '01900000-0000-7000-8000-000000000003' },
      { at: entry.at.add({ nanoseconds: 1000 }) },
      { actor: 'system' },
      { actorId: entry.id },
      { source: null },
      { subject: 'company' },
      { subjectId: entry.id },
      { verb: 'removed' },
      { importId: entry.id },
      { count: 2 },
    ];
    const hashes = [
      link(first, entry, said),
      ...changes.map((change) => link(first, { ...entry, ...change }, said)),
      link(first, entry, hashOfSaid(Buffer.from('salt'), '{"actor":"Eve"}')),
      link(beginning('teapot'), entry, said),
      link(link(first, entry, said), entry, said),
    ].map(({ hash }) => hash.toString('hex'));
    expect(new Set(hashes)).toHaveLength(hashes.length);
  });

  test('does not let a word slide from one part of the entry into the next', () => {
    const one = link(first, { ...entry, subject: 'person', verb: 'x' }, said);
    const other = link(first, { ...entry, subject: 'person","x', verb: '' }, said);
    expect(one.hash.equals(other.hash)).toBe(false);
  });
});
