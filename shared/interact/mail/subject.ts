/**
 * What remains of a subject when the words that mail programs put before it are taken off: "AW: Re[2]:
 * [sales] Offer" → "offer". One-letter prefixes (Italian "R:") stay: they are also names of things.
 */
const replyPrefixes = [
  're',
  'aw',
  'antw',
  'antwort',
  'sv',
  'vs',
  'vast',
  'odp',
  'ynt',
  'cevap',
  'rif',
  'ref',
  'res',
  'resp',
  'bls',
  'atb',
  'ats',
  'hs',
  'ha',
  'na',
  'ynl',
  'rép',
  'rep',
  'réf',
  'rv re',
  'отв',
  'ответ',
  'απ',
  'σχετ',
  'תשובה',
  'رد',
  '回复',
  '回覆',
  '答复',
  '答覆',
  '返信',
  '回信',
  '답장',
  'ตอบ',
];
const forwardPrefixes = [
  'fwd',
  'fw',
  'wg',
  'tr',
  'rv',
  'enc',
  'vl',
  'vb',
  'vid',
  'doorst',
  'doorgest',
  'pd',
  'i̇lt',
  'ilt',
  'továbbítás',
  'tov',
  'pdp',
  'fyi',
  'přepos',
  'пересл',
  'πρθ',
  'προωθ',
  'הועבר',
  'إعادة توجيه',
  '转发',
  '轉寄',
  '転送',
  '전달',
];

const escaped = (words: string[]): string => words.join('|');
const prefix = new RegExp(
  `^(?:(${escaped(replyPrefixes)})|(${escaped(forwardPrefixes)}))\\s?(?:\\[\\d{1,3}\\]|\\(\\d{1,3}\\)|\\*\\d{1,3}|\\d{1,2}|\\^\\d{1,3})?\\s?[:：]\\s*`,
  'iu',
);
const listTag = /^\[[^[\]]{1,60}\]\s*/u;

export interface SubjectParts {
  /** Comparable: lower case, single spaces, no prefixes, no list tags. */
  base: string;
  isReply: boolean;
  isForward: boolean;
}

export function readSubject(subject: string): SubjectParts {
  let rest = subject.normalize('NFC').replace(/\s+/gu, ' ').trim().slice(0, 500);
  let isReply = false;
  let isForward = false;
  for (;;) {
    const match = prefix.exec(rest);
    const tag = match ? null : listTag.exec(rest);
    if (match) {
      isReply ||= match[1] !== undefined;
      isForward ||= match[2] !== undefined;
    }
    const cut = match?.[0].length ?? tag?.[0].length ?? 0;
    // A subject that is nothing but a tag keeps it: "[urgent]" is what it is about.
    if (cut === 0 || (tag && cut === rest.length)) break;
    rest = rest.slice(cut);
  }
  rest = rest.replace(/\s*\((?:fwd|fw)\)$/iu, '');
  return { base: rest.trim().toLowerCase(), isReply, isForward };
}
