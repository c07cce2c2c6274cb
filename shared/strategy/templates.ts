import { ends, kind, sensibleDefault, stage, topic } from './defaults.ts';
import type { GermanWord, OwnWord } from './own-words.ts';
import type { Said } from './said.ts';
import type { Relationship, StrategyChoices } from './strategy.ts';
import { ourWords } from './words.ts';

/** A beginning for companies of one sort; everything in it can be changed before and after. */
export interface Template {
  id: (typeof templateIds)[number];
  name: Said;
  choices: StrategyChoices;
}

export const templateIds = [
  'craft',
  'consultancy',
  'software',
  'trade',
  'clinic',
  'nonprofit',
] as const;

const year = 365;
const usual = sensibleDefault.choices;
const said = (en: string, de: string): Said => ({ en, de });
const promise = (key: string, en: string, de: string, dueDays: number | null) => ({
  key,
  text: said(en, de),
  dueDays,
});
const sign = (key: string, en: string, de: string) => ({ key, text: said(en, de) });
const word = (en: [string, string], de: GermanWord): OwnWord => ({
  en: { one: en[0], many: en[1] },
  de,
});
const person = (one: string, many: string, female: string): GermanWord => ({
  one,
  many,
  gender: 'm',
  female: { one: female, many: `${female}nen` },
});

/** The words offered for those a company serves. */
export const customerWords = {
  customer: ourWords.customer,
  client: word(['client', 'clients'], person('Klient', 'Klienten', 'Klientin')),
  mandate: word(['client', 'clients'], person('Mandant', 'Mandanten', 'Mandantin')),
  patient: word(['patient', 'patients'], person('Patient', 'Patienten', 'Patientin')),
  member: word(['member', 'members'], { one: 'Mitglied', many: 'Mitglieder', gender: 'n' }),
  donor: word(['donor', 'donors'], person('Spender', 'Spender', 'Spenderin')),
  guest: word(['guest', 'guests'], { one: 'Gast', many: 'Gäste', gender: 'm' }),
  user: word(['user', 'users'], person('Anwender', 'Anwender', 'Anwenderin')),
} satisfies Record<string, OwnWord>;
export type CustomerWord = keyof typeof customerWords;

/** The usual kinds with some of them treated otherwise. */
function kinds(given: Record<string, Partial<Relationship>>): Relationship[] {
  const known = usual.relationships.map((one) => ({ ...one, ...given[one.role] }));
  const added = Object.keys(given).filter((role) => !known.some((one) => one.role === role));
  return [...known, ...added.map((role) => kind(role, given[role]))];
}

