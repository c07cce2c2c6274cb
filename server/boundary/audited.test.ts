import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Company, openCompany } from '../testing/company.ts';
import type { Sent } from './doors/rule.ts';
import { otherDoors, recordDoors } from './doors.ts';
import { makeSpecimen } from './records.ts';

/** Whatever is changed through the interface leaves a line in the audit log. */

vi.setConfig({ testTimeout: 120_000 });

let company: Company;
beforeAll(async () => {
  company = await openCompany();
});
afterAll(() => company.close());

/** Doors that change nothing somebody would have to answer for, and why. */
const silent: Record<string, string> = {
  'PUT /api/v1/sample': 'It makes an invented company, which has a log of its own.',
  'DELETE /api/v1/sample': 'An invented company goes, and its log with it.',
  'PATCH /api/v1/imports/:id':
    'Choices before an import; with which it ran is told when it begins.',
  'PUT /api/v1/imports/:id/files':
    'Files wait here for an import; what becomes of them is told then.',
  'POST /api/v1/imports/:id/cancellation': 'This one has not begun, so nothing is cancelled.',
  'PUT /api/v1/imports/:id/mappings':
    'How columns are read is kept for the next import; no record changes.',
  'PUT /api/v1/imports/:id/doubts':
    'Whom a row is about is decided before an import; the import leaves its own lines.',
  'PUT /api/v1/imports/:id/corrections':
    'How a cell is read is said before an import; the import leaves its own lines.',
  'PUT /api/v1/imports/:id/grounds':
    'What is written down of whom follows with the import, which leaves its own lines.',
  'DELETE /api/v1/imports/mappings/:id': 'How columns were read is forgotten; no record changes.',
  'POST /api/v1/duplicates/certain':
    'Nothing is the same for certain here; each merge leaves its own line.',
  'POST /api/v1/single-sign-on/test':
    'It asks a provider what anybody may ask it; nothing changes.',
  'POST /api/v1/people/:id/erasure/preview': 'It only counts what an erasure would take.',
  'POST /api/v1/retention/preview': 'It only counts what would go.',
  'POST /api/v1/bulk/preview': 'It only says what a bulk edit would do.',
  'PUT /api/v1/follows': 'What one hears of concerns nobody else.',
  'POST /api/v1/presence':
    'Who looks at a record is told to those who see it, and written nowhere.',
  'PUT /api/v1/notifications/read': 'What one has read concerns nobody else.',
  'PUT /api/v1/notifications/choices': 'Of what one wants to hear concerns nobody else.',
  'PUT /api/v1/writing/choices': 'What one wants to be told while one writes concerns nobody else.',
  'PUT /api/v1/digest': 'When one wants one’s own day by e-mail concerns nobody else.',
  'DELETE /api/v1/digest': 'When one wants one’s own day by e-mail concerns nobody else.',
  'POST /api/v1/digest/now': 'One’s own day, sent to oneself, concerns nobody else.',
  'POST /api/v1/actions/forget':
    'What one’s own answers have taught concerns nobody else; what they keep away stays so.',
  'POST /api/v1/own-interests/forget':
    'What was picked up of what one told teaches only oneself; who was told what stays written.',
  'POST /api/v1/cells/preview': 'It only says what a paste would do.',
  'PATCH /api/v1/help/practice': 'How far somebody is with the practice concerns nobody else.',
  'POST /api/v1/connections/trial': 'It tries to get in, and keeps nothing.',
  'POST /api/v1/connections/:id/sign-in':
    'Somebody only leaves for a provider; that they came back leaves a line.',
  'POST /api/v1/mailboxes/discovery': 'It looks where a mailbox lies, and keeps nothing.',
  'POST /api/v1/outgoing': 'A draft concerns nobody else until it is sent.',
  'PATCH /api/v1/outgoing/:id': 'A draft concerns nobody else until it is sent.',
  'PUT /api/v1/outgoing/:id/files': 'A draft concerns nobody else until it is sent.',
  'DELETE /api/v1/outgoing/:id/files/:fileId': 'A draft concerns nobody else until it is sent.',
  'PUT /api/v1/today/snoozes': 'Until when one wants to see nothing of it concerns nobody else.',
  'PUT /api/v1/views/pins': 'Which views stand in one’s own sidebar concerns nobody else.',
};

/** Where the table of doors asks for what is so already. */
const instead: Record<string, (company: Company) => Sent | Promise<Sent>> = {
  'POST /api/v1/cells': async ({ olga }) => {
    const { body } = await olga.post('people', { name: 'Somebody' });
    const rows = [{ id: body.id, cells: ['Graz'] }];
    return { path: 'cells', body: { kind: 'person', fields: ['city'], rows } };
  },
  'PATCH /api/v1/users/:id': ({ tom }) => ({ path: `users/${tom.id}`, body: { disabled: true } }),
  'DELETE /api/v1/teams/:id/users/:userId': async ({ olga, nora }) => {
    const { body } = await olga.post('teams', { name: 'Short-lived' });
    const path = `teams/${body.id}/users/${nora.id}`;
    await olga.send('PUT', path);
    return { path };
  },
};

const changes = (doors: Record<string, unknown>) =>
  Object.keys(doors).filter((door) => !door.startsWith('GET ') && !silent[door]);

async function entries(): Promise<number> {
  const [row] = await company.sql<{ entries: number }>(
    'select coalesce(sum(count), 0)::int as entries from audit_entries where workspace_id = $1',
    [company.workspaces.kettle],
  );
  return row!.entries;
}

async function leavesALine(door: string, { path, body, headers }: Sent): Promise<void> {
  const before = await entries();
  const [method = ''] = door.split(' ');
  const { status } = await company.olga.send(method, path, {
    body,
    ...(headers ? { headers } : {}),
  });
  if (status >= 300) return;
  expect(await entries(), `${door} answered ${status}`).toBeGreaterThan(before);
}

test.for(changes(recordDoors))('%s leaves a line', async (door) => {
  const { on, use } = recordDoors[door]!;
  const specimen = await makeSpecimen(company, on, 'one’s own', company.olga);
  await leavesALine(door, await use(specimen, company));
});

test.for(changes(otherDoors))('%s leaves a line', async (door) => {
  const sent = instead[door]?.(company) ?? otherDoors[door]!.use(company, company.olga);
  await leavesALine(door, await sent);
});
