import type { AskedOfAll, FormLanguage } from '../../../shared/interact/forms.ts';

/** What stands on the page that strangers see: it is of the form's language, and no part of the web app. */
const english = {
  send: 'Send',
  check: 'Look it over once more, then send it.',
  optional: 'optional',
  choose: 'Choose …',
  trap: 'Leave this empty',
  thanksTitle: 'Thank you',
  thanks: 'It has arrived. You will hear from us.',
  required: 'This is needed.',
  tooLong: 'This is too long. Shorten it.',
  noEmail: 'This is no e-mail address. Write it like anna@example.org.',
  noNumber: 'Write a number.',
  noDate: 'Write a day like 2026-03-14.',
  notOffered: 'Choose one of the list.',
  problems: 'Something is missing. Nothing was sent yet.',
  stale: 'This page was open for a long time. Nothing was sent yet; please send it once more.',
  busy: 'Too much is coming in at the moment. Nothing was sent; please try again in a few minutes.',
  sentOtherwise:
    'This page was sent already, with other answers. Please send these now as a further message.',
  paused: 'This form takes nothing at the moment. Please try again later.',
  notFound: 'There is no form at this address.',
  tooLarge: 'That is more than a form takes. Nothing was sent; shorten it and send it again.',
  notRead: 'This could not be read. Nothing was sent.',
  foreign:
    'This form may not be sent from the site it stands on. Nothing was sent. You can fill it in here:',
};
export type PageWord = keyof typeof english;

const german: Record<PageWord, string> = {
  send: 'Absenden',
  check: 'Sehen Sie es noch einmal durch, und senden Sie es dann ab.',
  optional: 'freiwillig',
  choose: 'Auswählen …',
  trap: 'Bitte leer lassen',
  thanksTitle: 'Danke',
  thanks: 'Es ist angekommen. Sie hören von uns.',
  required: 'Das wird gebraucht.',
  tooLong: 'Das ist zu lang. Bitte kürzen.',
  noEmail: 'Das ist keine E-Mail-Adresse. Schreiben Sie sie wie anna@example.org.',
  noNumber: 'Schreiben Sie eine Zahl.',
  noDate: 'Schreiben Sie einen Tag wie 2026-03-14.',
  notOffered: 'Wählen Sie etwas aus der Liste.',
  problems: 'Es fehlt noch etwas. Es wurde noch nichts gesendet.',
  stale:
    'Diese Seite war lange offen. Es wurde noch nichts gesendet; bitte senden Sie sie noch einmal ab.',
  busy: 'Gerade kommt zu viel auf einmal. Es wurde nichts gesendet; bitte versuchen Sie es in ein paar Minuten noch einmal.',
  sentOtherwise:
    'Diese Seite wurde schon abgesendet, mit anderen Antworten. Bitte senden Sie diese als weitere Nachricht ab.',
  paused: 'Dieses Formular nimmt gerade nichts an. Bitte versuchen Sie es später noch einmal.',
  notFound: 'Unter dieser Adresse gibt es kein Formular.',
  tooLarge:
    'Das ist mehr, als ein Formular annimmt. Es wurde nichts gesendet; kürzen Sie es, und senden Sie es noch einmal.',
  notRead: 'Das ließ sich nicht lesen. Es wurde nichts gesendet.',
  foreign:
    'Von der Seite, auf der dieses Formular steht, darf es nicht gesendet werden. Es wurde nichts gesendet. Hier können Sie es ausfüllen:',
};

export const pageWords: Record<FormLanguage, Record<PageWord, string>> = {
  en: english,
  de: german,
};

/** What fields are called that have no other label. */
export const usualLabels: Record<FormLanguage, Record<AskedOfAll | 'yes' | 'no', string>> = {
  en: {
    name: 'Name',
    email: 'E-mail',
    phone: 'Phone',
    company: 'Company',
    message: 'Message',
    yes: 'Yes',
    no: 'No',
  },
  de: {
    name: 'Name',
    email: 'E-Mail',
    phone: 'Telefon',
    company: 'Firma',
    message: 'Nachricht',
    yes: 'Ja',
    no: 'Nein',
  },
};
