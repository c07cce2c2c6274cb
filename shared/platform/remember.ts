/** Longer texts come from hostile files and do not come again. */
const longest = 300;

/**
 * Keeps the last answers of a pure function of one text, for texts that come again and again: the companies
 * of a contact file, the domains of a mailbox. It forgets everything when it is full, which costs little and
 * keeps memory flat.
 */
export function remember<Answer>(
  work: (text: string) => Answer,
  most = 2_000,
): (text: string) => Answer {
  const known = new Map<string, Answer>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined || known.has(text)) return before as Answer;
    const answer = work(text);
    if (text.length > longest) return answer;
    if (known.size >= most) known.clear();
    known.set(text, answer);
    return answer;
  };
}
