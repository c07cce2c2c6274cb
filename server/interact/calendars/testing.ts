/** A day that is always ahead, and one that always lies behind. */
export const ahead = '20990310';
export const behind = '20240312';

/** A meeting as another calendar program writes it. */
export function appointment({
  uid,
  title,
  start = `${ahead}T090000Z`,
  end = start.replace('T09', 'T10'),
  with: attendees = ['Ida Holm <ida@lanterns.example>'],
  sequence = 0,
  more = [],
}: {
  uid: string;
  title: string;
  start?: string;
  end?: string;
  with?: readonly string[];
  sequence?: number;
  more?: readonly string[];
}): string {
  const property = (name: string, moment: string) =>
    moment.includes('T') ? `${name}:${moment}` : `${name};VALUE=DATE:${moment}`;
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Another program//EN',
    'BEGIN:VEVENT',
    `UID:${uid}`,
    'DTSTAMP:20260301T080000Z',
    property('DTSTART', start),
    property('DTEND', end),
    `SUMMARY:${title}`,
    `SEQUENCE:${sequence}`,
    ...attendees.map((attendee) => {
      const [, name, address] = /^(.*) <(.*)>$/.exec(attendee)!;
      return `ATTENDEE;CN=${name}:mailto:${address}`;
    }),
    ...more,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');
}