export const templates: readonly Template[] = [
  {
    id: 'craft',
    name: said('Craft business', 'Handwerksbetrieb'),
    choices: {
      ...usual,
      purpose: {
        serves: said(
          'Households and small firms within an hour’s drive who want it done properly.',
          'Haushalte und kleine Betriebe im Umkreis einer Stunde, die es ordentlich gemacht haben wollen.',
        ),
        doesNotServe: said(
          'Jobs where only the lowest price counts, and work we would not put our name to.',
          'Aufträge, bei denen nur der niedrigste Preis zählt, und Arbeit, für die wir nicht geradestehen.',
        ),
        goodForThem: said(
          'Someone comes when agreed, the bill fits the offer, and it holds.',
          'Es kommt jemand zur vereinbarten Zeit, die Rechnung passt zum Angebot, und es hält.',
        ),
        goodForUs: said(
          'They call us first, pay on time and tell their neighbours.',
          'Sie rufen zuerst uns an, zahlen pünktlich und erzählen es den Nachbarn.',
        ),
      },
      relationships: kinds({
        customer: { rhythmDays: year, channel: 'call', sidebar: 'people' },
        supplier: { rhythmDays: 90, channel: 'call', sidebar: 'companies' },
      }),
      promises: [
        promise('call back', 'We call back.', 'Wir rufen zurück.', 1),
        promise('offer', 'You have a written offer.', 'Sie haben ein schriftliches Angebot.', 5),
        promise(
          'on time',
          'We come when we said, or call before.',
          'Wir kommen zur vereinbarten Zeit oder rufen vorher an.',
          null,
        ),
      ],
      topics: [
        topic('need', ['What is to be done', 'Was zu tun ist'], 1, 180),
        topic('site', ['Place and access', 'Ort und Zugang'], 0.8, 5 * year),
        topic('installed', ['What we built', 'Was wir gebaut haben'], 0.7, 10 * year),
        ...usual.topics.filter(({ key }) => ['budget', 'wish', 'address'].includes(key)),
      ],
      stages: [
        stage(
          'asked',
          ['Asked', 'Angefragt'],
          ['They have asked us.', 'Sie haben bei uns angefragt.'],
          20,
        ),
        stage(
          'seen',
          ['Looked at', 'Besichtigt'],
          ['We have seen it on site.', 'Wir haben es vor Ort gesehen.'],
          40,
          [['What must not happen?', 'Was darf nicht passieren?']],
        ),
        stage(
          'offered',
          ['Offered', 'Angeboten'],
          ['They hold a written offer.', 'Ein schriftliches Angebot liegt vor.'],
          60,
        ),
        ...ends,
      ],
      signs: [
        sign('again', 'They call again.', 'Sie rufen wieder an.'),
        sign('no rework', 'Nothing had to be done twice.', 'Nichts musste zweimal gemacht werden.'),
      ],
    },
  },
  {
    id: 'consultancy',
    name: said('Consultancy', 'Beratung'),
    choices: {
      ...usual,
      purpose: {
        serves: said(
          'Firms that want to change something and will work on it themselves.',
          'Unternehmen, die etwas ändern wollen und selbst daran mitarbeiten.',
        ),
        doesNotServe: said(
          'Whoever looks for somebody to blame, or for a stamp under a decision already made.',
          'Wer einen Schuldigen sucht oder einen Stempel für eine Entscheidung, die schon gefallen ist.',
        ),
        goodForThem: said(
          'They can do afterwards without us what they could not before.',
          'Sie können danach ohne uns, was sie vorher nicht konnten.',
        ),
        goodForUs: said(
          'We are asked early, told the truth and recommended.',
          'Wir werden früh gefragt, erfahren die Wahrheit und werden weiterempfohlen.',
        ),
      },
      relationships: kinds({
        customer: { rhythmDays: 60, channel: 'meeting', sidebar: 'companies' },
        advocate: { rhythmDays: 90, channel: 'meeting' },
      }),
      words: { customer: customerWords.client },
      promises: [
        promise('answer', 'We answer every message.', 'Wir beantworten jede Nachricht.', 1),
        promise(
          'frank',
          'We say what we see, also when it costs us the job.',
          'Wir sagen, was wir sehen, auch wenn es uns den Auftrag kostet.',
          null,
        ),
      ],
      topics: [
        topic('goal', ['Goal', 'Ziel'], 1, year),
        topic('obstacle', ['What stands in the way', 'Was im Weg steht'], 0.9, 180),
        ...usual.topics.filter(({ key }) => !['need', 'address', 'email'].includes(key)),
      ],
    },
  },
  {
    id: 'software',
    name: said('Software company', 'Softwareunternehmen'),
    choices: {
      ...usual,
      purpose: {
        serves: said(
          'Teams whose daily work our product makes shorter.',
          'Teams, deren tägliche Arbeit unser Produkt verkürzt.',
        ),
        doesNotServe: said(
          'Those who need something we would have to build for them alone.',
          'Wer etwas braucht, das wir nur für ihn bauen müssten.',
        ),
        goodForThem: said(
          'It works, it stays understandable, and leaving is as easy as joining.',
          'Es funktioniert, bleibt verständlich, und gehen ist so leicht wie kommen.',
        ),
        goodForUs: said(
          'They use it every day, tell us what hurts, and renew.',
          'Sie nutzen es täglich, sagen uns, was weh tut, und verlängern.',
        ),
      },
      relationships: kinds({
        customer: { rhythmDays: 90, channel: 'email', sidebar: 'companies' },
        lead: { rhythmDays: 14, channel: 'email', contactsPerMonth: 2 },
      }),
      promises: [
        promise('answer', 'Support answers.', 'Der Support antwortet.', 1),
        promise(
          'export',
          'Your data leaves with you, complete.',
          'Ihre Daten gehen vollständig mit Ihnen.',
          10,
        ),
      ],
      topics: [
        topic('job', ['What they use it for', 'Wofür sie es nutzen'], 1, year),
        topic('setup', ['How it is set up', 'Wie es eingerichtet ist'], 0.7, 180),
        ...usual.topics.filter(({ key }) => !['need', 'address', 'family'].includes(key)),
      ],
      stages: [
        stage(
          'interested',
          ['Interested', 'Interessiert'],
          ['They have asked or tried it.', 'Sie haben gefragt oder es ausprobiert.'],
          10,
        ),
        stage(
          'trying',
          ['Trying', 'Im Test'],
          ['They try it with work of their own.', 'Sie testen es mit eigener Arbeit.'],
          40,
          [['What must it do by the end?', 'Was muss es am Ende können?']],
        ),
        stage(
          'deciding',
          ['Deciding', 'In Entscheidung'],
          ['They hold an offer and know the price.', 'Angebot und Preis liegen ihnen vor.'],
          65,
        ),
        ...ends,
      ],
    },
  },
  {
    id: 'trade',
    name: said('Trade', 'Handel'),
    choices: {
      ...usual,
      purpose: {
        serves: said(
          'Shops and firms that order again and again.',
          'Geschäfte und Betriebe, die immer wieder bestellen.',
        ),
        doesNotServe: said(
          'Single orders far below what delivering them costs.',
          'Einzelbestellungen weit unter den Kosten der Lieferung.',
        ),
        goodForThem: said(
          'The right goods on the day, and a word before anything runs out.',
          'Die richtige Ware am richtigen Tag, und ein Wort, bevor etwas ausgeht.',
        ),
        goodForUs: said(
          'They order ahead and tell us when something is wrong.',
          'Sie bestellen rechtzeitig und sagen, wenn etwas nicht stimmt.',
        ),
      },
      relationships: kinds({
        customer: { rhythmDays: 30, channel: 'call', sidebar: 'companies' },
        supplier: { rhythmDays: 30, sidebar: 'companies' },
      }),
      promises: [
        promise('delivery', 'Ordered goods are sent.', 'Bestellte Ware geht hinaus.', 1),
        promise(
          'shortage',
          'You hear of a shortage before you notice it.',
          'Sie erfahren von einem Engpass, bevor Sie ihn merken.',
          null,
        ),
      ],
      topics: [
        topic('range', ['What they stock', 'Was sie führen'], 1, 180),
        topic('season', ['Their season', 'Ihre Saison'], 0.7, year),
        topic('terms', ['Terms', 'Konditionen'], 0.7, year),
        ...usual.topics.filter(({ key }) =>
          ['decision', 'competitor offer', 'wish', 'email'].includes(key),
        ),
      ],
    },
  },
  {
    id: 'clinic',
    name: said('Practice or clinic', 'Praxis oder Klinik'),
    choices: {
      ...usual,
      purpose: {
        serves: said(
          'People of our region who want to get and stay well.',
          'Menschen unserer Region, die gesund werden und bleiben wollen.',
        ),
        doesNotServe: said(
          'Whoever needs what others can do better; we send them there.',
          'Wer braucht, was andere besser können; dorthin überweisen wir.',
        ),
        goodForThem: said(
          'They are heard, know what happens next and wait little.',
          'Sie werden gehört, wissen, wie es weitergeht, und warten wenig.',
        ),
        goodForUs: said(
          'They come in time and trust us with what matters.',
          'Sie kommen rechtzeitig und vertrauen uns an, worauf es ankommt.',
        ),
      },
      relationships: kinds({
        customer: {
          rhythmDays: year,
          channel: 'call',
          contactsPerMonth: 2,
          whoSees: 'team',
          sidebar: 'people',
        },
        lead: { retired: true },
        competitor: { retired: true },
        partner: { rhythmDays: 90, channel: 'call', sidebar: 'companies' },
      }),
      words: { customer: customerWords.patient },
      promises: [
        promise('appointment', 'You get an appointment.', 'Sie bekommen einen Termin.', 5),
        promise('results', 'You hear of results from us.', 'Befunde erfahren Sie von uns.', 2),
      ],
      limits: { contactsPerMonth: 2, quietFrom: '18:00', quietUntil: '09:00' },
      topics: [
        topic('wish', ['Standing wish', 'Dauerhafter Wunsch'], 1, 5 * year),
        topic('referred by', ['Referred by', 'Überwiesen von'], 0.8, null),
        topic('next visit', ['Next visit', 'Nächster Besuch'], 0.8, 180),
        ...usual.topics.filter(({ key }) => ['address', 'email'].includes(key)),
      ],
    },
  },
  {
    id: 'nonprofit',
    name: said('Non-profit', 'Verein oder gemeinnützige Organisation'),
    choices: {
      ...usual,
      purpose: {
        serves: said(
          'Those our cause is for, and everyone who gives time or money for it.',
          'Jene, für die wir da sind, und alle, die Zeit oder Geld dafür geben.',
        ),
        doesNotServe: said(
          'Whoever wants to buy influence on our cause.',
          'Wer sich Einfluss auf unsere Sache kaufen will.',
        ),
        goodForThem: said(
          'They see what their gift does, and may give less or stop without a question.',
          'Sie sehen, was ihre Gabe bewirkt, und dürfen ohne Nachfrage weniger geben oder aufhören.',
        ),
        goodForUs: said(
          'They stay for years and bring others along.',
          'Sie bleiben über Jahre und bringen andere mit.',
        ),
      },
      relationships: kinds({
        customer: {
          rhythmDays: 120,
          channel: 'email',
          contactsPerMonth: 2,
          sidebar: 'people',
        },
        member: {
          rhythmDays: 120,
          contactsPerMonth: 2,
          meaning: said('Pays a fee and has a vote.', 'Zahlt Beitrag und hat eine Stimme.'),
          sidebar: 'people',
        },
        lead: { retired: true },
        competitor: { retired: true },
      }),
      words: { customer: customerWords.donor, member: customerWords.member },
      promises: [
        promise('thanks', 'You are thanked by a person.', 'Ein Mensch dankt Ihnen.', 5),
        promise(
          'account',
          'Every year you read what became of the money.',
          'Jedes Jahr lesen Sie, was aus dem Geld geworden ist.',
          null,
        ),
      ],
      topics: [
        topic('cause', ['What moves them', 'Was sie bewegt'], 1, 3 * year),
        topic('gives', ['How they give', 'Wie sie geben'], 0.8, year),
        ...usual.topics.filter(({ key }) => ['wish', 'interest', 'email', 'address'].includes(key)),
      ],
      stages: [
        stage(
          'met',
          ['Met', 'Kennengelernt'],
          ['They know of our cause.', 'Sie kennen unsere Sache.'],
          10,
        ),
        stage(
          'asked',
          ['Asked', 'Gebeten'],
          ['We have asked for something definite.', 'Wir haben um etwas Bestimmtes gebeten.'],
          40,
        ),
        ...ends,
      ],
    },
  },
];
