import type { GermanWord } from './own-words.ts';

/** How women are named beside men: not at all, „Kundin oder Kunde“, „Kund:in“, „Kund*in“. */
export const germanStyles = ['plain', 'pair', 'colon', 'star'] as const;
export type GermanStyle = (typeof germanStyles)[number];

type Noun = Omit<GermanWord, 'female'>;
type Gender = Noun['gender'];
type Case = 'nom' | 'acc' | 'dat' | 'gen';
type Article = 'none' | 'the' | 'a';
const cases = ['nom', 'acc', 'dat', 'gen'] as const;

const the: Record<Gender | 'pl', readonly string[]> = {
  m: ['der', 'den', 'dem', 'des'],
  f: ['die', 'die', 'der', 'der'],
  n: ['das', 'das', 'dem', 'des'],
  pl: ['die', 'die', 'den', 'der'],
};
const a: Record<Gender, readonly string[]> = {
  m: ['ein', 'einen', 'einem', 'eines'],
  f: ['eine', 'eine', 'einer', 'einer'],
  n: ['ein', 'ein', 'einem', 'eines'],
};

/** Endings of an adjective by what stands before it: nothing, „der“, „ein“. */
const endings: Record<Article, Record<Gender | 'pl', readonly string[]>> = {
  none: {
    m: ['er', 'en', 'em', 'en'],
    f: ['e', 'e', 'er', 'er'],
    n: ['es', 'es', 'em', 'en'],
    pl: ['e', 'e', 'en', 'er'],
  },
  the: {
    m: ['e', 'en', 'en', 'en'],
    f: ['e', 'e', 'en', 'en'],
    n: ['e', 'e', 'en', 'en'],
    pl: ['en', 'en', 'en', 'en'],
  },
  a: {
    m: ['er', 'en', 'en', 'en'],
    f: ['e', 'e', 'en', 'en'],
    n: ['es', 'es', 'en', 'en'],
    pl: ['e', 'e', 'en', 'er'],
  },
};

const at = (list: readonly string[], grammatical: Case) => list[cases.indexOf(grammatical)] ?? '';

/** „ehemaliger Kunde“ is an adjective, which has endings of its own, before a noun. */
const phrase = /^(\p{Ll}+)e[rsn]? (.+)$/u;

/** „Angestellter, Angestellte“ is an adjective used as a noun. */
function adjectiveStem({ one, many, gender }: Noun): string | undefined {
  if (!many.endsWith('e')) return undefined;
  const isOne = gender === 'm' ? one === `${many}r` : gender === 'f' && one === many;
  return isOne ? many.slice(0, -1) : undefined;
}

/** Masculine nouns that take -(e)n in every case but the first: Kunde, Patient, Lieferant, Mensch. */
function isWeak({ one, many, gender }: Noun): boolean {
  if (gender !== 'm') return false;
  if (many === `${one}n`) return one.endsWith('e') || /(bauer|nachbar|herr)$/i.test(one);
  return (
    many === `${one}en` &&
    /(ent|ant|ist|at|et|it|ot|nom|arch|graf|graph|soph|loge|aut|mensch|held|fürst|bär)$/i.test(
      one,
    ) &&
    !/staat$/i.test(one)
  );
}

function genitive(one: string): string {
  return one + (/(s|ß|x|z|sch|st)$/.test(one) ? 'es' : 's');
}

function dativePlural(many: string): string {
  return /(e|el|er)$/.test(many) ? `${many}n` : many;
}

/** A noun, or an adjective with one, without its article but as it stands behind that. */
function declined(noun: Noun, plural: boolean, grammatical: Case, article: Article): string {
  const own = plural
    ? grammatical === 'dat' && noun.own?.manyDat
    : grammatical !== 'nom' && noun.own?.[grammatical];
  if (own) return own;
  const form = plural ? 'pl' : noun.gender;
  const single = phrase.exec(noun.one);
  const several = phrase.exec(noun.many);
  if (single && several) {
    const rest = { one: single[2]!, many: several[2]!, gender: noun.gender };
    return `${single[1]!}${at(endings[article][form], grammatical)} ${declined(rest, plural, grammatical, article)}`;
  }
  const stem = adjectiveStem(noun);
  if (stem) return stem + at(endings[article][form], grammatical);
  if (plural) return grammatical === 'dat' ? dativePlural(noun.many) : noun.many;
  if (grammatical === 'nom' || noun.gender === 'f') return noun.one;
  if (isWeak(noun)) return noun.many;
  return grammatical === 'gen' ? genitive(noun.one) : noun.one;
}

function withArticle(noun: Noun, plural: boolean, grammatical: Case, article: Article): string {
  const bare = declined(noun, plural, grammatical, article);
  if (article === 'none' || (article === 'a' && plural)) return bare;
  const list = article === 'a' ? a[noun.gender] : the[plural ? 'pl' : noun.gender];
  return `${at(list, grammatical)} ${bare}`;
}

