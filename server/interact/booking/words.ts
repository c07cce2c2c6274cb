export const strangersLanguages = ['en', 'de'] as const;
export type StrangersLanguage = (typeof strangersLanguages)[number];

/** What stands on the pages that visitors see, in the language of their browser; they are no part of the web app. */
const english = {
  title: 'Choose an hour with',
  zone: 'Times are those of',
  changeZone: 'Show',
  none: 'There is no free hour in the next weeks. Please try again later.',
  choose: 'Free hours',
  name: 'Name',
  email: 'E-mail',
  message: 'What is it about?',
  optional: 'optional',
  book: 'Book',
  trap: 'Leave this empty',
  problems: 'Something is missing or not right. Nothing was booked yet.',
  required: 'This is needed.',
  noEmail: 'This is no e-mail address. Write it like anna@example.org.',
  tooLong: 'This is too long. Shorten it.',
  chooseOne: 'Choose one of the hours.',
  gone: 'Somebody else has just taken this hour. Nothing was booked; please choose another.',
  busy: 'Too much is coming in at the moment. Nothing was booked; please try again in a few minutes.',
  notFound: 'There is nothing at this address, or hours are not offered here at the moment.',
  notRead: 'This could not be read. Nothing was changed.',
  foreign: 'This page may only be sent from where it stands. Nothing was changed.',
  booked: 'It is booked',
  meetingWith: 'Meeting with',
  byLink: 'To cancel or move it, use this link:',
  lookHere: 'How it stands now is to be seen here:',
  movedWith: 'New time for the meeting with',
  offWith: 'Cancelled: meeting with',
  onWith: 'It takes place after all: meeting with',
  before: 'Before:',
  howLong: 'How long',
  minutes: 'minutes',
  keepLink: 'Keep the address of this page: by it you cancel or move the meeting.',
  cancel: 'Cancel the meeting',
  cancelled: 'This meeting is cancelled.',
  move: 'Move it to another hour',
  moveNow: 'Move',
  over: 'This meeting lies behind us.',
  again: 'Book another hour',
};
export type StrangersWord = keyof typeof english;

const german: Record<StrangersWord, string> = {
  title: 'Wählen Sie eine Zeit mit',
  zone: 'Die Zeiten gelten für',
  changeZone: 'Anzeigen',
  none: 'In den nächsten Wochen ist keine Zeit frei. Bitte versuchen Sie es später noch einmal.',
  choose: 'Freie Zeiten',
  name: 'Name',
  email: 'E-Mail',
  message: 'Worum geht es?',
  optional: 'freiwillig',
  book: 'Buchen',
  trap: 'Bitte leer lassen',
  problems: 'Etwas fehlt oder stimmt nicht. Es wurde noch nichts gebucht.',
  required: 'Das wird gebraucht.',
  noEmail: 'Das ist keine E-Mail-Adresse. Schreiben Sie sie wie anna@example.org.',
  tooLong: 'Das ist zu lang. Bitte kürzen.',
  chooseOne: 'Wählen Sie eine der Zeiten.',
  gone: 'Diese Zeit hat gerade jemand anderes gebucht. Es wurde nichts gebucht; bitte wählen Sie eine andere.',
  busy: 'Gerade kommt zu viel auf einmal. Es wurde nichts gebucht; bitte versuchen Sie es in ein paar Minuten noch einmal.',
  notFound: 'Unter dieser Adresse ist nichts, oder hier werden gerade keine Zeiten angeboten.',
  notRead: 'Das ließ sich nicht lesen. Es wurde nichts geändert.',
  foreign: 'Diese Seite darf nur von dort gesendet werden, wo sie steht. Es wurde nichts geändert.',
  booked: 'Es ist gebucht',
  meetingWith: 'Termin mit',
  byLink: 'Um ihn abzusagen oder zu verschieben, nehmen Sie diesen Link:',
  lookHere: 'Wie es jetzt steht, sehen Sie hier:',
  movedWith: 'Neue Zeit für den Termin mit',
  offWith: 'Abgesagt: Termin mit',
  onWith: 'Er findet doch statt: Termin mit',
  before: 'Bisher:',
  howLong: 'Wie lange',
  minutes: 'Minuten',
  keepLink:
    'Bewahren Sie die Adresse dieser Seite auf: Damit sagen Sie den Termin ab oder verschieben ihn.',
  cancel: 'Termin absagen',
  cancelled: 'Dieser Termin ist abgesagt.',
  move: 'Auf eine andere Zeit verschieben',
  moveNow: 'Verschieben',
  over: 'Dieser Termin liegt hinter uns.',
  again: 'Eine andere Zeit buchen',
};

export const strangersWords: Record<StrangersLanguage, Record<StrangersWord, string>> = {
  en: english,
  de: german,
};

/** A moment as people say it, with the zone whose clock is meant. */
export function momentIn(language: StrangersLanguage, at: Temporal.Instant, zone: string): string {
  return at.toLocaleString(language === 'de' ? 'de' : 'en-GB', {
    timeZone: zone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  });
}

export function dayIn(language: StrangersLanguage, at: Temporal.Instant, zone: string): string {
  return at.toLocaleString(language === 'de' ? 'de' : 'en-GB', {
    timeZone: zone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  });
}

export function clockIn(language: StrangersLanguage, at: Temporal.Instant, zone: string): string {
  return at.toLocaleString(language === 'de' ? 'de' : 'en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
  });
}
