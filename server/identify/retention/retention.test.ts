import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type {
  RetentionKind,
  RetentionPreview,
  RetentionView,
} from '../../../shared/identify/retention.ts';
import { bring, letter } from '../../interact/importing/testing.ts';
import { checkInvariants } from '../../invariants.ts';
import { asActor, systemActor } from '../../platform/access/actor.ts';
import { sealEntries } from '../../platform/audit/sealing.ts';
import { verifyLog } from '../../platform/audit/verification.ts';
import { type Company, openCompany } from '../../testing/company.ts';
import { keepUp } from '../../upkeep.ts';
import { keepToPlan, previewRetention } from './retention.ts';

/** T58: thirteen months later everything is removed to plan, as counted beforehand, and it is written down. */

let company: Company;
const now = Temporal.Now.instant();
const later = now.toZonedDateTimeISO('UTC').add({ months: 13 }).toInstant();
let forgotten: string;
let customer: string;
let private_: string;

beforeAll(async () => {
  company = await openCompany();
  const { olga, max } = company;
  forgotten = (await olga.post('people', { name: 'Nobody Wrote' })).body.id;
  customer = (await olga.post('people', { name: 'Cara Customer', roles: [{ role: 'customer' }] }))
    .body.id;
  private_ = (await olga.post('people', { name: 'Paul Private' })).body.id;
  await olga.post('activities', { kind: 'note', partyIds: [customer], text: 'Old' });
  // Private contact of a colleague keeps somebody too, though the shared field does not show it.
  await max.post('activities', {
    kind: 'call',
    partyIds: [private_],
    text: 'Recently',
    visibility: 'private',
    occurredAt: later.subtract({ hours: 24 * 40 }).toString(),
  });
  await bring(company, olga, {
    'old.eml': letter({
      from: 'wren@sails.example',
      to: 'olga@kettle.example',
      subject: 'Old',
      at: 'Tue, 03 Mar 2020 09:00:00 +0100',
    }),
    'people.csv': 'Name\nAlso Forgotten\n',
  });
  await sealEntries(company.house.db, company.workspaces.kettle);
});
afterAll(() => company.close());

const rules = async () => (await company.olga.get<RetentionView>('retention')).body.rows;
const set = async (kind: RetentionKind, months: number | null, who = company.olga) => {
  const { version } = (await rules()).find((rule) => rule.kind === kind)!;
  return who.patch<{ event: string; version: number }>(`retention/${kind}`, { months, version });
};
const asKettle = <T>(work: Parameters<typeof asActor<T>>[2]) =>
  asActor(company.house.db, systemActor(company.workspaces.kettle), work);

describe('how long things are kept', () => {
  test('is for ever, until an owner says otherwise, and that can be taken back', async () => {
    expect((await rules()).every(({ months }) => months === null)).toBe(true);
    expect(await asKettle((house) => previewRetention(house, later))).toEqual({ counts: {} });
    expect((await set('mails', 12, company.mara)).status).toBe(403);
    const { body } = await set('mails', 12);
    expect((await rules()).find(({ kind }) => kind === 'mails')?.months).toBe(12);
    await company.olga.post(`events/${body.event}/undo`);
    expect((await rules()).find(({ kind }) => kind === 'mails')?.months).toBeNull();
    const stale = await company.olga.patch<{ code: string }>('retention/mails', {
      months: 1,
      version: 0,
    });
    expect(stale.body.code).toBe('version.conflict');
  });

  test('counts beforehand what goes, and exactly that goes when its time has come', async () => {
    for (const kind of ['mails', 'meetings', 'notes', 'people', 'audit'] as const)
      await set(kind, 12);
    // Today only the mail from 2020 is old enough.
    const today = await company.olga.post<RetentionPreview>('retention/preview');
    expect(today.body.counts).toMatchObject({ mails: 1, notes: 0, people: 0, audit: 0 });
    const before = await asKettle((house) => previewRetention(house, later));
    expect(before.counts).toMatchObject({ mails: 1, meetings: 0, notes: 1 });
    // Nobody Wrote and Also Forgotten; neither the customer nor whom Max has called.
    expect(before.counts.people).toBe(2);
    expect(before.counts.audit).toBeGreaterThan(5);
    expect(await asKettle((house) => previewRetention(house, later))).toEqual(before);
    const counts = await asKettle((house) => keepToPlan(house, later));
    expect(counts).toEqual(before.counts);

    const runs = await company.sql<{ kind: string; count: number }>(
      'select kind, count from retention_runs order by kind',
    );
    expect(Object.fromEntries(runs.map(({ kind, count }) => [kind, count]))).toEqual(
      Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0)),
    );
    expect((await rules()).find(({ kind }) => kind === 'mails')?.last?.count).toBe(1);
    const trashed = await company.sql<{ id: string }>(
      `select id from parties where kind = 'person' and trashed_at is not null`,
    );
    expect(trashed.map(({ id }) => id)).toContain(forgotten);
    for (const kept of [customer, private_]) {
      expect(trashed.map(({ id }) => id)).not.toContain(kept);
    }
    // A second run the same night finds nothing more.
    const again = await asKettle((house) => keepToPlan(house, later));
    expect(Object.values(again).every((count) => count === 0)).toBe(true);
  });

  test('the trash keeps it for thirty days more, and the audit log still verifies', async () => {
    await keepUp(company.house, later.add({ hours: 24 * 29 }));
    expect(await company.sql('select from parties where id = $1', [forgotten])).toHaveLength(1);
    await keepUp(company.house, later.add({ hours: 24 * 31 }));
    expect(await company.sql('select from parties where id = $1', [forgotten])).toEqual([]);
    expect(await company.sql(`select from activities where kind = 'email'`)).toEqual([]);
    await sealEntries(company.house.db, company.workspaces.kettle);
    const { faults } = await verifyLog(
      company.house.db,
      company.house.config.dataDir,
      company.workspaces.kettle,
    );
    expect(faults).toEqual([]);
    const findings = await checkInvariants(company.house.db, company.workspaces.kettle);
    expect(findings.filter(({ count }) => count > 0).map(({ sentence }) => sentence)).toEqual([]);
  });
});
