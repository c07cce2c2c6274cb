import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CalendarSourceView } from '../../../shared/interact/calendars.ts';
import type { ConnectionProblem, ConnectionView } from '../../../shared/platform/connections.ts';
import { workOnConnections } from '../../platform/connections/work.ts';
import { readMultistatus } from '../../platform/dav/multistatus.ts';
import { type Company, openCompany } from '../../testing/company.ts';
import { appointment } from './testing.ts';

/** A server that answers as each story wants it. */
let answer: RequestListener;
let server: Server;
let host: string;
let inside: Server;
let reached = 0;
let company: Company;

beforeAll(async () => {
  server = createServer((request, response) => answer(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  // What the operator did not name.
  inside = createServer((_, response) => {
    reached++;
    response.end(appointment({ uid: 'secret', title: 'Inside' }));
  }).listen(0, '127.0.0.1');
  await once(inside, 'listening');
  company = await openCompany({ RAPPORT_ALLOWED_HOSTS: host });
  workOnConnections(company.house);
});
afterAll(async () => {
  await company.close();
  for (const each of [server, inside]) {
    each.closeAllConnections();
    each.close();
  }
});
beforeEach(async () => {
  await company.sql('delete from connections');
  await company.sql('delete from activities');
});

const insideUrl = () => `http://127.0.0.1:${(inside.address() as AddressInfo).port}`;

const attempt = async (input: object) =>
  (await company.max.post<{ problem: ConnectionProblem | null }>('connections/trial', input)).body
    .problem;
const attemptServer = () =>
  attempt({
    kind: 'caldav',
    settings: { url: `http://${host}/dav`, user: 'max' },
    secret: { password: 'known' },
  });
const attemptLink = () =>
  attempt({ kind: 'ics', settings: { host }, secret: { url: `http://${host}/secret.ics` } });

describe('a hostile calendar server', () => {
  test('that leads elsewhere is not followed, and the password does not go there', async () => {
    for (const location of [insideUrl(), 'http://169.254.169.254/', 'https://elsewhere.example/']) {
      answer = (_, response) => void response.writeHead(302, { location }).end();
      expect(await attemptServer()).toBe('address');
    }
    answer = (_, response) =>
      void response
        .writeHead(207)
        .end(
          `<multistatus xmlns="DAV:"><response><href>/</href><propstat><prop><current-user-principal><href>${insideUrl()}/max/</href></current-user-principal></prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>`,
        );
    expect(await attemptServer()).toBe('address');
    expect(reached).toBe(0);
  });

  test('that goes round in circles, or never ends, is left', async () => {
    answer = (_, response) => void response.writeHead(301, { location: '/again' }).end();
    expect(await attemptServer()).toBe('no answer');
    answer = (_, response) => {
      response.writeHead(207);
      const chunk = Buffer.alloc(1024 * 1024, '<a>');
      const more = () => {
        while (!response.destroyed) if (!response.write(chunk)) break;
      };
      response.on('drain', more).on('error', () => undefined);
      more();
    };
    expect(await attemptServer()).toBe('too large');
  });

  test('that sends entities which grow, or point to a file, gets nothing read', async () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aaaaaaaaaa">${Array.from(
      { length: 20 },
      (_, n) => `<!ENTITY a${n} "${`&a${n === 0 ? '' : n - 1};`.repeat(10)}">`,
    ).join('')}<!ENTITY f SYSTEM "file:///etc/passwd">]>
      <multistatus xmlns="DAV:"><response><href>&a19;&f;</href></response></multistatus>`;
    answer = (_, response) => void response.writeHead(207).end(bomb);
    expect(await attemptServer()).toBe('not understood');
    expect(readMultistatus(bomb).resources[0]?.href).toBe('&a19;&f;');
  });

  property.prop([fc.string({ unit: 'binary' })])(
    'whatever it says, it is read to its end',
    (text) => {
      readMultistatus(text);
      readMultistatus(`<multistatus><response><href>/</href><propstat><prop>${text}`);
    },
  );

  test('that is deeper than any answer says nothing, at once', () => {
    const deep = '<a>'.repeat(4_000_000);
    expect(readMultistatus(`<multistatus>${deep}`).resources).toEqual([]);
  });
});

describe('a calendar behind a link', () => {
  let asked: { status: number }[];
  let text: string;
  const serveLink: RequestListener = (request, response) => {
    const etag = `"${Buffer.from(text).length}-${text.includes('moved')}"`;
    const isKnown = request.headers['if-none-match'] === etag;
    asked.push({ status: isKnown ? 304 : 200 });
    response.writeHead(isKnown ? 304 : 200, { etag, 'content-type': 'text/calendar' });
    response.end(isKnown ? undefined : text);
  };
  const calendarOf = (...meetings: string[]) =>
    `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${meetings
      .map((meeting) => /BEGIN:VEVENT[\s\S]*END:VEVENT\r\n/.exec(meeting)![0])
      .join('')}END:VCALENDAR\r\n`;
  const subjects = () =>
    company.sql<{ subject: string; cancelled: boolean }>(
      `select t.subject, a.cancelled_at is not null as cancelled from activities a
       join activity_texts t on t.activity_id = a.id order by t.subject`,
    );
  const connectionOf = async (id: string) =>
    (await company.max.get<{ rows: ConnectionView[] }>('connections')).body.rows.find(
      (row) => row.id === id,
    )!;

  test('is read, followed, and asked politely; the link itself nobody is shown', async () => {
    asked = [];
    const one = appointment({ uid: 'one', title: 'One' });
    text = calendarOf(one, appointment({ uid: 'two', title: 'Two' }));
    answer = serveLink;
    const { body, status } = await company.max.post('connections', {
      kind: 'ics',
      name: 'Fairs',
      visibility: 'everyone',
      settings: { host },
      secret: { url: `http://${host}/secret.ics` },
    });
    expect(status).toBe(201);
    const again = async (times: number) => {
      await expect.poll(() => asked.length, { timeout: 20_000, interval: 25 }).toBe(times);
      await expect
        .poll(async () => (await connectionOf(body.id)).succeededAt, { timeout: 20_000 })
        .toBeTruthy();
    };
    await again(1);
    const folders = async () =>
      (await company.max.get<CalendarSourceView>(`calendars/${body.id}`)).body.folders;
    await expect
      .poll(folders, { timeout: 20_000 })
      .toMatchObject([{ onServer: 2, captured: 2, writable: false }]);
    const list = await company.nora.get('connections');
    expect(list.text).toContain('Fairs');
    expect(list.text).not.toContain('secret.ics');

    const resume = async () => {
      const { version } = await connectionOf(body.id);
      await company.max.patch(`connections/${body.id}`, { version, state: 'on' });
    };
    await resume();
    await again(2);
    expect(asked.at(-1)).toEqual({ status: 304 });
    text = calendarOf(one.replace('SUMMARY:One', 'SUMMARY:One moved'));
    await resume();
    await again(3);
    await expect.poll(subjects, { timeout: 20_000 }).toEqual([
      { subject: 'One moved', cancelled: false },
      { subject: 'Two', cancelled: true },
    ]);
  });

  test('that leads into the network, is a page, or was withdrawn, says so', async () => {
    answer = (_, response) => void response.writeHead(302, { location: insideUrl() }).end();
    expect(await attemptLink()).toMatch(/address|private/);
    expect(reached).toBe(0);
    answer = (_, response) => void response.end('<html>Sign in</html>');
    expect(await attemptLink()).toBe('not understood');
    answer = (_, response) => void response.writeHead(404).end();
    expect(await attemptLink()).toBe('sign-in refused');
    answer = (_, response) => void response.end(appointment({ uid: 'one', title: 'One' }));
    expect(await attemptLink()).toBeNull();
  });
});
