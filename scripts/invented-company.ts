/**
 * Tannberg Stairs and everybody it deals with: invented people of invented companies, and the files such a
 * company would bring along. Dates count back from today, so that a picture never looks old.
 */
export const company = { name: 'Tannberg Stairs', country: 'AT', zone: 'Europe/Vienna' };

export const owner = { name: 'Marlene Fuchs', email: 'marlene@tannberg.example' };

export const colleagues = [
  { name: 'Jonas Reiter', email: 'jonas@tannberg.example', level: 'manager' },
  { name: 'Priya Nair', email: 'priya@tannberg.example', level: 'member' },
  { name: 'Tomás Ferreira', email: 'tomas@tannberg.example', level: 'member' },
  { name: 'Greta Lindner', email: 'greta@tannberg.example', level: 'reader' },
] as const;

export const teams = [
  { name: 'Projects abroad', members: ['Jonas Reiter', 'Priya Nair'] },
  { name: 'Workshop', members: ['Tomás Ferreira', 'Greta Lindner'] },
];

type Contact = readonly [
  name: string,
  email: string,
  title: string,
  firm: string,
  phone: string,
  city: string,
  country: string,
  role: string,
];

/** Ingrid, with whom most has passed, stands first. */
export const contacts: readonly Contact[] = [
  [
    'Ingrid Solheim',
    'ingrid.solheim@nordlys-hotels.example',
    'Head of Interiors',
    'Nordlys Hotels',
    '+47 22 93 41 07',
    'Oslo',
    'NO',
    'customer',
  ],
  [
    'Anders Moe',
    'anders.moe@nordlys-hotels.example',
    'Buyer',
    'Nordlys Hotels',
    '+47 22 93 41 12',
    'Oslo',
    'NO',
    'customer',
  ],
  [
    'Ragnhild Berge',
    'ragnhild.berge@nordlys-hotels.example',
    'Site Manager',
    'Nordlys Hotels',
    '+47 55 30 18 44',
    'Bergen',
    'NO',
    'customer',
  ],
  [
    'Clara Steindl',
    'clara@steindl-architekten.example',
    'Architect',
    'Steindl Architekten',
    '+43 316 825530',
    'Graz',
    'AT',
    'partner',
  ],
  [
    'Matthias Oberhuber',
    'matthias@steindl-architekten.example',
    'Architect',
    'Steindl Architekten',
    '+43 316 825531',
    'Graz',
    'AT',
    'partner',
  ],
  [
    'Luca Bernasconi',
    'l.bernasconi@lagoverde.example',
    'Owner',
    'Lago Verde',
    '+41 91 921 44 08',
    'Lugano',
    'CH',
    'customer',
  ],
  [
    'Sofia Bernasconi',
    's.bernasconi@lagoverde.example',
    'Managing Director',
    'Lago Verde',
    '+41 91 921 44 09',
    'Lugano',
    'CH',
    'customer',
  ],
  [
    'Hannah Whitlock',
    'hannah@whitlock-rowe.example',
    'Partner',
    'Whitlock & Rowe',
    '+44 117 496 0182',
    'Bristol',
    'GB',
    'customer',
  ],
  [
    'Daniel Rowe',
    'daniel@whitlock-rowe.example',
    'Partner',
    'Whitlock & Rowe',
    '+44 117 496 0183',
    'Bristol',
    'GB',
    'customer',
  ],
  [
    'Kateřina Dvořáková',
    'dvorakova@dum-a-dvur.example',
    'Head of Projects',
    'Dům a dvůr',
    '+420 542 210 345',
    'Brno',
    'CZ',
    'customer',
  ],
  [
    'Petr Havlík',
    'havlik@dum-a-dvur.example',
    'Engineer',
    'Dům a dvůr',
    '+420 542 210 346',
    'Brno',
    'CZ',
    'customer',
  ],
  [
    'Élodie Marchand',
    'elodie.marchand@atelier-marchand.example',
    'Interior Designer',
    'Atelier Marchand',
    '+33 4 78 42 10 66',
    'Lyon',
    'FR',
    'prospect',
  ],
  [
    'Thierry Vasseur',
    't.vasseur@librairie-vasseur.example',
    'Owner',
    'Librairie Vasseur',
    '+33 3 20 55 18 70',
    'Lille',
    'FR',
    'lead',
  ],
  [
    'Birgit Hallstein',
    'birgit@hallstein-holz.example',
    'Sales',
    'Hallstein Holz',
    '+43 6134 8412',
    'Hallstatt',
    'AT',
    'supplier',
  ],
  [
    'Georg Hallstein',
    'georg@hallstein-holz.example',
    'Owner',
    'Hallstein Holz',
    '+43 6134 8411',
    'Hallstatt',
    'AT',
    'supplier',
  ],
  [
    'Yusuf Demir',
    'yusuf@demir-glas.example',
    'Managing Director',
    'Demir Glas',
    '+49 89 5404 1170',
    'Munich',
    'DE',
    'supplier',
  ],
  [
    'Annika Brandt',
    'a.brandt@brandt-bau.example',
    'Site Manager',
    'Brandt Bau',
    '+49 89 2154 6601',
    'Munich',
    'DE',
    'customer',
  ],
  [
    'Stefan Brandt',
    's.brandt@brandt-bau.example',
    'Owner',
    'Brandt Bau',
    '+49 89 2154 6600',
    'Munich',
    'DE',
    'customer',
  ],
  [
    'Marek Zieliński',
    'marek@zielinski-dom.example',
    'Owner',
    'Zieliński Dom',
    '+48 12 632 51 90',
    'Kraków',
    'PL',
    'lead',
  ],
  [
    'Olivia Pereira',
    'olivia@casa-do-norte.example',
    'Architect',
    'Casa do Norte',
    '+351 22 605 8120',
    'Porto',
    'PT',
    'prospect',
  ],
  [
    'Ruth Aldersey',
    'ruth.aldersey@aldersey-museum.example',
    'Curator',
    'Aldersey Museum',
    '+44 131 496 0745',
    'Edinburgh',
    'GB',
    'prospect',
  ],
  [
    'Finlay Drummond',
    'finlay@aldersey-museum.example',
    'Head of Buildings',
    'Aldersey Museum',
    '+44 131 496 0746',
    'Edinburgh',
    'GB',
    'prospect',
  ],
  [
    'Emil Sørensen',
    'emil@havnehuset.example',
    'Project Lead',
    'Havnehuset',
    '+45 86 12 70 33',
    'Aarhus',
    'DK',
    'customer',
  ],
  [
    'Maja Kristoffersen',
    'maja@havnehuset.example',
    'Architect',
    'Havnehuset',
    '+45 86 12 70 34',
    'Aarhus',
    'DK',
    'customer',
  ],
  [
    'Theresa Unger',
    't.unger@weinhof-unger.example',
    'Owner',
    'Weinhof Unger',
    '+43 2682 64810',
    'Eisenstadt',
    'AT',
    'customer',
  ],
  [
    'Niklas Pichler',
    'niklas.pichler@holzundraum.example',
    'Editor',
    'Holz & Raum',
    '+43 1 512 66 20',
    'Vienna',
    'AT',
    'press',
  ],
  [
    'Paula Jiménez',
    'paula@hotel-miramar.example',
    'Managing Director',
    'Hotel Miramar',
    '+34 943 42 07 71',
    'San Sebastián',
    'ES',
    'lead',
  ],
  [
    'Ilse van der Meer',
    'ilse@grachtenhuis.example',
    'Owner',
    'Grachtenhuis',
    '+31 20 624 81 15',
    'Amsterdam',
    'NL',
    'customer',
  ],
  [
    'Wouter Smit',
    'wouter@grachtenhuis.example',
    'Caretaker',
    'Grachtenhuis',
    '+31 20 624 81 16',
    'Amsterdam',
    'NL',
    'customer',
  ],
  [
    'Leonhard Gruber',
    'leo@gruber-metall.example',
    'Locksmith',
    'Gruber Metall',
    '+43 316 471205',
    'Graz',
    'AT',
    'supplier',
  ],
];

