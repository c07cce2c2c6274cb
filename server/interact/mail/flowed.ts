/**
 * Joins the lines of a paragraph that its program wrapped (format=flowed, RFC 3676). A line that ends in a
 * space goes on in the next one of the same quote depth, whose marks then go; with DelSp the space goes too.
 */
export function unflow(text: string, delSp: boolean): string {
  const paragraphs: string[] = [];
  let depth = -1;
  let parts: string[] = [];
  const finish = () => {
    if (depth < 0) return;
    const words = parts.join('');
    const marks = '>'.repeat(depth);
    paragraphs.push(marks && words ? `${marks} ${words}` : marks + words);
    depth = -1;
    parts = [];
  };
  for (const line of text.split(/\r?\n/)) {
    const marks = /^>*/.exec(line)?.[0].length ?? 0;
    // One space may have been put before what would else be taken for a mark.
    const words = line.slice(line[marks] === ' ' ? marks + 1 : marks);
    if (marks !== depth || words === '-- ') finish();
    depth = marks;
    const flows = words.endsWith(' ') && words !== '-- ';
    parts.push(flows && delSp ? words.slice(0, -1) : words);
    if (!flows) finish();
  }
  finish();
  return paragraphs.join('\n');
}
