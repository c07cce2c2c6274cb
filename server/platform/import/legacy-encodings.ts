import iconv from 'iconv-lite';

/**
 * Which encoding from before Unicode a text is in. Statistics of long texts say little about a short list
 * of names, so each candidate is judged by its words: whether their letters belong to one alphabet, stand
 * where that language puts them, and are the frequent ones of it.
 */

export interface Guess {
  name: string;
  /** 1: every odd letter makes sense; 0 and below: none does. */
  score: number;
  /** Whether the text is clearly in the encoding of Western Windows, Macintosh or DOS programs. */
  western: boolean;
}

/** The likeliest encoding of bytes that are not UTF-8, each line of them whole. */
export function guessLegacyEncoding(bytes: Buffer): Guess {
  let best: Guess = { name: 'windows-1252', score: -2, western: false };
  const consider = (name: string, score: number, western = false) => {
    if (score > best.score) best = { name, score, western };
  };
  for (const [name, alphabets, bonus] of latin) {
    const score = latinScore(iconv.decode(bytes, name), alphabets) + bonus;
    consider(name, score, alphabets === westernAlphabets && score >= (bonus < 0 ? 0.85 : 0.5));
  }
  for (const [name, script] of scripts) {
    consider(name, scriptScore(iconv.decode(bytes, name), script));
  }
  for (const [name, kindOf] of doubleBytes) consider(name, doubleByteScore(bytes, kindOf));
  return best;
}

const WORD = /[\p{L}\p{M}]+/gu;
const SYMBOLS = /[€£§°´’‘“”„«»–—…·•©®™ªº½²³¡¿№\u00a0]/;
/** Whatever is no letter, and the raised ones of Spanish, which stand alone like symbols. */
const SYMBOL = /[^\0-\x7f\p{L}\p{M}]|[ªº]/gu;
const isHigh = (letter: string) => letter.charCodeAt(0) >= 0x80;

/** Symbols that a text may hold anyway count a little, and only where no letter touches both sides. */
function symbolScore(text: string): { score: number; total: number } {
  let score = 0;
  let total = 0;
  for (const { 0: letter, index: at } of text.matchAll(SYMBOL)) {
    total += 1;
    if (!SYMBOLS.test(letter)) {
      score -= 1;
      continue;
    }
    const inside = /\p{L}/u.test(text.charAt(at - 1)) && /\p{L}/u.test(text.charAt(at + 1));
    score += inside && letter !== '’' ? -0.7 : 0.5;
  }
  return { score, total };
}

// The letters outside ASCII of each language, and what must follow one that other languages use alike.
const ICELANDIC = 'áéíóúýþæöð';
const westernAlphabets = [
  'äöüß',
  'éèêëàâçôûùîïœæüÿ',
  'áéíóúñüç',
  'ãõáéíóúâêôàç',
  'åäöøæé',
  'àèéìòù',
  ICELANDIC,
];
const centralAlphabets = [
  'áéíóöőúüű',
  'ąćęłńóśźż',
  'áčďéěíňóřšťúůýžľäô',
  'čćđšž',
  'ăâîşţșț',
  'äöüß',
];
const turkishAlphabets = ['çğıöşüâîû', 'äöüß'];
const balticAlphabets = ['ąčęėįšųūž', 'āčēģīķļņšūž', 'äõöüšž'];

/** Candidates with Latin letters; the bonus decides when several read all of a text. */
const latin: [name: string, alphabets: string[], bonus: number][] = [
  ['windows-1252', westernAlphabets, 0.02],
  ['macroman', westernAlphabets, -0.06],
  ['cp850', westernAlphabets, -0.06],
  ['windows-1250', centralAlphabets, 0],
  ['windows-1254', turkishAlphabets, 0.01],
  ['iso-8859-2', centralAlphabets, -0.05],
  ['windows-1257', balticAlphabets, -0.03],
];

