/** How a text names colleagues: by their ids, so that a new name of theirs is shown in old texts too. */
const mark = /@\[([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\]/;

/** Words, or a colleague named between them. */
export type Piece = { text: string } | { userId: string };

export function piecesOf(text: string): Piece[] {
  // Splitting by a pattern with one group answers words and ids in turn.
  return text
    .split(new RegExp(mark, 'g'))
    .map((part, at) => (at % 2 === 0 ? { text: part } : { userId: part }))
    .filter((piece) => 'userId' in piece || piece.text !== '');
}

export function mentionedIn(text: string): string[] {
  const ids = piecesOf(text).flatMap((piece) => ('userId' in piece ? [piece.userId] : []));
  return [...new Set(ids)];
}

export interface Callable {
  id: string;
  name: string;
  email?: string;
}

/** By what each colleague is called: the name, and of two with one name also the address. */
export function callNames(colleagues: readonly Callable[]): Map<string, string> {
  const called = Map.groupBy(colleagues, ({ name }) => name);
  return new Map(
    colleagues.map(({ id, name, email }) => [
      id,
      (called.get(name)?.length ?? 0) > 1 && email ? `${name} (${email})` : name,
    ]),
  );
}

/** A stored text as it is typed and read: names in place of ids. Whoever is unknown keeps the id. */
export function asTyped(stored: string, names: ReadonlyMap<string, string>): string {
  return piecesOf(stored)
    .map((piece) => {
      if ('text' in piece) return piece.text;
      const name = names.get(piece.userId);
      return name === undefined ? `@[${piece.userId}]` : `@${name}`;
    })
    .join('');
}

/** A typed text as it is stored. Of two names that begin alike the longer one is meant. */
export function asStored(typed: string, names: ReadonlyMap<string, string>): string {
  const called = [...names].toSorted(([, one], [, other]) => other.length - one.length);
  let stored = '';
  for (let at = 0; at < typed.length; ) {
    const found =
      typed[at] === '@' && !isWord(typed[at - 1])
        ? called.find(
            ([, name]) => typed.startsWith(name, at + 1) && !isWord(typed[at + 1 + name.length]),
          )
        : undefined;
    stored += found ? `@[${found[0]}]` : typed[at];
    at += found ? found[1].length + 1 : 1;
  }
  return stored;
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}_]/u.test(character);
}

/**
 * What of a text before the cursor asks for names, from its @ on: `Hello @An` asks for `An`. A name has at most
 * four words here; what follows is the sentence going on.
 */
export function calledAt(typed: string, cursor: number): { from: number; name: string } | null {
  const asked = /(?:^|[^\p{L}\p{N}_])@((?:[^@\s]{1,60}(?: [^@\s]{1,60}){0,3} ?)?)$/u.exec(
    typed.slice(0, cursor),
  );
  if (!asked) return null;
  const name = asked[1]!;
  return { from: cursor - name.length - 1, name };
}
