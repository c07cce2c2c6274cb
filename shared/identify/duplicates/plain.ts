import { foldForSearch } from '../../platform/folding.ts';
import { remember } from '../../platform/remember.ts';

/** Cyrillic and Greek letters as English writes them; the other spellings of a sound meet below. */
const latin: Record<string, string> = Object.fromEntries(
  (
    'а=a б=b в=v г=g ґ=g д=d ђ=dj е=e ё=e є=ye ж=zh з=z и=i й=i і=i ї=i ј=j к=k л=l љ=lj м=m н=n њ=nj о=o п=p р=r с=s ' +
    'т=t ћ=c у=u ў=u ф=f х=h ц=ts ч=ch џ=dz ш=sh щ=sh ъ= ы=y ь= э=e ю=yu я=ya ' +
    'α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s τ=t υ=y φ=f χ=h ψ=ps ω=o'
  )
    .split(' ')
    .map((pair) => pair.split('=') as [string, string]),
);

/**
 * Spellings of one sound that languages write differently, brought to one of them. The result is for comparing
 * with its like and for nothing else: "Bauer" becomes "baur" as "Müller" and "Mueller" become "muller".
 */
const spellings: [RegExp, string][] = [
  [/ae/g, 'a'],
  [/oe/g, 'o'],
  [/ue/g, 'u'],
  [/tsch|tch|tsh|ch(?=[aei])/g, 'c'],
  [/sch|sh/g, 's'],
  [/ph/g, 'f'],
  [/ck/g, 'k'],
  [/dt\b/g, 't'],
  [/w/g, 'v'],
  [/zh|dj|dz/g, 'j'],
  [/kh/g, 'h'],
  [/ts/g, 'z'],
  [/iy\b|ij\b|yi\b|ii\b/g, 'i'],
  [/ya/g, 'ja'],
  [/yu/g, 'ju'],
  [/y/g, 'i'],
];

/** Letters and digits of a text, folded, in Latin script where it has a usual form there, words by one space. */
export const plain = remember((text) => {
  const folded = foldForSearch(text)
    .replace(/'/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  if (/^[0-9 ]*$/.test(folded)) return folded;
  const written = folded.replace(
    /[\u0370-\u03ff\u0400-\u045f\u0490\u0491]/gu,
    (letter) => latin[letter] ?? letter,
  );
  return spellings.reduce((spelled, [from, to]) => spelled.replace(from, to), written);
}, 20_000);