function latinScore(text: string, alphabets: string[]): number {
  const counts = new Map<string, number>();
  let { score, total } = symbolScore(text);
  for (const [word] of text.matchAll(WORD)) {
    const high = [...word].filter((letter) => isHigh(letter) && !/[ªº]/.test(letter)).length;
    if (high === 0) continue;
    total += high;
    if (word.length === 1) {
      score += 0.3;
      continue;
    }
    if (isDisguised(word, high, alphabets)) {
      score -= high;
      continue;
    }
    for (let at = 0; at < word.length; at += 1) {
      const letter = word.charAt(at);
      if (!isHigh(letter) || /[ªº]/.test(letter)) continue;
      if (!fits(word, at, alphabets === westernAlphabets)) score -= 1;
      else {
        const small = letter === 'İ' ? 'ı' : letter.toLowerCase();
        counts.set(small, (counts.get(small) ?? 0) + 1);
      }
    }
  }
  if (total === 0) return 0;
  return (score + coverage(counts, alphabets, total)) / total;
}

/**
 * Latin words are mostly of plain letters, and a run of odd ones is another script in disguise, unless one
 * language of Central Europe has them all ("Żółć").
 */
function isDisguised(word: string, high: number, alphabets: string[]): boolean {
  if (word.length < 3 || high <= word.length * 0.67) return false;
  if (alphabets === westernAlphabets) return true;
  const odd = [...word.toLowerCase()].filter(isHigh);
  return !alphabets.some((alphabet) => odd.every((letter) => alphabet.includes(letter)));
}

/** What must follow a letter of a Western language; elsewhere its place belongs to other letters. */
const FOLLOWED: [letter: RegExp, by: RegExp][] = [
  [/ñ/i, /[aeiouáéíóúü]/i],
  [/ã/i, /[oes]/i],
  [/õ/i, /e/i],
  [/è/i, /[^aeiouyáéíóú]/i],
  [/ì/i, /[^\p{L}]/u],
];

function fits(word: string, at: number, western: boolean): boolean {
  const letter = word.charAt(at);
  if (/\p{Lu}/u.test(letter) && /\p{Ll}/u.test(word.charAt(at - 1))) return false;
  const next = word.charAt(at + 1);
  return !(western && next && FOLLOWED.some(([one, by]) => one.test(letter) && !by.test(next)));
}

/** How many letters the fewest languages explain; each further language makes the reading less likely. */
function coverage(counts: Map<string, number>, alphabets: string[], total: number): number {
  const open = new Map(counts);
  let sum = 0;
  for (let languages = 0; ; languages += 1) {
    let explained = 0;
    let chosen = '';
    for (const alphabet of alphabets) {
      let here = 0;
      for (const letter of alphabet) here += open.get(letter) ?? 0;
      if (here > explained) {
        explained = here;
        chosen = alphabet;
      }
    }
    if (explained === 0) break;
    // The few letters of Iceland are those of Turkey in the bytes, and more lists are Turkish.
    const cost = (languages > 0 ? 0.05 : 0) + (chosen === ICELANDIC ? 0.05 : 0);
    sum += explained - cost * total;
    for (const letter of chosen) open.delete(letter);
  }
  for (const rest of open.values()) sum -= rest;
  return sum;
}

interface Script {
  letters: RegExp;
  frequent: string;
  /** Letters that stand only at the end of a word. */
  final?: string;
  cased?: boolean;
}

const cyrillic: Script = {
  letters: /[\u0400-\u045fҐґ]/,
  frequent: 'оеаинтсрвлкмдпуягі',
  cased: true,
};
const greek: Script = {
  letters: /[\u0386-\u03ce]/,
  frequent: 'αοιετσνηυρπκμλςάέίόήύώ',
  final: 'ς',
  cased: true,
};
const scripts: [name: string, script: Script][] = [
  ['windows-1251', cyrillic],
  ['koi8-r', cyrillic],
  ['cp866', cyrillic],
  ['windows-1253', greek],
  ['iso-8859-7', greek],
  ['windows-1255', { letters: /[א-ת]/, frequent: 'אבגדהוזחטילמנסעפצקרשתכםןףץך', final: 'ךםןףץ' }],
  ['windows-1256', { letters: /[ء-يپچژگ]/, frequent: 'البتحدرسعفقمنهويةأشخج', final: 'ةى' }],
];