type Line = readonly [fromUs: boolean, daysLater: number, text: string];

interface Conversation {
  with: string;
  copy?: string;
  daysAgo: number;
  subject: string;
  lines: readonly Line[];
}

const us = true;
const them = false;

const conversations: readonly Conversation[] = [
  {
    with: 'Ingrid Solheim',
    daysAgo: 212,
    subject: 'A staircase for our house in Bergen',
    lines: [
      [
        them,
        0,
        'Clara Steindl gave me your name. We are rebuilding a merchant’s house in Bergen as a small hotel, four floors, and the old staircase cannot be saved. Would you look at the drawings?',
      ],
      [
        us,
        1,
        'Gladly. Two questions before we draw anything: how wide is the opening on the second floor, and may the treads be oak, or must they match the old pine?',
      ],
      [
        them,
        2,
        'The opening is 2.35 by 3.10 metres. Oak is welcome, as long as it does not shine: our guests come in with wet boots.',
      ],
      [
        us,
        5,
        'Then an oiled oak, brushed. I would like to come and measure myself, because drawings of old houses are hopeful. Is the week after next possible?',
      ],
    ],
  },
  {
    with: 'Ingrid Solheim',
    copy: 'Anders Moe',
    daysAgo: 168,
    subject: 'Offer 2041: oak staircase, four floors',
    lines: [
      [
        us,
        0,
        'As agreed, the offer for four flights in oiled oak with a steel string, delivery and fitting in Bergen included. It holds until the end of next month.',
      ],
      [
        them,
        3,
        'Thank you. Anders will write about payment. One wish from the house: could the handrail begin ten centimetres lower? Many of our guests come with children.',
      ],
      [
        us,
        4,
        'Yes. We add a second, lower rail on the inner side; it costs nothing extra, because we save a post.',
      ],
      [them, 6, 'That is exactly the kind of answer we hoped for. We accept.'],
    ],
  },
  {
    with: 'Anders Moe',
    copy: 'Ingrid Solheim',
    daysAgo: 160,
    subject: 'Payment plan for offer 2041',
    lines: [
      [
        them,
        0,
        'Could we pay in three parts: at the order, at delivery, and four weeks after fitting?',
      ],
      [
        us,
        1,
        'Gladly. Thirty, fifty, twenty. The last part only when Ragnhild has nothing more on her list.',
      ],
    ],
  },
  {
    with: 'Ragnhild Berge',
    copy: 'Ingrid Solheim',
    daysAgo: 74,
    subject: 'Fitting in Bergen, access to the courtyard',
    lines: [
      [
        them,
        0,
        'The gate to the courtyard is 2.60 metres wide. A lorry of more than 7.5 tonnes has to stop at the quay.',
      ],
      [
        us,
        0,
        'Then we come with two small ones. Could somebody keep the quay free on the first morning?',
      ],
      [them, 1, 'I have asked the harbour office. It is reserved for you until ten.'],
    ],
  },
  {
    with: 'Ingrid Solheim',
    daysAgo: 26,
    subject: 'The first guests have walked on it',
    lines: [
      [
        them,
        0,
        'The house opened on Friday. An old man stopped on the second landing and said that it sounds right. I thought you should know.',
      ],
      [
        us,
        1,
        'Nobody has ever said anything better about our work. Thank you for passing it on. Jonas has pinned it up in the workshop.',
      ],
    ],
  },
  {
    with: 'Ingrid Solheim',
    daysAgo: 5,
    subject: 'Tromsø: would you look at a second house?',
    lines: [
      [
        them,
        0,
        'We have signed for a house in Tromsø. Two flights, and a spiral up to the roof. It should be open before the next winter. May I send drawings?',
      ],
      [
        us,
        1,
        'Please do. A spiral in that climate wants larch rather than oak; I will bring samples when we meet next week.',
      ],
      [them, 2, 'Next week is good. I will have the fire inspector’s notes by then.'],
    ],
  },
  {
    with: 'Clara Steindl',
    daysAgo: 220,
    subject: 'Somebody who will write to you',
    lines: [
      [
        them,
        0,
        'Ingrid Solheim of Nordlys Hotels will write to you. She knows what she wants and pays on time.',
      ],
      [us, 0, 'Thank you, Clara. We will treat her as well as you treat us.'],
    ],
  },
  {
    with: 'Clara Steindl',
    daysAgo: 12,
    subject: 'Villa on the Ruckerlberg, stairwell',
    lines: [
      [
        them,
        0,
        'The stairwell is now 20 cm narrower, because of a pipe that nobody knew. Does the quarter turn still work?',
      ],
      [us, 1, 'It does with 17 rises instead of 16. Drawing enclosed in the next mail.'],
    ],
  },
  {
    with: 'Luca Bernasconi',
    copy: 'Sofia Bernasconi',
    daysAgo: 40,
    subject: 'Scala per la casa sul lago',
    lines: [
      [
        them,
        0,
        'We like the drawing with the open treads. My wife asks whether the chestnut could come from our own valley.',
      ],
      [us, 2, 'If your sawyer can dry it to ten per cent, yes. Please ask him to write to Tomás.'],
      [them, 3, 'He can. He is very proud.'],
    ],
  },
  {
    with: 'Hannah Whitlock',
    daysAgo: 33,
    subject: 'Two shop staircases in Bristol',
    lines: [
      [
        them,
        0,
        'Both shops are signed. Could you fit the first one in the second week of January, at night?',
      ],
      [
        us,
        1,
        'At night yes, if your neighbours agree in writing. We have had trouble with that once.',
      ],
      [them, 4, 'They agree. One of them asked for your number.'],
    ],
  },
  {
    with: 'Kateřina Dvořáková',
    copy: 'Petr Havlík',
    daysAgo: 19,
    subject: 'Balustrade, load test',
    lines: [
      [them, 0, 'The authority wants the load test in writing, at 1 kN per metre.'],
      [us, 0, 'Attached to the next mail; ours held 1.7 before we stopped.'],
    ],
  },
  {
    with: 'Élodie Marchand',
    daysAgo: 9,
    subject: 'A library ladder that is also a staircase',
    lines: [
      [
        them,
        0,
        'A client in Lyon wants to reach a gallery of books, but a ladder frightens him. Have you made something in between?',
      ],
      [
        us,
        1,
        'Once, for a monastery: alternating treads, 62 degrees, with a rail on both sides. I enclose a sketch in the next mail.',
      ],
    ],
  },
  {
    with: 'Birgit Hallstein',
    daysAgo: 15,
    subject: 'Larch, 60 mm, for spring',
    lines: [
      [
        us,
        0,
        'Could you put six cubic metres of larch aside for us, for a spiral in northern Norway?',
      ],
      [
        them,
        1,
        'Six are here, four more come in February. Georg keeps the slow-grown ones for you.',
      ],
    ],
  },
  {
    with: 'Annika Brandt',
    copy: 'Stefan Brandt',
    daysAgo: 47,
    subject: 'Scratches on the third tread',
    lines: [
      [
        them,
        0,
        'The plumbers walked on the stairs before the cover was on. The third and fourth tread are scratched.',
      ],
      [us, 0, 'We come on Monday with oil and a sander. No charge; the cover should have been on.'],
      [them, 3, 'It looks like new. Thank you for not discussing it.'],
    ],
  },
  {
    with: 'Emil Sørensen',
    copy: 'Maja Kristoffersen',
    daysAgo: 61,
    subject: 'Harbour house: fire class of the treads',
    lines: [
      [them, 0, 'The fire office asks for class B on all treads above the second floor.'],
      [
        us,
        2,
        'Then ash with a mineral impregnation. It costs a little colour; we will show you a sample.',
      ],
    ],
  },
  {
    with: 'Theresa Unger',
    daysAgo: 3,
    subject: 'The wine cellar',
    lines: [
      [
        them,
        0,
        'The vintage is in, and we have time for the cellar stairs now. When can you come and measure?',
      ],
      [us, 1, 'Next Wednesday morning. Please have the lights working down there this time.'],
    ],
  },
  {
    with: 'Niklas Pichler',
    daysAgo: 88,
    subject: 'A visit for the March issue',
    lines: [
      [them, 0, 'We would like to write about your workshop, six pages, with photographs.'],
      [us, 2, 'Come on a Thursday, when the big saw rests. And please ask the fitters, not me.'],
    ],
  },
  {
    with: 'Ruth Aldersey',
    copy: 'Finlay Drummond',
    daysAgo: 52,
    subject: 'A staircase around a whale',
    lines: [
      [
        them,
        0,
        'This will sound odd. We have a whale skeleton in the hall, and the new staircase has to go around it.',
      ],
      [us, 1, 'It sounds wonderful. How heavy is the whale, and may anything touch it?'],
    ],
  },
  {
    with: 'Ilse van der Meer',
    copy: 'Wouter Smit',
    daysAgo: 130,
    subject: 'Creaking on the second floor',
    lines: [
      [them, 0, 'Since the canal froze, one tread creaks. Wouter says it is the humidity.'],
      [
        us,
        1,
        'Wouter is right. Keep it above 40 per cent for two weeks; if it still creaks, we come.',
      ],
      [them, 17, 'It is silent. Wouter is unbearable now.'],
    ],
  },
  {
    with: 'Marek Zieliński',
    daysAgo: 22,
    subject: 'Prices for a straight flight',
    lines: [[them, 0, 'What does a straight flight of 14 treads in beech cost, fitted in Kraków?']],
  },
  {
    with: 'Paula Jiménez',
    daysAgo: 17,
    subject: 'Your work in Bergen',
    lines: [
      [
        them,
        0,
        'I slept in the Nordlys house in Bergen and could not stop looking at the stairs. Who makes such a thing?',
      ],
    ],
  },
];

