/**
 * Which consonants are taken for each other when a name is heard: the groups of Russell's Soundex (patents of
 * 1918 and 1922), with ones that German, Slavic and English spellings exchange as well.
 */
const groups: Record<string, string> = {
  ...of('b p f v w', '1'),
  ...of('c g j k q s x z', '2'),
  ...of('d t', '3'),
  ...of('l', '4'),
  ...of('m n', '5'),
  ...of('r', '6'),
};

function of(letters: string, group: string): Record<string, string> {
  return Object.fromEntries(letters.split(' ').map((letter) => [letter, group]));
}

/**
 * How a folded word sounds: the groups of its consonants, repeated ones once. "meier", "mayer" and "maier"
 * sound alike, as do "schmidt" and "smith". A word of another script sounds like itself.
 */
export function soundOf(word: string): string {
  if (!/^[a-z]+$/.test(word)) return word;
  const spoken = word
    .replace(/sch|sh|tch|ch/g, 's')
    .replace(/ph/g, 'f')
    .replace(/th|dt/g, 't')
    .replace(/ck/g, 'k');
  let sound = '';
  let last = '';
  for (const letter of spoken) {
    const group = groups[letter] ?? '';
    if (group && group !== last) sound += group;
    // "h" and "w" do not part two of a group, vowels do.
    if (group || 'aeiouy'.includes(letter)) last = group;
  }
  // A name of vowels alone ("Ohe") has only its beginning to be known by.
  return sound || `0${spoken[0] ?? ''}`;
}
