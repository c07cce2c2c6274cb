import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriers, Journey, owner, password } from './journey.ts';

let journey: Journey;
let page: Page;

beforeAll(async () => {
  journey = await Journey.begin({ withOwner: false });
  page = await journey.open();
}, 60_000);

afterAll(() => journey?.end());

interface Letter {
  from: string;
  to: string;
  at: string;
  id: string;
  subject: string;
  text: string;
  answers?: string;
}

const hannes = 'Hannes Kettle <hannes@kettle.example>';
const ines = 'Ines Köhler <ines@brandt.example>';

const letters: Letter[] = [
  {
    from: ines,
    to: hannes,
    at: '2026-03-02T09:00:00Z',
    id: 'stairs-1',
    subject: 'The stairs',
    text: 'Could you send an offer for the oak stairs?',
  },
  {
    from: hannes,
    to: ines,
    at: '2026-03-02T11:30:00Z',
    id: 'stairs-2',
    subject: 'Re: The stairs',
    text: 'With pleasure, by Friday.\n\nIt says above:\n> Could you send an offer for the oak stairs?',
    answers: 'stairs-1',
  },
  {
    from: ines,
    to: hannes,
    at: '2026-03-03T08:15:00Z',
    id: 'stairs-3',
    subject: 'Re: The stairs',
    text: 'Friday is fine.',
    answers: 'stairs-2',
  },
  {
    from: hannes,
    to: ines,
    at: '2026-03-06T16:00:00Z',
    id: 'offer-1',
    subject: 'Our offer',
    text: 'Here is our offer for the stairs.',
  },
  {
    from: hannes,
    to: 'Bela Novak <bela@novak.example>',
    at: '2026-03-07T10:00:00Z',
    id: 'doors-1',
    subject: 'Doors',
    text: 'Do you still need the doors?',
  },
];

/** Mailboxes part their mails by the time of receipt, in a format of the seventies. */
function asMailboxes(at: string): string {
  const [, day, date, month, year, time] =
    /^(\w+), (\d+) (\w+) (\d+) ([\d:]+)/.exec(new Date(at).toUTCString()) ?? [];
  return [day, month, date, time, year].join(' ');
}

function mbox(mails: readonly Letter[]): string {
  return mails
    .map(({ from, to, at, id, subject, text, answers }) =>
      [
        `From somebody ${asMailboxes(at)}`,
        `From: ${from}`,
        `To: ${to}`,
        `Date: ${new Date(at).toUTCString().replace('GMT', '+0000')}`,
        `Message-ID: <${id}@kettle.example>`,
        ...(answers ? [`In-Reply-To: <${answers}@kettle.example>`] : []),
        'Content-Type: text/plain; charset=utf-8',
        `Subject: ${subject}`,
        '',
        text,
        '',
      ].join('\n'),
    )
    .join('\n');
}

/** What lies on the desk of somebody who begins: the same people in four kinds of file. */
const files = {
  // The last mail lies in the mailbox twice, as after a move between two programs.
  'mailbox.mbox': mbox([...letters, ...letters.slice(-2)]),
  'contacts.vcf': [
    'BEGIN:VCARD',
    'VERSION:4.0',
    'FN:Ines Köhler',
    'EMAIL:ines@brandt.example',
    'TEL;VALUE=uri:tel:+43-316-123456',
    'END:VCARD',
    '',
  ].join('\r\n'),
  'calendar.ics': [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Kettle//EN',
    'BEGIN:VEVENT',
    'UID:measuring@kettle.example',
    'DTSTAMP:20260301T080000Z',
    'DTSTART:20260304T090000Z',
    'DTEND:20260304T100000Z',
    'SUMMARY:Measuring the staircase',
    'ORGANIZER;CN=Hannes Kettle:mailto:hannes@kettle.example',
    'ATTENDEE;CN=Ines Köhler:mailto:ines@brandt.example',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n'),
  'customers.csv': [
    'First Name,Last Name,E-mail,Company,Town',
    'Ines,Köhler,ines@brandt.example,Brandt Maschinenbau,Graz',
    'Carla,Weiss,carla@weiss.example,Weiss & Co,Linz',
  ].join('\n'),
};

/** A busy machine answers in a second or two. */
const eventually = <Value>(look: () => Value) => expect.poll(look, { timeout: 15_000 });

const titles = () =>
  page.getByRole('list', { name: 'Timeline' }).locator('article p:first-of-type').allInnerTexts();

test('the first visitor becomes the owner without touching the mouse', async () => {
  await page.goto('/');
  await page.getByRole('heading', { name: 'Welcome to Rapport' }).waitFor();
  for (const text of ['Kettle & Daughters', owner.name, owner.email]) {
    await page.keyboard.type(text);
    await page.keyboard.press('Tab');
  }
  await page.keyboard.type('short');
  await page.keyboard.press('Enter');
  await page.getByText('Use at least 15 characters.').waitFor();
  // What is wrong stays where it stands while somebody goes to the button.
  const button = page.getByRole('button', { name: 'Create the owner’s account' });
  const before = await button.boundingBox();
  await button.focus();
  await page.getByText('Use at least 15 characters.').waitFor();
  expect(await button.boundingBox()).toEqual(before);

  await page.getByRole('textbox', { name: 'Password' }).focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'What now?' }).waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('link', { name: /Drop in your files/ }).press('Enter');
  await page.getByRole('button', { name: 'Choose files' }).waitFor();
});

