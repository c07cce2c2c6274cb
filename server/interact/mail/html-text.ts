import { Parser } from 'htmlparser2';

const silent = new Set([
  'script',
  'style',
  'head',
  'title',
  'template',
  'noscript',
  'svg',
  'object',
]);
const paragraphs = new Set([
  'p',
  'div',
  'table',
  'tr',
  'ul',
  'ol',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'blockquote',
  'pre',
  'section',
  'article',
  'header',
  'footer',
  'hr',
  'body',
]);

/**
 * The words of an HTML body, for search, preview and folding; quoted blocks keep a ">" before each
 * line so that they fold like plain text. One pass without recursion, so depth costs nothing.
 */
export function htmlToText(html: string): string {
  const lines: string[] = [];
  let line = '';
  let quietDepth = 0;
  let quoteDepth = 0;
  let pre = 0;
  const breakLine = (): void => {
    const text = pre > 0 ? line.trimEnd() : line.trim();
    lines.push(quoteDepth > 0 ? `${'>'.repeat(Math.min(quoteDepth, 8))} ${text}` : text);
    line = '';
  };
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (silent.has(name)) quietDepth++;
        if (quietDepth > 0) return;
        if (name === 'br') breakLine();
        else if (paragraphs.has(name) && line.trim()) breakLine();
        if (name === 'blockquote') quoteDepth++;
        else if (name === 'pre') pre++;
        else if (name === 'li') line += '- ';
        else if ((name === 'td' || name === 'th') && line.trim()) line += '\t';
        else if (name === 'img' && attributes.alt?.trim()) line += ` ${attributes.alt.trim()} `;
      },
      ontext(text) {
        if (quietDepth > 0) return;
        if (pre === 0) {
          line += text.replace(/[\s\u00a0\u200b\ufeff]+/gu, ' ');
          return;
        }
        const [first = '', ...rest] = text.split(/\r?\n/);
        line += first;
        for (const next of rest) {
          breakLine();
          line = next;
        }
      },
      onclosetag(name) {
        if (silent.has(name)) quietDepth = Math.max(0, quietDepth - 1);
        if (quietDepth > 0) return;
        if (paragraphs.has(name) || name === 'li') {
          if (line.trim()) breakLine();
          if (name === 'p' && lines.at(-1)?.trim()) breakLine();
        }
        if (name === 'blockquote') quoteDepth = Math.max(0, quoteDepth - 1);
        else if (name === 'pre') pre = Math.max(0, pre - 1);
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  parser.end(html);
  if (line.trim()) breakLine();
  return lines
    .join('\n')
    .replace(/[ \t]{2,}/g, ' ')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
