import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toneOf } from './tone.ts';
import { phraseIds, phrases } from './tone-phrases.ts';

const heard = (text: string) => toneOf(text).map(({ phrase }) => phrase);

/** Each phrase in both languages, with the words that are to be underlined. */
test.each([
  ['Otherwise we will have to stop the delivery.', 'ultimatum', 'Otherwise we will have to'],
  [
    'Andernfalls sehen wir uns gezwungen, zu kündigen.',
    'ultimatum',
    'Andernfalls sehen wir uns gezwungen',
  ],
  ['You must decide now.', 'noChoice', 'You must decide now'],
  ['Sie müssen sich heute entscheiden.', 'noChoice', 'Sie müssen sich heute entscheiden'],
  ['We insist that you sign.', 'lastWarning', 'We insist that you'],
  ['Das ist die letzte Warnung.', 'lastWarning', 'letzte Warnung'],
  ['I have asked you several times.', 'manyAsked', 'I have asked you several times'],
  ['Wir haben Sie bereits mehrfach erinnert.', 'manyAsked', 'Wir haben Sie bereits mehrfach'],
  ['We are begging for this order.', 'begging', 'We are begging'],
  ['Wir brauchen diesen Auftrag dringend.', 'begging', 'Wir brauchen diesen Auftrag dringend'],
  ['Sorry to bother you again.', 'smallness', 'Sorry to bother you again'],
  ['Ich will Sie wirklich nicht nerven.', 'smallness', 'Ich will Sie wirklich nicht nerven'],
  ['This is your last chance.', 'lastChance', 'your last chance'],
  ['Das ist eine einmalige Gelegenheit.', 'lastChance', 'einmalige Gelegenheit'],
  ['The price is for you, today only.', 'onlyToday', 'today only'],
  ['Den Rabatt gibt es nur heute.', 'onlyToday', 'nur heute'],
  ['They are almost gone.', 'almostGone', 'almost gone'],
  ['Nur solange der Vorrat reicht.', 'almostGone', 'solange der Vorrat reicht'],
  ['Everyone else has already ordered.', 'everyoneBuys', 'Everyone else has already ordered'],
  ['Ihre Mitbewerber haben längst bestellt.', 'everyoneBuys', 'Ihre Mitbewerber haben längst'],
  ['You will regret it.', 'missOut', 'You will regret'],
  ['Lassen Sie sich das nicht entgehen.', 'missOut', 'Lassen Sie sich das nicht entgehen'],
  ['Trust me, my friend, it works.', 'dearFriend', 'my friend'],
  ['Glauben Sie mir, mein lieber Freund!', 'dearFriend', 'mein lieber Freund'],
  ['I know exactly how you feel.', 'knowYou', 'I know exactly how you feel'],
  ['Wir kennen uns doch.', 'knowYou', 'Wir kennen uns doch'],
  ['Just between you and me, it is cheap.', 'betweenUs', 'Just between you and me'],
  ['Weil Sie es sind, gebe ich fünf Prozent.', 'betweenUs', 'Weil Sie es sind'],
  ['This is entirely your own fault.', 'yourFault', 'This is entirely your own fault'],
  [
    'Sie hätten uns früher informieren müssen.',
    'yourFault',
    'Sie hätten uns früher informieren müssen',
  ],
  ['As I already told you, it is black.', 'asISaid', 'As I already told you'],
  [
    'Wie wir Ihnen bereits mehrfach mitgeteilt haben, ist es schwarz.',
    'asISaid',
    'Wie wir Ihnen bereits mehrfach mitgeteilt',
  ],
  ['You never answer.', 'neverAnswer', 'You never answer'],
  [
    'Sie haben noch immer nicht geantwortet.',
    'neverAnswer',
    'Sie haben noch immer nicht geantwortet',
  ],
  ['We are very disappointed in you.', 'disappointed', 'We are very disappointed in you'],
  ['Sie haben uns im Stich gelassen.', 'disappointed', 'Sie haben uns im Stich gelassen'],
])('%s sounds like “%s”', (text, phrase, words) => {
  const hints = toneOf(text);
  expect(hints.map((hint) => [hint.phrase, text.slice(hint.from, hint.to)])).toEqual([
    [phrase, words],
  ]);
});

test.each([
  'Please send the invoice by Friday; otherwise the bank closes our books.',
  'We need the drawings today, because the saw is booked for tomorrow.',
  'The offer is valid until 30 June.',
  'Please confirm by Friday at noon.',
  'Could you have told me? I only saw it today.',
  'My friend Uli asked for your number.',
  'Sorry for the late reply.',
  'We are disappointed that the boards are wet.',
  'As I said on the phone, the boards are oak.',
  'You can decide whenever it suits you.',
  'Bitte bestätigen Sie bis Freitag.',
  'Wie besprochen schicke ich Ihnen das Angebot.',
  'Heute kommt die Lieferung; wir melden uns nur heute Abend.',
  'Das Angebot gilt bis 30. Juni.',
  'Entschuldigen Sie bitte die späte Antwort.',
  'Wie bereits erwähnt, liefern wir am Montag.',
  'Haben Sie die Zeichnungen erhalten?',
  'Leider haben wir noch keine Antwort von Ihnen erhalten.',
])('%s is an ordinary sentence', (text) => expect(heard(text)).toEqual([]));

describe('nobody is judged for words of others', () => {
  test.each([
    'Ida wrote “this is your last chance” to us.',
    'Im Vertrag steht „das ist die letzte Mahnung“.',
    'Fine.\n\nOn Tue, 14 Apr 2026 at 10:00, Max wrote:\n> You never answer.',
    'Fine.\n\n-- \nMax\nYour last chance to buy',
  ])('%s', (text) => expect(heard(text)).toEqual([]));
});

test('each phrase is tried here, and each is found where it stands, whatever is around it', () => {
  expect(new Set(phrases.map(({ id }) => id))).toEqual(new Set(phraseIds));
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), fc.string({ maxLength: 50 }), (before, after) => {
      const text = `${before}\n\nYou never answer.\n\n${after}`;
      for (const { from, to } of toneOf(text)) {
        expect(from).toBeLessThan(to);
        expect(to).toBeLessThanOrEqual(text.length);
      }
    }),
  );
});

test('a long text of near misses is read at once', () => {
  const text = 'you will have to be very very sorry to sie haben wir haben '.repeat(2_000);
  expect(toneOf(text).length).toBeLessThanOrEqual(20);
});