test('mailbox, contacts, calendar and table are dropped at once and read to the end', async () => {
  await page.evaluate((dropped) => {
    const dataTransfer = new DataTransfer();
    for (const [name, text] of Object.entries(dropped))
      dataTransfer.items.add(new File([text], name));
    document
      .querySelector('h1')
      ?.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }, files);
  await page.getByText('4 files').waitFor();
  await page.getByRole('radio', { name: /frequent writers/ }).check();
  const whose = page.getByRole('combobox', { name: /Frequent writer/ });
  await whose.focus();
  await page.keyboard.type('hannes');
  await page.getByRole('option', { name: /hannes@kettle\.example/ }).waitFor();
  await page.keyboard.press('Enter');
  await eventually(() => whose.inputValue()).toContain('hannes@kettle.example');
  // Files that are still travelling keep everything waiting, and the button says so.
  await page.getByRole('button', { name: 'Start import', disabled: false }).waitFor();
  expect(await barriers(page)).toEqual([]);

  // A table is among them: what will happen is counted first.
  await page.keyboard.press('Control+Enter');
  await page.getByText('What will happen').waitFor({ timeout: 20_000 });
  // So few files may be read before anybody could see a bar of progress.
  await page.keyboard.press('Control+Enter');
  await page.getByText('Everything has been read').waitFor({ timeout: 20_000 });
  expect(await page.locator('dl').first().textContent()).toBe(
    'people2companies2activities6known already2problems0',
  );
});

test('all that passed with a frequent correspondent is one story, newest first, each thing once', async () => {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').or(page.getByRole('searchbox')).first().waitFor();
  await page.keyboard.type('köhl');
  const found = page.getByRole('option', { name: /Ines Köhler/ });
  await found.waitFor();
  expect(await found.count()).toBe(1);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Ines Köhler' }).waitFor();
  await page.getByText('Brandt Maschinenbau').first().waitFor();

  await eventually(titles).toEqual([
    'Our offer',
    'Measuring the staircase',
    expect.stringMatching(/^Re: The stairs\s*3 messages$/),
  ]);
  const story = page.getByRole('list', { name: 'Timeline' });
  expect(await story.locator('article').first().textContent()).toMatch(
    /^Hannes Kettle → Ines Köhler/,
  );

  await page.getByRole('button', { name: /2 earlier messages/ }).press('Enter');
  await eventually(async () => (await titles()).length).toBe(5);
  const answer = story.locator('article').filter({ hasText: 'With pleasure, by Friday.' });
  await answer.getByRole('button').first().press('Enter');
  await answer.getByRole('button', { name: 'Quoted text' }).press('Enter');
  await answer.getByText('> Could you send an offer for the oak stairs?').waitFor();
  expect(await barriers(page)).toEqual([]);
});

test('taking the import back leaves nothing of it', async () => {
  await page.goto('/settings/import');
  await page.getByRole('link', { name: /and 3 more/ }).press('Enter');
  await page.getByRole('button', { name: 'Take back …' }).press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByText(/This removes/).waitFor();
  await dialog.getByRole('button', { name: 'Take back', exact: true }).press('Enter');
  await page.getByText('This import was taken back').waitFor({ timeout: 20_000 });
  for (const kind of ['people', 'companies', 'addresses']) {
    const answer = await page.request.get(`/api/v1/${kind}`);
    expect(await answer.json()).toMatchObject({ rows: [] });
  }
  await page.keyboard.press('g');
  await page.keyboard.press('p');
  await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
  await page.getByText('Ines Köhler').waitFor({ state: 'detached' });
  expect(await page.locator('[data-row]').count()).toBe(0);
});
