/** A file name fit to be shown and saved: no folders, no control or direction characters, 200 letters. */
export function cleanFileName(name: string | null): string | null {
  if (name === null) return null;
  const base = name.replace(/^.*[/\\](?=[^/\\])/su, '');
  const plain = base
    .replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069/\\:*?"<>|]+/gu, '_')
    .replace(/\s+/gu, ' ')
    .replace(/^[.\s]+/, '')
    .trim()
    .toWellFormed();
  if (plain.length <= 200) return plain || null;
  const ending = /\.[^.\s]{1,10}$/.exec(plain)?.[0] ?? '';
  return plain.slice(0, 200 - ending.length) + ending;
}
