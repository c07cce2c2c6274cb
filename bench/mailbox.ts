import { mailText, replyPrefix, subjectOf } from '../server/seed/phrases.ts';
import { Chance } from '../server/seed/random.ts';
import { World } from '../server/seed/world.ts';

const seed = 815;
const began = Temporal.Instant.from('2024-01-08T07:00:00Z');

/**
 * A mailbox of one person as mail programs export it: half of it answers, a third with an HTML part, one
 * in twelve with a picture of 30 to 90 KB. All of it is invented, and every address is of a reserved domain.
 */
export function* mailbox(mails: number, owner: { name: string; email: string }): Generator<string> {
  const world = new World(seed, Math.max(100, Math.ceil(mails / 8)));
  for (let place = 0; place < mails; place++) {
    const chance = new Chance(seed, 1, place);
    const person = world.person(chance.below(world.people));
    const other = mailboxOf(person.name, person.email ?? `nobody${place}@mail.example`);
    const own = mailboxOf(owner.name, owner.email);
    const [from, to] = chance.happens(0.45) ? [own, other] : [other, own];
    const { language } = person.country;
    const { subject, thing } = subjectOf(chance, language);
    const answered = place > 0 && chance.happens(0.5) ? chance.below(place) : undefined;
    const at = began.add({ minutes: place * 13 });
    const quote = chance.happens(0.3) ? subjectOf(chance, language).subject : null;
    const text = mailText(chance, language, {
      to: person.given,
      from: owner.name,
      thing,
      quote,
    });
    yield [
      `From mail@import.example ${envelopeDateOf(at)}`,
      `From: ${from}`,
      `To: ${to}`,
      `Date: ${dateOf(at)}`,
      `Message-ID: <${place}.bench@mail.example>`,
      ...(answered === undefined
        ? [`Subject: ${encoded(subject)}`]
        : [
            `Subject: ${encoded(`${replyPrefix(language)}${subject}`)}`,
            `In-Reply-To: <${answered}.bench@mail.example>`,
            `References: <${answered}.bench@mail.example>`,
          ]),
      'MIME-Version: 1.0',
      ...bodyOf(chance, text),
      '',
      '',
    ].join('\n');
  }
}

function bodyOf(chance: Chance, text: string): string[] {
  const plain = ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit', ''];
  const kind = chance.fraction();
  if (kind < 0.59) return [...plain, text];
  const parts =
    kind < 0.92
      ? ['Content-Type: text/html; charset=utf-8', '', page(text)]
      : [
          'Content-Type: image/png; name="photo.png"',
          'Content-Disposition: attachment; filename="photo.png"',
          'Content-Transfer-Encoding: base64',
          '',
          picture(chance),
        ];
  const subtype = kind < 0.92 ? 'alternative' : 'mixed';
  return [
    `Content-Type: multipart/${subtype}; boundary="bench"`,
    '',
    '--bench',
    ...plain,
    text,
    '--bench',
    ...parts,
    '--bench--',
  ];
}

function page(text: string): string {
  const paragraphs = text
    .split('\n')
    .map((line) => `<p style="margin:0;font:14px/1.4 Arial,sans-serif;color:#222">${line}</p>`);
  return `<!doctype html><html><body><div>${paragraphs.join('\n')}</div></body></html>`;
}

function picture(chance: Chance): string {
  const bytes = Buffer.alloc(chance.between(30_000, 90_000));
  for (let at = 0; at + 4 <= bytes.length; at += 4) bytes.writeUInt32LE(chance.bits(), at);
  return bytes.toString('base64').replace(/.{76}/g, '$&\n');
}

const mailboxOf = (name: string, address: string) => `${encoded(name)} <${address}>`;

/** As headers carry other than ASCII (RFC 2047). */
function encoded(text: string): string {
  return /^[ -~]*$/.test(text) ? text : `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;
}

function dateOf(at: Temporal.Instant): string {
  const { day, month, year, time } = partsOf(at);
  return `${day} ${month} ${year} ${time} +0000`;
}

/** The day a mail arrived stands before it (RFC 4155); a mail dated later than that has a wrong clock. */
function envelopeDateOf(at: Temporal.Instant): string {
  const { weekday, day, month, year, time } = partsOf(at);
  return `${weekday} ${month} ${String(day).padStart(2)} ${time} ${year}`;
}

function partsOf(at: Temporal.Instant) {
  const moment = at.toZonedDateTimeISO('UTC');
  return {
    weekday: 'Mon Tue Wed Thu Fri Sat Sun'.split(' ')[moment.dayOfWeek - 1],
    day: moment.day,
    month: 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')[moment.month - 1],
    year: moment.year,
    time: moment.toPlainTime().toString({ smallestUnit: 'second' }),
  };
}
