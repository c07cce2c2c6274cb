import { foldForSearch } from '../../platform/folding.ts';

/** One message as an export tells it. */
export interface ChatMessage {
  line: number;
  /** On the clock of the telephone, without a zone. */
  at: string;
  sender: string;
  text: string;
  /** Names of files that lie beside the export. */
  files: string[];
}

/** A whole exported chat. */
export interface Chat {
  way: string;
  /** With whom, or the name of the group, where the file's name says it. */
  title: string;
  messages: ChatMessage[];
  /** Everybody who says something in it, as the telephone calls them. */
  senders: string[];
}

export const sameName = (one: string, other: string): boolean =>
  foldForSearch(one) === foldForSearch(other);

/**
 * Who of them is the owner of the telephone: whoever is named so, else in a chat between two whoever the file
 * is not named after. `null`: they say nothing in it; `undefined`: it cannot be told.
 */
export function ownerIn(
  { title, senders }: Pick<Chat, 'title' | 'senders'>,
  called: readonly string[],
): string | null | undefined {
  for (const name of called) {
    const found = senders.find((sender) => name !== '' && sameName(sender, name));
    if (found !== undefined) return found;
  }
  if (title === '' || senders.length > 2) return undefined;
  const others = senders.filter((sender) => !sameName(sender, title));
  if (others.length === senders.length && senders.length === 2) return undefined;
  return others[0] ?? null;
}

/** What the other side of a chat between two is called; null for a group. */
export function partnerIn(
  { title, senders }: Pick<Chat, 'title' | 'senders'>,
  owner: string | null,
): string | null {
  const others = senders.filter((sender) => sender !== owner);
  if (others.length > 1) return null;
  const [one] = others;
  // Of a group in which one alone answers, the title is not who they are.
  if (one !== undefined) return title === '' || sameName(one, title) ? one : null;
  return title || null;
}
