import { normaliseEmail } from '../../../shared/identify/addresses.ts';
import { type Fact, fillTemplate } from '../../../shared/interact/templates/filling.ts';
import {
  placeholdersOf,
  placeholdersOfHtml,
} from '../../../shared/interact/templates/placeholders.ts';
import type { FilledTemplate, FillingQuery } from '../../../shared/interact/templates/templates.ts';
import { ownFields } from '../../identify/fields/fields.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { factsOf } from './facts.ts';
import { ownWords } from './own-words.ts';
import { viewTemplate } from './templates.ts';

/** A template as a mail to somebody would begin with it: with what the actor may know of them. */
export async function fillFor(
  transaction: Transaction,
  id: string,
  { to, from, zone }: FillingQuery,
): Promise<FilledTemplate> {
  const template = await viewTemplate(transaction, id);
  const { language } = template;
  const names = new Set(
    [...placeholdersOf(template.subject), ...placeholdersOfHtml(template.html)].map(
      ({ name }) => name,
    ),
  );
  const address = normaliseEmail(to) ?? '';
  const facts = new Map([
    ...(await namedFields(transaction, names)),
    ...(await ownWords(transaction, names, { from, zone, language })),
    ...(address ? await factsOf(transaction, names, { address, zone, language }) : []),
  ]);
  return fillTemplate(template, (name) => facts.get(name) ?? null, address);
}

/** A field that nobody knows of this person is told of by its label all the same. */
async function namedFields(
  transaction: Transaction,
  names: ReadonlySet<string>,
): Promise<[string, Fact][]> {
  if (![...names].some((name) => name.startsWith('field.'))) return [];
  const own = await ownFields(transaction);
  return own.map(({ name: field, label }) => {
    const name = `field.${field}`;
    const nothing = { basis: null, confirmedAt: null, by: null } as const;
    return [name, { name, label, value: '', state: 'known', ...nothing }];
  });
}