const meetings = [
  {
    daysAgo: 196,
    hour: 9,
    minutes: 240,
    title: 'Measuring in Bergen',
    place: 'Bergen',
    who: ['Ingrid Solheim', 'Ragnhild Berge'],
  },
  {
    daysAgo: 118,
    hour: 14,
    minutes: 60,
    title: 'Samples of oak and oil',
    place: 'Workshop, Graz',
    who: ['Ingrid Solheim', 'Clara Steindl'],
  },
  {
    daysAgo: 61,
    hour: 8,
    minutes: 540,
    title: 'Fitting, first day',
    place: 'Bergen',
    who: ['Ragnhild Berge', 'Ingrid Solheim'],
  },
  {
    daysAgo: 30,
    hour: 10,
    minutes: 45,
    title: 'Handover of the house in Bergen',
    place: 'Bergen',
    who: ['Ingrid Solheim', 'Anders Moe'],
  },
  {
    daysAgo: 8,
    hour: 11,
    minutes: 30,
    title: 'Stairwell on the Ruckerlberg',
    place: 'Graz',
    who: ['Clara Steindl', 'Matthias Oberhuber'],
  },
  {
    daysAgo: -5,
    hour: 10,
    minutes: 60,
    title: 'Tromsø: drawings and samples',
    place: 'Video call',
    who: ['Ingrid Solheim'],
  },
  {
    daysAgo: 36,
    hour: 15,
    minutes: 30,
    title: 'Chestnut from the valley',
    place: 'Video call',
    who: ['Luca Bernasconi', 'Sofia Bernasconi'],
  },
];

