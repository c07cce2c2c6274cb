import type { ArchivePart, Language } from './parts.ts';

const words = {
  en: {
    title: (company: string, person: string) => `Everything of ${company}, as ${person} may see it`,
    made: 'Made on',
    contents: 'What is in this archive',
    end: 'CSV, NDJSON, vCard, calendar and mailbox can be imported into Rapport again: the records are then exactly the same. In the tables an apostrophe stands before what a spreadsheet would calculate; it is not part of the value, and the import takes it away. Whatever you were not allowed to see is not in here. Keep the archive where only you can read it.',
  },
  de: {
    title: (company: string, person: string) =>
      `Alles von ${company}, so wie ${person} es sehen darf`,
    made: 'Erstellt am',
    contents: 'Was in diesem Archiv liegt',
    end: 'CSV, NDJSON, vCard, Kalender und Postfach lassen sich wieder in Rapport einlesen: Die Einträge sind dann genau dieselben. In den Tabellen steht ein Apostroph vor dem, was ein Tabellenprogramm berechnen würde; er gehört nicht zum Wert, und der Import nimmt ihn weg. Was Sie nicht sehen durften, ist nicht darin. Bewahren Sie das Archiv dort auf, wo nur Sie es lesen können.',
  },
} satisfies Record<Language, object>;

/** Says in plain words what each file of the archive is. */
export function readmeOf(
  language: Language,
  about: { company: string; person: string; at: Temporal.ZonedDateTime },
  parts: readonly ArchivePart[],
): string {
  const { title, made, contents, end } = words[language];
  const at = about.at.toLocaleString(language === 'de' ? 'de-AT' : 'en-GB', {
    dateStyle: 'long',
    timeStyle: 'short',
  });
  return [
    title(about.company, about.person),
    `${made} ${at} (${about.at.timeZoneId}).`,
    '',
    contents,
    '',
    ...parts.flatMap((part) => [part.name, `    ${part.about[language]}`, '']),
    end,
    '',
  ].join('\r\n');
}
