import type { Chance } from './random.ts';

/** What made-up people write to each other, in pieces that fit together in any order. */
interface Phrases {
  subjects: readonly string[];
  greetings: readonly string[];
  openings: readonly string[];
  middles: readonly string[];
  closings: readonly string[];
  farewells: readonly string[];
  reply: string;
  wrote: (name: string) => string;
  notes: readonly string[];
  calls: readonly string[];
  meetings: readonly string[];
}

const english: Phrases = {
  subjects: [
    'Offer for {thing}',
    'Question about {thing}',
    'Delivery of {thing} in {month}',
    'Next steps after our call',
    'Invoice {number}',
    'Visit in {month}',
    'Contract for {thing}',
    'Sample of {thing}',
    'Feedback on {thing}',
    'Complaint: {thing} arrived late',
    'Introduction to a colleague',
    'Plans for {month}',
  ],
  greetings: ['Hello {name},', 'Dear {name},', 'Hi {name},', 'Good morning {name},'],
  openings: [
    'thank you for the pleasant conversation last week.',
    'I hope you had a good start into {month}.',
    'as promised, here is a short summary about {thing}.',
    'we have looked at your proposal for {thing} together.',
    'sorry for the late answer, the week was busier than planned.',
    'your colleague suggested that I write to you directly.',
  ],
  middles: [
    'Our team would need {number} pieces by the end of {month}, if that is possible on your side.',
    'The price we discussed is fine, but the payment terms still need an approval from our finance department.',
    'Could you tell me whether {thing} is also available in the larger version?',
    'The first delivery of {thing} arrived in good order, only one box was damaged.',
    'We are comparing two suppliers and expect to decide in {month}.',
    'My colleague will be responsible for this project while I am on parental leave.',
    'I would like to see {thing} in use before we sign, perhaps at one of your reference customers.',
    'Please keep in mind that our warehouse is closed on Fridays.',
    'The training was well received and several people asked for a second date.',
    'There is one open point in the contract about the notice period.',
    'We moved to a new office, the address is in the signature.',
  ],
  closings: [
    'Would Tuesday afternoon suit you for a short call?',
    'I am looking forward to your answer.',
    'Let me know what you think.',
    'Please call me if anything is unclear.',
    'We will get back to you by the end of the week.',
  ],
  farewells: ['Best regards', 'Kind regards', 'Many thanks', 'All the best'],
  reply: 'Re: ',
  wrote: (name) => `${name} wrote:`,
  notes: [
    'Prefers short mails and an early call.',
    'Interested in {thing}, budget is decided in {month}.',
    'Met at the trade fair; asked for a sample of {thing}.',
    'Unhappy with the current supplier of {thing}.',
    'Changes department in {month}, ask for the successor.',
  ],
  calls: [
    'Talked about {thing}. Wants an offer by {month}.',
    'Asked when {thing} will be delivered; promised an answer tomorrow.',
    'Left a message, will try again.',
    'Long talk about the project; the decision falls in {month}.',
  ],
  meetings: ['Presentation of {thing}', 'Project meeting', 'Yearly review', 'Lunch', 'Site visit'],
};

