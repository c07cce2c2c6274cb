import { foldForSearch } from '../platform/folding.ts';

const words = new Map<string, boolean>([
  ...[
    'yes',
    'y',
    'true',
    '1',
    'x',
    'on',
    'ja',
    'j',
    'wahr',
    'oui',
    'vrai',
    'si',
    'verdadero',
    '✓',
    '✔',
  ].map((word): [string, boolean] => [foldForSearch(word), true]),
  ...['no', 'n', 'false', '0', 'off', 'nein', 'falsch', 'non', 'faux', 'falso', '-'].map(
    (word): [string, boolean] => [foldForSearch(word), false],
  ),
]);

/** Whether a word says yes or no, in the languages that tables come in; undefined for any other. */
export function yesOrNo(word: string): boolean | undefined {
  return words.get(foldForSearch(word));
}