function scriptScore(text: string, { letters, frequent, final, cased }: Script): number {
  let { score, total } = symbolScore(text);
  for (const [word] of text.matchAll(WORD)) {
    for (let at = 0; at < word.length; at += 1) {
      const letter = word.charAt(at);
      if (!isHigh(letter)) continue;
      total += 1;
      const before = word.charAt(at - 1);
      const next = word.charAt(at + 1);
      const mixed = [before, next].some((beside) => beside && !letters.test(beside));
      const misplaced =
        (final?.includes(letter) && next !== '') ||
        (cased && /\p{Lu}/u.test(letter) && /\p{Ll}/u.test(before));
      if (!letters.test(letter) || misplaced) score -= 1;
      else if (word.length === 1) score += 0.3;
      else if (mixed) score -= 0.5;
      else {
        const weight = frequent.includes(letter.toLowerCase()) ? 1 : 0.6;
        // Names begin with a capital wherever there are capitals.
        score += cased && /^\p{Ll}/u.test(word) ? weight * 0.7 : weight;
      }
    }
  }
  return total === 0 ? 0 : score / total;
}

type Pair = (lead: number, trail: number) => number;
const within = (byte: number, from: number, to: number) => byte >= from && byte <= to;

/** What the pair of bytes is worth as a letter: 1 frequent, less when rare; undefined pairs count against. */
const doubleBytes: [name: string, pair: Pair][] = [
  [
    'euc-kr',
    (lead, trail) => {
      if (!within(trail, 0xa1, 0xfe)) return -1.5;
      return within(lead, 0xb0, 0xc8) ? 1 : within(lead, 0xa1, 0xa4) ? 0.2 : -0.2;
    },
  ],
  [
    'euc-jp',
    (lead, trail) => {
      if (!within(trail, 0xa1, 0xfe)) return -1.5;
      if (lead === 0xa4 || lead === 0xa5) return trail <= 0xf6 ? 1 : -1;
      return within(lead, 0xb0, 0xcf) ? 0.85 : within(lead, 0xa1, 0xa3) ? 0.3 : -0.2;
    },
  ],
  [
    'gb18030',
    (lead, trail) => {
      if (trail < 0x40 || trail === 0x7f || trail === 0xff || lead === 0x80) return -1.5;
      if (trail < 0xa1 || lead < 0xa1) return -0.2;
      return within(lead, 0xb0, 0xd7) ? 0.98 : within(lead, 0xd8, 0xf7) ? 0.4 : 0;
    },
  ],
  [
    'big5',
    (lead, trail) => {
      if (!within(trail, 0x40, 0x7e) && !within(trail, 0xa1, 0xfe)) return -1.5;
      // Two in five end below 0x80, which the other encodings hardly know.
      if (within(lead, 0xa4, 0xc6)) return trail < 0x80 ? 1.1 : 0.85;
      return within(lead, 0xc9, 0xf9) ? 0.2 : within(lead, 0xa1, 0xa3) ? 0.2 : -1;
    },
  ],
  [
    'shift_jis',
    (lead, trail) => {
      if (trail < 0x40 || trail === 0x7f || trail > 0xfc) return -1.5;
      if (lead === 0x82) return within(trail, 0x4f, 0xf1) ? 1 : -1;
      if (lead === 0x83) return within(trail, 0x40, 0x96) ? 1 : -0.5;
      if (lead === 0x81) return 0.3;
      return within(lead, 0x88, 0x97) ? 0.9 : within(lead, 0x98, 0x9f) ? 0.2 : -0.3;
    },
  ],
];

function isLatin(byte = 0): boolean {
  return within(byte | 0x20, 0x61, 0x7a);
}

function doubleByteScore(bytes: Buffer, pair: Pair): number {
  const katakana = pair === doubleBytes.at(-1)?.[1];
  let score = 0;
  let total = 0;
  let afterLatin = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) {
      afterLatin = isLatin(lead);
      continue;
    }
    total += 1;
    // Shift_JIS has narrow letters of one byte, which stand in rows of their own.
    if (katakana && within(lead, 0xa1, 0xdf)) {
      const row = within(bytes[at - 1] ?? 0, 0xa1, 0xdf) || within(bytes[at + 1] ?? 0, 0xa1, 0xdf);
      score += row ? 0.4 : -0.5;
      continue;
    }
    // Letters of Asia do not grow together with Latin ones: "Åsa" is no such pair and an "a".
    const mixed = afterLatin || isLatin(bytes[at + 2]);
    const worth = pair(lead, bytes[at + 1] ?? 0);
    score += mixed ? Math.min(worth, -0.5) : worth;
    afterLatin = false;
    at += 1;
  }
  return total === 0 ? 0 : score / total;
}