const german: Phrases = {
  subjects: [
    'Angebot für {thing}',
    'Frage zu {thing}',
    'Lieferung {thing} im {month}',
    'Nächste Schritte nach unserem Gespräch',
    'Rechnung {number}',
    'Besuch im {month}',
    'Vertrag über {thing}',
    'Muster von {thing}',
    'Rückmeldung zu {thing}',
    'Reklamation: {thing} kam zu spät',
    'Vorstellung einer Kollegin',
    'Pläne für {month}',
  ],
  greetings: [
    'Guten Tag {name},',
    'Hallo {name},',
    'Liebe Grüße vorweg, {name},',
    'Servus {name},',
  ],
  openings: [
    'vielen Dank für das angenehme Gespräch in der vergangenen Woche.',
    'ich hoffe, Sie sind gut in den {month} gestartet.',
    'wie versprochen eine kurze Zusammenfassung zu {thing}.',
    'wir haben Ihren Vorschlag für {thing} gemeinsam durchgesehen.',
    'entschuldigen Sie die späte Antwort, die Woche war voller als geplant.',
    'Ihre Kollegin hat mir geraten, Ihnen direkt zu schreiben.',
  ],
  middles: [
    'Unser Team bräuchte {number} Stück bis Ende {month}, falls das für Sie machbar ist.',
    'Der besprochene Preis passt, nur die Zahlungsfrist muss die Buchhaltung noch freigeben.',
    'Können Sie mir sagen, ob es {thing} auch in der größeren Ausführung gibt?',
    'Die erste Lieferung {thing} ist gut angekommen, nur ein Karton war beschädigt.',
    'Wir vergleichen zwei Anbieter und entscheiden voraussichtlich im {month}.',
    'Während meiner Elternzeit betreut mein Kollege dieses Vorhaben.',
    'Vor der Unterschrift würde ich {thing} gern im Einsatz sehen, am liebsten bei einem Ihrer Kunden.',
    'Bitte beachten Sie, dass unser Lager freitags geschlossen ist.',
    'Die Schulung kam gut an, mehrere haben nach einem zweiten Termin gefragt.',
    'Offen ist im Vertrag noch die Kündigungsfrist.',
    'Wir sind umgezogen, die neue Anschrift steht unten.',
  ],
  closings: [
    'Passt Ihnen Dienstagnachmittag für ein kurzes Telefonat?',
    'Ich freue mich auf Ihre Antwort.',
    'Geben Sie mir bitte Bescheid, was Sie davon halten.',
    'Rufen Sie mich gern an, wenn etwas unklar ist.',
    'Wir melden uns bis Ende der Woche.',
  ],
  farewells: ['Mit freundlichen Grüßen', 'Beste Grüße', 'Herzlichen Dank', 'Schöne Grüße'],
  reply: 'AW: ',
  wrote: (name) => `${name} schrieb:`,
  notes: [
    'Mag kurze Mails und frühe Anrufe.',
    'Interessiert sich für {thing}, Budget wird im {month} beschlossen.',
    'Auf der Messe getroffen; möchte ein Muster von {thing}.',
    'Unzufrieden mit dem jetzigen Lieferanten von {thing}.',
    'Wechselt im {month} die Abteilung, nach der Nachfolge fragen.',
  ],
  calls: [
    'Über {thing} gesprochen. Möchte ein Angebot bis {month}.',
    'Fragte, wann {thing} geliefert wird; Antwort für morgen versprochen.',
    'Nachricht hinterlassen, später noch einmal versuchen.',
    'Langes Gespräch über das Vorhaben; die Entscheidung fällt im {month}.',
  ],
  meetings: [
    'Vorstellung von {thing}',
    'Projektbesprechung',
    'Jahresgespräch',
    'Mittagessen',
    'Besichtigung',
  ],
};

const things = {
  en: 'garden benches,oak shelves,solar panels,coffee machines,delivery bikes,packing tables,sound insulation,rain barrels,reading lamps,water filters,window frames,conveyor belts,label printers,heat pumps,tool cabinets,standing desks,glass doors,roof tiles'.split(
    ',',
  ),
  de: 'Gartenbänke,Eichenregale,Solarmodule,Kaffeemaschinen,Lastenräder,Packtische,Schalldämmung,Regentonnen,Leselampen,Wasserfilter,Fensterrahmen,Förderbänder,Etikettendrucker,Wärmepumpen,Werkzeugschränke,Stehtische,Glastüren,Dachziegel'.split(
    ',',
  ),
};
const months = {
  en: 'January,February,March,April,May,June,July,August,September,October,November,December'.split(
    ',',
  ),
  de: 'Jänner,Februar,März,April,Mai,Juni,Juli,August,September,Oktober,November,Dezember'.split(
    ',',
  ),
};
export type Language = 'en' | 'de';
const phrasesOf = { en: english, de: german };