/** What somebody wrote down by hand, newest last. */
export const entries = [
  {
    daysAgo: 150,
    kind: 'call',
    with: 'Ingrid Solheim',
    minutes: 12,
    text: 'Asked how the oil behaves with salt on wet boots. Promised two test treads by the end of the month.',
  },
  {
    daysAgo: 96,
    kind: 'note',
    with: 'Ingrid Solheim',
    text: 'Prefers to be called before nine. Writes short mails and expects short ones.',
  },
  {
    daysAgo: 2,
    kind: 'call',
    with: 'Ingrid Solheim',
    minutes: 18,
    text: 'Fire inspector in Tromsø wants the spiral 10 cm wider. We check whether the roof hatch allows it.',
  },
] as const;

/** What the day of the owner consists of. */
export const tasks = [
  {
    title: 'Ask the fire inspector about the roof hatch',
    inDays: -1,
    time: null,
    with: 'Ingrid Solheim',
  },
  { title: 'Choose the ash for the test treads', inDays: 0, time: '16:30', with: 'Ragnhild Berge' },
] as const;

export const promises = [
  {
    direction: 'ours',
    what: 'Send the revised drawing of the spiral',
    inDays: 0,
    with: 'Ingrid Solheim',
  },
  {
    direction: 'theirs',
    what: 'Name the date of the delivery',
    inDays: -2,
    with: 'Ragnhild Berge',
  },
] as const;

