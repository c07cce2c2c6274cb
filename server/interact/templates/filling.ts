import { normaliseEmail } from '../../../shared/identify/addresses.ts';
import { fillTemplate } from '../../../shared/interact/templates/filling.ts';
import {
  placeholdersOf,
  placeholdersOfHtml,
} from '../../../shared/interact/templates/placeholders.ts';
import type { FilledTemplate, FillingQuery } from '../../../shared/interact/templates/templates.ts';
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
    ...(await ownWords(transaction, names, { from, zone, language })),
    ...(address ? await factsOf(transaction, names, { address, zone, language }) : []),
  ]);
  return fillTemplate(template, (name) => facts.get(name) ?? null, address);
}
