import { Tokenizer } from 'htmlparser2';

const silent = new Set(['script', 'style', 'head', 'title', 'template']);
const paragraphs = new Set(
  'p div table tr ul ol h1 h2 h3 h4 h5 h6 blockquote pre section article header footer hr body address center dl dt dd'.split(
    ' ',
  ),
);

/**
 * The words of an HTML body, for search, preview and folding; quoted blocks keep a ">" before each
 * line so that they fold like plain text. It works on tokens and counts instead of building a tree:
 * a hundred thousand nested elements cost no more than as many paragraphs.
 */
export function htmlToText(html: string): string {
  const page = new Page();
  let name = '';
  let closing = false;
  let attribute = '';
  let alternative = '';
  let value = '';
  const opened = (): void => {
    page.open(name, alternative.trim());
    alternative = '';
  };
  const nothing = (): void => undefined;
  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      ontext: (start, end) => page.text(html.slice(start, end)),
      ontextentity: (code) => page.text(String.fromCodePoint(code)),
      onopentagname(start, end) {
        name = html.slice(start, end).toLowerCase();
        closing = false;
      },
      onopentagend: () => (closing ? undefined : opened()),
      onselfclosingtag: opened,
      onclosetag(start, end) {
        closing = true;
        page.close(html.slice(start, end).toLowerCase());
      },
      onattribname(start, end) {
        attribute = html.slice(start, end).toLowerCase();
        value = '';
      },
      onattribdata(start, end) {
        if (attribute === 'alt') value += html.slice(start, end);
      },
      onattribentity(code) {
        if (attribute === 'alt') value += String.fromCodePoint(code);
      },
      onattribend() {
        if (attribute === 'alt' && name === 'img') alternative = value;
      },
      oncdata: nothing,
      oncomment: nothing,
      ondeclaration: nothing,
      onend: nothing,
      onprocessinginstruction: nothing,
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  return page.finish();
}

class Page {
  readonly #lines: string[] = [];
  #line = '';
  #quiet = 0;
  #quotes = 0;
  #pre = 0;

  open(name: string, alternative: string): void {
    // A head that is never closed ends where the body begins.
    if (name === 'body') this.#quiet = 0;
    if (silent.has(name)) this.#quiet++;
    if (this.#quiet > 0) return;
    if (name === 'br') this.#break();
    else if (paragraphs.has(name)) this.#breakIfBegun();
    if (name === 'blockquote') this.#quotes++;
    else if (name === 'pre') this.#pre++;
    else if (name === 'li') {
      this.#breakIfBegun();
      this.#line = '- ';
    } else if ((name === 'td' || name === 'th') && this.#line.trim()) this.#line += ' ';
    else if (name === 'img' && alternative) this.#line += ` ${alternative} `;
  }

  close(name: string): void {
    if (silent.has(name)) this.#quiet = Math.max(0, this.#quiet - 1);
    if (this.#quiet > 0) return;
    if (paragraphs.has(name) || name === 'li') this.#breakIfBegun();
    if (name === 'p' && this.#lines.at(-1)) this.#break();
    if (name === 'blockquote') this.#quotes = Math.max(0, this.#quotes - 1);
    else if (name === 'pre') this.#pre = Math.max(0, this.#pre - 1);
  }

  text(text: string): void {
    if (this.#quiet > 0) return;
    if (this.#pre === 0) {
      this.#line += text.replace(/[\s\u00a0\u200b\ufeff]+/gu, ' ');
      return;
    }
    const [first = '', ...rest] = text.split(/\r?\n/);
    this.#line += first;
    for (const next of rest) {
      this.#break();
      this.#line = next;
    }
  }

  finish(): string {
    this.#breakIfBegun();
    return this.#lines
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim();
  }

  #breakIfBegun(): void {
    if (this.#line.trim()) this.#break();
    else this.#line = '';
  }

  #break(): void {
    const text = this.#pre > 0 ? this.#line.trimEnd() : this.#line.replace(/ {2,}/g, ' ').trim();
    this.#lines.push(this.#quotes > 0 ? `${'>'.repeat(Math.min(this.#quotes, 8))} ${text}` : text);
    this.#line = '';
  }
}
