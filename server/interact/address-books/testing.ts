/** A card as another program writes it, with what only that program understands. */
export function card({
  uid,
  name,
  given = name.split(' ')[0]!,
  family = name.split(' ').slice(1).join(' '),
  email,
  phone,
  company,
  title,
  more = [],
}: {
  uid: string;
  name: string;
  given?: string;
  family?: string;
  email?: string;
  phone?: string;
  company?: string;
  title?: string;
  more?: readonly string[];
}): string {
  return [
    'BEGIN:VCARD',
    'VERSION:3.0',
    `UID:${uid}`,
    `FN:${name}`,
    `N:${family};${given};;;`,
    ...(email ? [`EMAIL;TYPE=WORK:${email}`] : []),
    ...(phone ? [`TEL;TYPE=CELL:${phone}`] : []),
    ...(company ? [`ORG:${company}`] : []),
    ...(title ? [`TITLE:${title}`] : []),
    ...more,
    'END:VCARD',
    '',
  ].join('\r\n');
}
