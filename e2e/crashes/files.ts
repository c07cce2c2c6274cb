/** Numbers that look random and are the same for the same seed. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface Size {
  rows: number;
  cards: number;
  mails: number;
  events: number;
}

const given = ['Anna', 'José', 'Zoë', 'Łukasz', 'Mei', 'Ömer', 'Siân', 'Noor', 'Ivana', 'Karl'];
const family = ['Berg', 'Núñez', 'O’Brien', 'Nowak', 'Chen', 'Yılmaz', 'Jones', 'Haddad', 'Horvat'];
const cities = ['Wien', 'Zürich', 'Málaga', 'Lyon', 'Gdańsk', 'Cork'];

/**
 * The files a small company brings on its first day, each kind met by the others: the table and the
 * cards share people, the mails go between them, and the calendar invites them.
 */
export function sampleFiles(seed: number, size: Size): { name: string; bytes: Uint8Array }[] {
  const random = randomOf(seed);
  const any = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const people = Array.from({ length: size.rows }, (_, index) => ({
    name: `${any(given)} ${any(family)}`,
    email: `person${index}@company${index % Math.ceil(size.rows / 8)}.example`,
    company: `Company ${index % Math.ceil(size.rows / 8)} GmbH`,
  }));
  const text = (lines: string[]) => new TextEncoder().encode(lines.join('\r\n'));

  const table = ['Name;E-Mail;Telefon;Firma;Position;Ort;Notiz'];
  for (const person of people) {
    const chance = random();
    const email = chance < 0.02 ? 'not an address' : chance < 0.08 ? '' : person.email;
    const note = chance > 0.9 ? `"says ""hello""\nand more"` : '';
    table.push(
      `${person.name};${email};+43 1 ${600_000 + Math.floor(random() * 90_000)};${person.company};${any(['Einkauf', 'CEO', ''])};${any(cities)};${note}`,
    );
    // The same person a second time, with another number.
    if (chance > 0.97) table.push(`${person.name};${person.email};+43 660 1234567;;;;`);
  }

  const cards = Array.from({ length: size.cards }, (_, index) => {
    const person = random() < 0.5 ? any(people) : undefined;
    const name = person?.name ?? `${any(given)} Card ${index}`;
    const email = person?.email ?? `card${index}@cards.example`;
    return [
      'BEGIN:VCARD',
      'VERSION:3.0',
      `FN:${name}`,
      `EMAIL;TYPE=WORK:${email}`,
      `TEL;TYPE=CELL:+4366012${String(index).padStart(5, '0')}`,
      ...(random() < 0.1 ? ['BDAY:19801340'] : []),
      'END:VCARD',
    ].join('\r\n');
  });

  const mails: string[] = [];
  const begun = Temporal.Instant.from('2026-01-05T08:00:00Z');
  for (let index = 0; index < size.mails; index++) {
    const person = any(people);
    const outgoing = random() < 0.5;
    const answers = index > 0 && random() < 0.6 ? Math.floor(random() * index) : undefined;
    const us = 'Anna Berg <anna@kettle.example>';
    const them = `${person.name.normalize('NFD').replace(/[^ -~]/g, '')} <${person.email}>`;
    const date = begun.add({ minutes: index * 37 }).toZonedDateTimeISO('UTC');
    const body =
      random() < 0.15
        ? [
            'Content-Type: multipart/mixed; boundary=part',
            '',
            '--part',
            'Content-Type: text/plain; charset=utf-8',
            '',
            `See the file ${index}.`,
            '--part',
            `Content-Type: application/octet-stream; name="file${index % 7}.bin"`,
            'Content-Transfer-Encoding: base64',
            `Content-Disposition: attachment; filename="file${index % 7}.bin"`,
            '',
            btoa(`content ${index % 7}`),
            '--part--',
          ]
        : ['', `Letter number ${index}.`, '', '> quoted', '', '-- ', 'A signature'];
    mails.push(
      [
        'From sender@example.org Mon Jan  5 08:00:00 2026',
        `Message-ID: <mail${index}@kettle.example>`,
        ...(answers === undefined ? [] : [`In-Reply-To: <mail${answers}@kettle.example>`]),
        `Date: ${weekdays[date.dayOfWeek]}, ${date.day} ${months[date.month]} ${date.year} ${date.toPlainTime().toString({ smallestUnit: 'second' })} +0000`,
        `From: ${outgoing ? us : them}`,
        `To: ${outgoing ? them : us}`,
        ...(random() < 0.1 ? ['Precedence: bulk', 'List-Id: <news.example>'] : []),
        `Subject: ${answers === undefined ? `Kettles ${index}` : `Re: Kettles ${answers}`}`,
        ...body,
        '',
      ].join('\n'),
    );
  }

  const events = Array.from({ length: size.events }, (_, index) => {
    const start = begun
      .add({ minutes: index * 61 })
      .toString()
      .replace(/[-:]/g, '');
    return [
      'BEGIN:VEVENT',
      `UID:event${index}@kettle.example`,
      `DTSTAMP:${start}`,
      `DTSTART:${start}`,
      'DURATION:PT45M',
      ...(random() < 0.1 ? ['RRULE:FREQ=WEEKLY;COUNT=5'] : []),
      `SUMMARY:Meeting ${index}`,
      'ORGANIZER;CN=Anna Berg:mailto:anna@kettle.example',
      `ATTENDEE;CN=Guest:mailto:${any(people).email}`,
      'END:VEVENT',
    ].join('\r\n');
  });

  return [
    { name: 'contacts.csv', bytes: text(table) },
    { name: 'cards.vcf', bytes: text(cards) },
    { name: 'archive.mbox', bytes: new TextEncoder().encode(mails.join('\n')) },
    {
      name: 'calendar.ics',
      bytes: text([
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'PRODID:-//kettle//test//EN',
        ...events,
        'END:VCALENDAR',
        '',
      ]),
    },
  ];
}

const weekdays = ['', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const months = [
  '',
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
];