const contactOf = new Map(contacts.map((contact) => [contact[0], contact]));
const addressOf = (name: string) => contactOf.get(name)![1];

/** Everybody, also those whose cards are brought; the last two rows are what real tables hold as well. */
export function contactsCsv(): string {
  const cell = (text: string) => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return [
    'Name,E-mail,Job title,Company,Phone,City,Country,Type',
    ...contacts.map((contact) => contact.map(cell).join(',')),
    'Thomas Ebner,thomas.ebner@,Carpenter,,0664 12,Graz,AT,lead',
    'Vera Kofler,vera@kofler-design.example,Designer,Kofler Design,+43 5255 91,Umhausen,AT,friend of the house',
  ].join('\r\n');
}

/** How many of the contacts stand in somebody's address book as well. */
const cards = 6;

export function addressBook(): string {
  return contacts
    .slice(0, cards)
    .map(([name, email, title, firm, phone, city, country]) => {
      const [given, ...family] = name.split(' ');
      return [
        'BEGIN:VCARD',
        'VERSION:4.0',
        `FN:${name}`,
        `N:${family.join(' ')};${given!};;;`,
        `EMAIL;TYPE=work:${email}`,
        `TEL;TYPE=work:${phone}`,
        `ORG:${firm}`,
        `TITLE:${title}`,
        `ADR;TYPE=work:;;;${city};;;${country}`,
        'END:VCARD',
      ].join('\r\n');
    })
    .join('\r\n');
}

