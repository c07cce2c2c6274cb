import { englishForm, englishForms } from './english.ts';
import { formerly, type GermanStyle, germanForm, germanForms, germanShort } from './german.ts';
import type { GermanWord, OwnWord } from './own-words.ts';
import type { Role } from './roles.ts';

export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

/** Roles whose word can stand in a sentence. "Other" is no word for anybody. */
export type Term = Exclude<Role, 'other'>;

const man = (one: string, many: string, female?: string): GermanWord => ({
  one,
  many,
  gender: 'm',
  ...(female ? { female: { one: female, many: `${female}nen` } } : {}),
});

/** Our words, until a company has its own. */
export const ourWords: Record<Term, Required<OwnWord>> = {
  prospect: {
    en: { one: 'prospect', many: 'prospects' },
    de: man('Interessent', 'Interessenten', 'Interessentin'),
  },
  lead: { en: { one: 'lead', many: 'leads' }, de: man('Lead', 'Leads') },
  customer: { en: { one: 'customer', many: 'customers' }, de: man('Kunde', 'Kunden', 'Kundin') },
  'former customer': {
    en: { one: 'former customer', many: 'former customers' },
    de: formerly(man('Kunde', 'Kunden', 'Kundin')),
  },
  supplier: {
    en: { one: 'supplier', many: 'suppliers' },
    de: man('Lieferant', 'Lieferanten', 'Lieferantin'),
  },
  partner: { en: { one: 'partner', many: 'partners' }, de: man('Partner', 'Partner', 'Partnerin') },
  staff: {
    en: { one: 'staff member', many: 'staff' },
    de: man('Mitarbeiter', 'Mitarbeiter', 'Mitarbeiterin'),
  },
  advocate: {
    en: { one: 'advocate', many: 'advocates' },
    de: man('Fürsprecher', 'Fürsprecher', 'Fürsprecherin'),
  },
  press: {
    en: { one: 'press contact', many: 'press contacts' },
    de: man('Pressekontakt', 'Pressekontakte'),
  },
  competitor: {
    en: { one: 'competitor', many: 'competitors' },
    de: man('Mitbewerber', 'Mitbewerber', 'Mitbewerberin'),
  },
};

export const terms = Object.keys(ourWords) as Term[];

export function isTerm(role: string): role is Term {
  return Object.hasOwn(ourWords, role);
}

/** The words of a company, as screens and texts need them. */
export interface CompanyWords {
  words: Readonly<Record<string, OwnWord>>;
  germanStyle: GermanStyle;
}

export const noOwnWords: CompanyWords = { words: {}, germanStyle: 'plain' };

/** The word for a role in a language: the company's, else one that follows from it, else ours, else the role. */
export function wordFor(role: string, { words }: CompanyWords): Required<OwnWord> {
  const ownOf = (one: string) => (Object.hasOwn(words, one) ? words[one] : undefined);
  const own = ownOf(role) ?? {};
  const ours = isTerm(role) ? ourWords[role] : undefined;
  const customer = role === 'former customer' ? ownOf('customer') : undefined;
  const plain = own.en ?? own.de ?? { one: role, many: role };
  return {
    en: own.en ??
      (customer?.en && {
        one: `former ${customer.en.one}`,
        many: `former ${customer.en.many}`,
      }) ??
      ours?.en ?? { one: plain.one, many: plain.many },
    de: own.de ??
      (customer?.de && formerly(customer.de)) ??
      ours?.de ?? { one: plain.one, many: plain.many, gender: 'm' },
  };
}

/** The name of a term among the values of a message: `{formerCustomer_many}`. */
export function termName(role: Term): string {
  return role.replace(/ (\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** With a capital where a sentence or a badge begins. */
function capital(text: string): string {
  const [first = '', ...rest] = text;
  return first.toUpperCase() + rest.join('');
}

/**
 * Every form a message of this language may ask for, by name; each also begins with a capital where its
 * own name does: `customer_a` and `customer_A`.
 */
export function messageWords(company: CompanyWords, language: Language): Record<string, string> {
  const values: Record<string, string> = {};
  for (const role of terms) {
    const name = termName(role);
    for (const [form, text] of Object.entries(formsOf(role, company, language))) {
      values[`${name}_${form}`] = text;
      values[`${name}_${capital(form)}`] = capital(text);
    }
  }
  return values;
}

/** All forms of one word. */
export function formsOf(
  role: string,
  company: CompanyWords,
  language: Language,
): Record<string, string> {
  const word = wordFor(role, company);
  if (language === 'en')
    return {
      short: word.en.one,
      ...Object.fromEntries(englishForms.map((form) => [form, englishForm(word.en, form)])),
    };
  const style = company.germanStyle;
  return {
    short: germanShort(word.de, style),
    ...Object.fromEntries(
      (Object.keys(germanForms) as (keyof typeof germanForms)[]).map((form) => [
        form,
        germanForm(word.de, form, style),
      ]),
    ),
  };
}

/** How a role is called where it stands alone: on a badge, in a list of choices, over a list. */
export function roleName(
  role: string,
  company: CompanyWords,
  language: Language,
): { one: string; many: string } {
  // Somebody wrote it, and nobody has said yet how it is called.
  if (!isTerm(role) && !Object.hasOwn(company.words, role)) return { one: role, many: role };
  const { short = role, many = role } = formsOf(role, company, language);
  return { one: capital(short), many: capital(many) };
}
