/**
 * Keys are written the way the help shows them: `Mod+K`, `Shift+J`, `?`, `[`, and sequences with a
 * space: `G P`. `Mod` is ⌘ on a Mac and Ctrl elsewhere.
 */
export type Keys = string;

/** The part of a keyboard event that decides. */
export interface KeyStroke {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

const named: Record<string, string> = {
  ' ': 'Space',
  Spacebar: 'Space',
  Esc: 'Escape',
};

/**
 * The stroke in our notation, or null for a lone modifier. Shift counts only with letters and named
 * keys: a `?` needs it on one keyboard and not on the next.
 */
export function chordOf(stroke: KeyStroke, mac: boolean): string | null {
  const key = named[stroke.key] ?? stroke.key;
  if (
    ['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'Dead', 'Unidentified', 'CapsLock'].includes(
      key,
    )
  )
    return null;
  const mod = mac ? stroke.metaKey : stroke.ctrlKey;
  const otherMod = mac ? stroke.ctrlKey : stroke.metaKey;
  const printable = [...key].length === 1;
  const letter = printable && key.toLowerCase() !== key.toUpperCase();
  // AltGr types signs on many keyboards and reports itself as Ctrl+Alt.
  const typedByAltGr = printable && !letter && stroke.altKey && stroke.ctrlKey;
  const parts: string[] = [];
  if (!typedByAltGr) {
    if (mod) parts.push('Mod');
    if (otherMod) parts.push(mac ? 'Ctrl' : 'Meta');
    if (stroke.altKey && (letter || !printable || mod)) parts.push('Alt');
  }
  if (stroke.shiftKey && (letter || !printable)) parts.push('Shift');
  parts.push(letter ? key.toUpperCase() : key);
  return parts.join('+');
}

/** Whether keys are nothing but typed characters, and must therefore rest while somebody writes. */
export function typesText(keys: Keys): boolean {
  return keys
    .split(' ')
    .every((chord) => !/^(Mod|Ctrl|Alt|Meta)\+/.test(chord) && !/^(Escape|F\d+)$/.test(chord));
}

const shown: Record<string, string> = {
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
};

/** `Mod+K` as the caps to draw: `⌘`, `K`, or `Ctrl`, `K`; a sequence gives several groups. */
export function caps(keys: Keys, mac: boolean): string[][] {
  return keys.split(' ').map((chord) =>
    splitChord(chord).map((part) => {
      if (part === 'Mod') return mac ? '⌘' : 'Ctrl';
      if (part === 'Alt') return mac ? '⌥' : 'Alt';
      if (part === 'Shift') return mac ? '⇧' : 'Shift';
      return shown[part] ?? part;
    }),
  );
}

/** Keys in the notation of `aria-keyshortcuts`. */
export function ariaKeys(keys: Keys, mac: boolean): string | undefined {
  if (keys.includes(' ')) return undefined;
  return splitChord(keys)
    .map((part) => (part === 'Mod' ? (mac ? 'Meta' : 'Control') : part))
    .join('+');
}

function splitChord(chord: string): string[] {
  const parts: string[] = [];
  let rest = chord;
  for (
    let match = /^(Mod|Ctrl|Meta|Alt|Shift)\+/.exec(rest);
    match;
    match = /^(Mod|Ctrl|Meta|Alt|Shift)\+/.exec(rest)
  ) {
    parts.push(match[1] as string);
    rest = rest.slice(match[0].length);
  }
  return [...parts, rest];
}

export const onMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);