export function mailbox(today: Temporal.PlainDate): string {
  return conversations
    .flatMap((conversation, number) => messagesOf(conversation, number, today))
    .sort((one, other) => Temporal.Instant.compare(one.at, other.at))
    .map(({ at, headers, body }) =>
      [`From ${owner.email} ${mboxTime(at)}`, ...headers, '', body, '', ''].join('\n'),
    )
    .join('');
}

function messagesOf(conversation: Conversation, number: number, today: Temporal.PlainDate) {
  const { subject, lines, copy } = conversation;
  const them = `${encoded(conversation.with)} <${addressOf(conversation.with)}>`;
  const ours = `${owner.name} <${owner.email}>`;
  const idOf = (at: number) => `<t${String(number)}.${String(at)}@tannberg.example>`;
  return lines.map(([fromUs, daysLater, text], position) => {
    const at = today
      .subtract({ days: conversation.daysAgo })
      .add({ days: daysLater })
      .toZonedDateTime({
        timeZone: company.zone,
        plainTime: { hour: 8 + position * 2, minute: (number * 7) % 60 },
      })
      .toInstant();
    const before = position > 0 ? lines[position - 1] : undefined;
    const quoted = before
      ? `\n\n${before[0] ? owner.name : conversation.with} wrote:\n> ${before[2]}`
      : '';
    const signature = fromUs ? `\n\n-- \n${owner.name}\n${company.name}` : '';
    return {
      at,
      headers: [
        `From: ${fromUs ? ours : them}`,
        `To: ${fromUs ? them : ours}`,
        ...(copy ? [`Cc: ${encoded(copy)} <${addressOf(copy)}>`] : []),
        `Subject: ${encoded(position > 0 ? `Re: ${subject}` : subject)}`,
        `Date: ${mailTime(at)}`,
        `Message-ID: ${idOf(position)}`,
        ...(before ? [`In-Reply-To: ${idOf(position - 1)}`] : []),
        'MIME-Version: 1.0',
        'Content-Type: text/plain; charset=utf-8',
        'Content-Transfer-Encoding: 8bit',
      ],
      body: `${text}${signature}${quoted}`,
    };
  });
}

export function calendar(today: Temporal.PlainDate): string {
  const stamp = (at: Temporal.Instant) =>
    at.toString({ smallestUnit: 'second' }).replace(/[-:]/g, '');
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Tannberg Stairs//Calendar//EN',
    ...meetings.flatMap(({ daysAgo, hour, minutes, title, place, who }, number) => {
      const begins = today
        .subtract({ days: daysAgo })
        .toZonedDateTime({ timeZone: company.zone, plainTime: { hour } })
        .toInstant();
      return [
        'BEGIN:VEVENT',
        `UID:meeting-${String(number)}@tannberg.example`,
        `DTSTAMP:${stamp(begins.subtract({ hours: 72 }))}`,
        `DTSTART:${stamp(begins)}`,
        `DTEND:${stamp(begins.add({ minutes }))}`,
        `SUMMARY:${title}`,
        `LOCATION:${place.replace(',', '\\,')}`,
        `ORGANIZER;CN=${owner.name}:mailto:${owner.email}`,
        ...who.map((name) => `ATTENDEE;CN=${name};PARTSTAT=ACCEPTED:mailto:${addressOf(name)}`),
        'END:VEVENT',
      ];
    }),
    'END:VCALENDAR',
  ].join('\r\n');
}

const encoded = (text: string) =>
  /^[ -~]*$/.test(text) ? text : `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;

const parts = (at: Temporal.Instant) => {
  const utc = at.toZonedDateTimeISO('UTC');
  const word = (options: Intl.DateTimeFormatOptions) => utc.toLocaleString('en', options);
  const two = (number: number) => String(number).padStart(2, '0');
  return {
    weekday: word({ weekday: 'short' }),
    month: word({ month: 'short' }),
    day: utc.day,
    year: utc.year,
    time: `${two(utc.hour)}:${two(utc.minute)}:00`,
  };
};

function mailTime(at: Temporal.Instant): string {
  const { weekday, day, month, year, time } = parts(at);
  return `${weekday}, ${String(day)} ${month} ${String(year)} ${time} +0000`;
}

function mboxTime(at: Temporal.Instant): string {
  const { weekday, day, month, year, time } = parts(at);
  return `${weekday} ${month} ${String(day).padStart(2, ' ')} ${time} ${String(year)}`;
}