/** „Kund:in“: both forms in one, with what stands before them. */
const joined: Record<Article, readonly ((sign: string) => string)[]> = {
  none: [() => '', () => '', () => '', () => ''],
  the: [
    (sign) => `der${sign}die `,
    (sign) => `den${sign}die `,
    (sign) => `dem${sign}der `,
    (sign) => `des${sign}der `,
  ],
  a: [
    (sign) => `ein${sign}e `,
    (sign) => `eine${sign}n `,
    (sign) => `einem${sign}einer `,
    (sign) => `eines${sign}einer `,
  ],
};

/** What the German words of a message are called, beside the name of the term: `customer_theDat`. */
export const germanForms = {
  one: [false, 'nom', 'none'],
  acc: [false, 'acc', 'none'],
  dat: [false, 'dat', 'none'],
  gen: [false, 'gen', 'none'],
  many: [true, 'nom', 'none'],
  manyDat: [true, 'dat', 'none'],
  the: [false, 'nom', 'the'],
  theAcc: [false, 'acc', 'the'],
  theDat: [false, 'dat', 'the'],
  theGen: [false, 'gen', 'the'],
  theMany: [true, 'nom', 'the'],
  theManyDat: [true, 'dat', 'the'],
  a: [false, 'nom', 'a'],
  aAcc: [false, 'acc', 'a'],
  aDat: [false, 'dat', 'a'],
  aGen: [false, 'gen', 'a'],
} as const satisfies Record<string, readonly [boolean, Case, Article]>;
export type GermanForm = keyof typeof germanForms;

/** One form of a word in the style the company chose. */
export function germanForm(word: GermanWord, form: GermanForm, style: GermanStyle): string {
  const [plural, grammatical, article] = germanForms[form];
  const own = withArticle(word, plural, grammatical, article);
  if (!word.female || style === 'plain') return own;
  const sign = style === 'star' ? '*' : ':';
  const both = style === 'pair' ? undefined : inOne(word.female, plural, sign);
  if (both !== undefined)
    return (
      (plural
        ? article === 'the'
          ? grammatical === 'dat'
            ? 'den '
            : 'die '
          : ''
        : joined[article][cases.indexOf(grammatical)]!(sign)) + both
    );
  const female = withArticle({ ...word.female, gender: 'f' }, plural, grammatical, article);
  return plural ? `${female} und ${own}` : `${female} oder ${own}`;
}

/** As short as it can be said, for a badge. */
export function germanShort(word: GermanWord, style: GermanStyle): string {
  if (!word.female || style === 'plain') return word.one;
  const sign = style === 'star' ? '*' : ':';
  const both = style === 'pair' ? undefined : inOne(word.female, false, sign);
  return both ?? `${word.female.one}/${word.one}`;
}

/** „Kund:in“ from „Kundin“; undefined for words that do not end so, and for those with an adjective. */
function inOne(
  { one, many }: { one: string; many: string },
  plural: boolean,
  sign: string,
): string | undefined {
  if (!one.endsWith('in') || !many.endsWith('innen') || phrase.test(one)) return undefined;
  return plural ? `${many.slice(0, -5)}${sign}innen` : `${one.slice(0, -2)}${sign}in`;
}

/** The likely plural and gender of a word being typed, offered until somebody says otherwise. */
export function germanGuess(one: string): Pick<GermanWord, 'many' | 'gender'> {
  if (/in$/.test(one) && one.length > 4) return { many: `${one}nen`, gender: 'f' };
  if (/(ung|heit|keit|schaft|ion|tät)$/.test(one)) return { many: `${one}en`, gender: 'f' };
  if (/mitglied$/i.test(one)) return { many: `${one}er`, gender: 'n' };
  if (/chen$/.test(one)) return { many: one, gender: 'n' };
  if (/(er|el)$/.test(one)) return { many: one, gender: 'm' };
  if (/e$/.test(one)) return { many: `${one}n`, gender: 'm' };
  if (/(ent|ant|ist|at|or|loge|nom)$/.test(one)) return { many: `${one}en`, gender: 'm' };
  return { many: one === '' ? '' : `${one}e`, gender: 'm' };
}

/** „die ehemaligen Kunden“ are called after the customers, whatever those are called. */
export function formerly({ one, many, gender, female }: GermanWord): GermanWord {
  return {
    one: `${at(endings.none[gender], 'nom') === 'er' ? 'ehemaliger' : gender === 'f' ? 'ehemalige' : 'ehemaliges'} ${one}`,
    many: `ehemalige ${many}`,
    gender,
    ...(female && {
      female: { one: `ehemalige ${female.one}`, many: `ehemalige ${female.many}` },
    }),
  };
}
