import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Company, openCompany } from '../../testing/company.ts';
import { asActor, systemActor } from '../access/actor.ts';
import { findConnection, secretOf } from './kept.ts';

let company: Company;
beforeAll(async () => {
  company = await openCompany();
});
afterAll(() => company.close());

const settings = {
  address: 'max@kettle.example',
  host: 'imap.kettle.example',
  port: 993,
  encryption: 'tls',
  user: 'max',
  smtp: { host: 'smtp.kettle.example', port: 465, encryption: 'tls', user: 'max-out' },
};

test('of the passwords for reading and for sending each is changed by itself, and neither goes to another server', async () => {
  const { max, house, workspaces } = company;
  const { status, body } = await max.post('connections', {
    kind: 'imap',
    name: 'Max',
    visibility: 'private',
    settings,
    secret: { password: 'in', smtpPassword: 'out' },
  });
  expect(status).toBe(201);
  const kept = () =>
    asActor(house.db, systemActor(workspaces.kettle), async (transaction) =>
      secretOf(house, (await findConnection(transaction, body.id))!),
    );
  let version = 1;
  const change = async (also: object) => {
    const answer = await max.patch(`connections/${body.id}`, { version, ...also });
    if (answer.status === 200) version = answer.body.version;
    return answer.status;
  };
  expect(await change({ secret: { smtpPassword: 'new out' } })).toBe(200);
  expect(await kept()).toEqual({ password: 'in', smtpPassword: 'new out' });
  expect(await change({ secret: { password: 'new in' } })).toBe(200);
  expect(await kept()).toEqual({ password: 'new in', smtpPassword: 'new out' });
  // Another name at the server that sends is somebody else: what was kept is not shown to them.
  const other = { ...settings, smtp: { ...settings.smtp, user: 'other' } };
  expect(await change({ settings: other, secret: { smtpPassword: 'x' } })).toBe(400);
  expect(await change({ settings: other })).toBeGreaterThanOrEqual(400);
  expect(await change({ settings: other, secret: { password: 'all anew' } })).toBe(200);
  expect(await kept()).toEqual({ password: 'all anew' });
});