/** Fills the blanks of a phrase; the same conversation keeps its thing. */
function fill(chance: Chance, language: Language, phrase: string, thing: string): string {
  return phrase.replace(/\{(\w+)\}/g, (_, blank: string) =>
    blank === 'thing'
      ? thing
      : blank === 'month'
        ? chance.pick(months[language])
        : String(chance.between(11, 9_876)),
  );
}

/** What a conversation is about, decided once for all its mails. */
export function subjectOf(chance: Chance, language: Language): { subject: string; thing: string } {
  const thing = chance.pick(things[language]);
  return {
    subject: fill(chance, language, chance.pick(phrasesOf[language].subjects), thing),
    thing,
  };
}

export const replyPrefix = (language: Language) => phrasesOf[language].reply;

export function mailText(
  chance: Chance,
  language: Language,
  mail: { to: string; from: string; thing: string; quote: string | null },
): string {
  const phrases = phrasesOf[language];
  const write = (phrase: string) => fill(chance, language, phrase, mail.thing);
  const middle = Array.from({ length: chance.between(1, 3) }, () =>
    write(chance.pick(phrases.middles)),
  );
  const text = [
    chance.pick(phrases.greetings).replace('{name}', mail.to),
    `${write(chance.pick(phrases.openings))} ${[...new Set(middle)].join(' ')}`,
    chance.pick(phrases.closings),
    `${chance.pick(phrases.farewells)}\n${mail.from}`,
  ].join('\n\n');
  return mail.quote === null ? text : `${text}\n\n${phrases.wrote(mail.to)}\n> ${mail.quote}`;
}

/** What one of us writes down after a call, or to remember. */
export function handText(chance: Chance, language: Language, kind: 'note' | 'call'): string {
  const phrases = phrasesOf[language];
  return fill(
    chance,
    language,
    chance.pick(kind === 'note' ? phrases.notes : phrases.calls),
    chance.pick(things[language]),
  );
}

export function meetingTitle(chance: Chance, language: Language): string {
  return fill(
    chance,
    language,
    chance.pick(phrasesOf[language].meetings),
    chance.pick(things[language]),
  );
}

const companyWords = {
  en: [
    'North,Bright,Silver,Oak,River,Green,Stone,Harbour,Falcon,Amber,Meadow,Cedar,Copper,Summit,Willow,Blue,Iron,Lantern'.split(
      ',',
    ),
    'field,bridge,wood,line,works,gate,leaf,ridge,water,craft,mark,point,haven,stead'.split(','),
    'Furniture,Logistics,Instruments,Textiles,Foods,Energy,Software,Packaging,Optics,Printing,Ceramics,Machines,Travel,Paper'.split(
      ',',
    ),
  ],
  de: [
    'Nord,Hell,Silber,Eichen,Fluss,Grün,Stein,Hafen,Falken,Bernstein,Wiesen,Zedern,Kupfer,Gipfel,Weiden,Blau,Eisen,Licht'.split(
      ',',
    ),
    'feld,brück,wald,werk,tor,blatt,grat,wasser,kraft,mark,hof,tal,berg,haus'.split(','),
    'Möbel,Logistik,Messtechnik,Textil,Lebensmittel,Energie,Software,Verpackung,Optik,Druck,Keramik,Maschinenbau,Reisen,Papier'.split(
      ',',
    ),
  ],
};

/** Names like "Silberbrück Optik": made of parts, so that none is a real company's on purpose. */
export function companyWordsOf(chance: Chance, language: Language): string {
  const [first, second, third] = companyWords[language];
  return `${chance.pick(first!)}${chance.pick(second!)} ${chance.pick(third!)}`;
}
