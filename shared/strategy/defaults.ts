import { ourConstants } from './models.ts';
import type { Said } from './said.ts';
import type { Relationship, Stage, StrategyChoices, StrategyTopic } from './strategy.ts';

const nothing: Said = { en: '', de: '' };
const months = (count: number) => Math.round(count * 30.4);
const years = (count: number) => Math.round(count * 365.25);

/** A kind with what is usual: contact in whatever way, for everyone to see, not in the sidebar. */
export function kind(role: string, given: Partial<Relationship> = {}): Relationship {
  return {
    role,
    meaning: nothing,
    rhythmDays: null,
    channel: 'any',
    contactsPerMonth: null,
    minutesPerMonth: null,
    whoSees: 'everyone',
    sidebar: 'none',
    retired: false,
    ...given,
  };
}

export function topic(
  key: string,
  [en, de]: [string, string],
  weight: number,
  halfLifeDays: number | null,
): StrategyTopic {
  return { key, name: { en, de }, weight, halfLifeDays, relationships: [], retired: false };
}

export function stage(
  key: string,
  [en, de]: [string, string],
  [meaning, bedeutung]: [string, string],
  probability: number,
  questions: [string, string][] = [],
): Stage {
  return {
    key,
    name: { en, de },
    meaning: { en: meaning, de: bedeutung },
    outcome: 'open',
    probability,
    questions: questions.map(([question, frage]) => ({ en: question, de: frage })),
    retired: false,
  };
}

/** Every pipeline ends in one of these. */
export const ends: Stage[] = [
  {
    ...stage('won', ['Agreed', 'Zugesagt'], ['They have said yes.', 'Sie haben zugesagt.'], 100),
    outcome: 'won',
  },
  {
    ...stage(
      'lost',
      ['Not this time', 'Diesmal nicht'],
      [
        'It did not come to it; why is written down.',
        'Es kam nicht dazu; der Grund ist festgehalten.',
      ],
      0,
      [['What decided it?', 'Was gab den Ausschlag?']],
    ),
    outcome: 'lost',
  },
];

/**
 * What holds until a company has chosen: common sense of a small firm that lives from lasting customers.
 * It has a name, so that a screen can say whose choice something is.
 */
export const sensibleDefault: { name: Said; choices: StrategyChoices } = {
  name: { en: 'Lasting relationships (default)', de: 'Dauerhafte Beziehungen (Vorgabe)' },
  choices: {
    purpose: { serves: nothing, doesNotServe: nothing, goodForThem: nothing, goodForUs: nothing },
    relationships: [
      kind('customer', { rhythmDays: 90, contactsPerMonth: 4 }),
      kind('prospect', { rhythmDays: 60, contactsPerMonth: 3 }),
      kind('lead', { rhythmDays: 30, contactsPerMonth: 3 }),
      kind('former customer', { rhythmDays: 365, contactsPerMonth: 1 }),
      kind('supplier', { rhythmDays: 180 }),
      kind('partner', { rhythmDays: 90 }),
      kind('staff', { whoSees: 'private' }),
      kind('advocate', { rhythmDays: 120, contactsPerMonth: 2 }),
      kind('press', { contactsPerMonth: 2 }),
      kind('competitor'),
    ],
    words: {},
    germanStyle: 'plain',
    promises: [
      {
        key: 'answer',
        text: {
          en: 'We answer every message.',
          de: 'Wir beantworten jede Nachricht.',
        },
        dueDays: 1,
      },
    ],
    limits: { contactsPerMonth: 4, quietFrom: '20:00', quietUntil: '08:00' },
    topics: [
      topic('need', ['Need', 'Bedarf'], 1, months(9)),
      topic('decision', ['Decision process', 'Entscheidungsweg'], 0.8, years(1)),
      topic('budget', ['Budget', 'Budget'], 0.6, months(3)),
      topic('wish', ['Standing wish', 'Dauerhafter Wunsch'], 0.6, years(5)),
      topic('affiliation', ['Job', 'Position'], 0.5, years(2.5)),
      topic('email', ['E-mail', 'E-Mail'], 0.4, years(3)),
      topic('competitor offer', ['Other offers', 'Andere Angebote'], 0.3, months(2)),
      topic('interest', ['Interest', 'Interesse'], 0.3, years(5)),
      topic('address', ['Address', 'Adresse'], 0.2, years(5)),
      topic('family', ['Family', 'Familie'], 0.1, years(10)),
      topic('life event', ['Life event', 'Lebensereignis'], 0.1, null),
    ],
    stages: [
      stage(
        'met',
        ['Met', 'Kennengelernt'],
        [
          'We know of a need that we might meet.',
          'Wir kennen einen Bedarf, den wir decken könnten.',
        ],
        10,
        [['What do they want to reach?', 'Was wollen sie erreichen?']],
      ),
      stage(
        'understood',
        ['Understood', 'Verstanden'],
        [
          'They have told us the need, who decides and by when.',
          'Wir wissen von ihnen, was gebraucht wird, wer entscheidet und bis wann.',
        ],
        30,
        [
          ['Who decides, and how?', 'Wer entscheidet, und wie?'],
          ['What happens if nothing is done?', 'Was geschieht, wenn nichts geschieht?'],
        ],
      ),
      stage(
        'offered',
        ['Offered', 'Angeboten'],
        ['They hold a written offer.', 'Ein schriftliches Angebot liegt ihnen vor.'],
        60,
        [['What still speaks against it?', 'Was spricht noch dagegen?']],
      ),
      ...ends,
    ],
    signs: [
      {
        key: 'kept',
        text: {
          en: 'We keep what we promise, on time.',
          de: 'Wir halten, was wir versprechen, und zwar rechtzeitig.',
        },
      },
      {
        key: 'return',
        text: {
          en: 'Those we serve come back, and send others.',
          de: 'Wer bei uns war, kommt wieder und empfiehlt uns weiter.',
        },
      },
    ],
    constants: ourConstants,
  },
};
