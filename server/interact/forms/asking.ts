import { normaliseEmail } from '../../../shared/identify/addresses.ts';
import type { OwnField } from '../../../shared/identify/fields.ts';
import {
  type Answers,
  answerName,
  type FormField,
  isAnswerable,
} from '../../../shared/interact/forms.ts';
import { DateText } from '../../../shared/platform/values.ts';
import { readPurposes } from '../../identify/consent/purposes.ts';
import { ownFields } from '../../identify/fields/fields.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import type { Asked } from './forms.ts';
import { type PageWord, usualLabels } from './words.ts';

/** One question as it stands on the page. */
export interface Question {
  name: string;
  label: string;
  required: boolean;
  control: 'line' | 'email' | 'phone' | 'text' | 'number' | 'date' | 'choice';
  choices: { value: string; label: string }[];
  longest: number;
  /** The company's own field whose value the answer becomes. */
  own?: OwnField;
}

/** For what people are asked to agree, in the words of this moment. */
export interface Asking {
  purpose: string;
  wordingId: string;
  text: string;
}

export interface FormPage {
  /** Who asks. */
  company: string;
  questions: Question[];
  asking: Asking[];
}

const longestLine = 500;
const longestText = 20_000;

/** What a form asks now: a field or purpose that was retired since is left out. */
export async function pageOf(
  transaction: Transaction,
  { fields, purposes, language }: Asked,
): Promise<FormPage> {
  const own = new Map(
    (await ownFields(transaction, { kind: 'person' })).map((field) => [field.name, field]),
  );
  const known = new Map((await readPurposes(transaction)).map((one) => [one.key, one]));
  const { name: company } = await transaction.db
    .selectFrom('workspaces')
    .select('name')
    .where('workspace_id', '=', transaction.actor.workspaceId)
    .executeTakeFirstOrThrow();
  return {
    company,
    questions: fields.flatMap((field) => questionOf(field, own, language) ?? []),
    asking: purposes.flatMap(({ purpose }) => {
      const { retiredAt, wordings: [newest] = [] } = known.get(purpose) ?? {};
      return newest && !retiredAt ? [{ purpose, wordingId: newest.id, text: newest.text }] : [];
    }),
  };
}

function questionOf(
  field: FormField,
  own: ReadonlyMap<string, OwnField>,
  language: Asked['language'],
): Question | undefined {
  const common = { name: answerName(field), required: field.required, choices: [] };
  switch (field.kind) {
    case 'question':
      return {
        ...common,
        label: field.label,
        control: field.choices.length > 0 ? 'choice' : 'line',
        choices: field.choices.map((choice) => ({ value: choice, label: choice })),
        longest: longestLine,
      };
    case 'own': {
      const means = own.get(field.field);
      if (!means || !isAnswerable(means)) return undefined;
      return {
        ...common,
        ...controlOf(means, language),
        label: field.label || means.label,
        own: means,
      };
    }
    case 'message':
      return {
        ...common,
        label: field.label || usualLabels[language].message,
        control: 'text',
        longest: longestText,
      };
    case 'email':
    case 'phone':
      return {
        ...common,
        label: field.label || usualLabels[language][field.kind],
        control: field.kind,
        longest: 320,
      };
    default:
      return {
        ...common,
        label: field.label || usualLabels[language][field.kind],
        control: 'line',
        longest: 300,
      };
  }
}

function controlOf(
  { type, settings }: OwnField,
  language: Asked['language'],
): Pick<Question, 'control' | 'choices' | 'longest'> {
  const longest = Math.min(
    settings.longest ?? longestText,
    type === 'longText' ? longestText : longestLine,
  );
  switch (type) {
    case 'longText':
      return { control: 'text', choices: [], longest };
    case 'number':
    case 'date':
      return { control: type, choices: [], longest: 40 };
    case 'boolean': {
      const { yes, no } = usualLabels[language];
      const choices = [
        { value: 'yes', label: yes },
        { value: 'no', label: no },
      ];
      return { control: 'choice', choices, longest };
    }
    case 'choice': {
      const offered = (settings.choices ?? []).filter(({ retired }) => !retired);
      const choices = offered.map(({ key, label }) => ({ value: key, label }));
      return { control: 'choice', choices, longest };
    }
    default:
      return { control: 'line', choices: [], longest };
  }
}

export interface Filled {
  values: Record<string, string>;
  /** What is wrong with which answer, as a word of the page. */
  problems: Record<string, PageWord>;
}

/** Reads what was sent: only what was asked, without what cannot be seen, never more than is kept. */
export function readAnswers(questions: readonly Question[], sent: URLSearchParams): Filled {
  const values: Record<string, string> = {};
  const problems: Record<string, PageWord> = {};
  for (const question of questions) {
    const text = cleaned(sent.get(question.name) ?? '', question.control === 'text');
    if (text !== '') values[question.name] = text;
    const problem =
      text === '' ? (question.required ? 'required' : undefined) : problemOf(question, text);
    if (problem) problems[question.name] = problem;
  }
  return { values, problems };
}

function problemOf({ control, choices, longest }: Question, text: string): PageWord | undefined {
  if (text.length > longest) return 'tooLong';
  if (control === 'email' && !normaliseEmail(text)) return 'noEmail';
  if (control === 'number' && numberIn(text) === undefined) return 'noNumber';
  if (control === 'date' && !DateText.safeParse(text).success) return 'noDate';
  if (control === 'choice' && !choices.some(({ value }) => value === text)) return 'notOffered';
  return undefined;
}

/** As a browser sends it, or as people write it here. */
export function numberIn(text: string): number | undefined {
  return /^-?\d{1,15}(?:[.,]\d{1,6})?$/.test(text) ? Number(text.replace(',', '.')) : undefined;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
const unseen = /[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g;

function cleaned(text: string, hasLines: boolean): string {
  const lines = text.replaceAll(/\r\n?/g, '\n').replace(unseen, '').toWellFormed();
  return (hasLines ? lines : lines.replaceAll(/\s+/g, ' ')).trim();
}

/** The ticked boxes, in the words that stood beside them when the page was handed out. */
export function agreedTo(
  sent: URLSearchParams,
  shown: readonly string[],
  wordings: ReadonlyMap<string, string>,
): Answers['agreed'] {
  return shown.flatMap((wordingId) => {
    const purpose = wordings.get(wordingId);
    return purpose && sent.get(`agree.${purpose}`) === 'yes' ? [{ purpose, wordingId }] : [];
  });
}

/** The answers as they are read by people: the message first, then one line for each of the others. */
export function answersInWords(
  questions: readonly Question[],
  values: Readonly<Record<string, string>>,
): { label: string; value: string }[] {
  return questions.flatMap(({ name, label, choices }) => {
    const value = values[name];
    if (value === undefined) return [];
    return [{ label, value: choices.find((choice) => choice.value === value)?.label ?? value }];
  });
}
