import { WorkbookTrouble } from './package.ts';
import { xmlParser } from './xml.ts';

const perBlock = 4_096;
/** More than any spreadsheet program lets into a cell; what is longer is cut as any long value is. */
export const longestCell = 1_000_000;

/**
 * The texts that cells share. They lie as bytes in blocks outside the heap: a million names as strings of
 * their own would take several times as much, and the thread they are read in has little.
 */
export class SharedStrings {
  readonly #most: number;
  readonly #blocks: { bytes: Buffer; ends: Uint32Array }[] = [];
  #pending: string[] = [];
  #bytes = 0;
  #pendingCharacters = 0;

  constructor(most: number) {
    this.#most = most;
  }

  get(index: number): string | undefined {
    const block = this.#blocks[Math.floor(index / perBlock)];
    const at = index % perBlock;
    if (!block) return this.#pending[index - this.#blocks.length * perBlock];
    if (at >= block.ends.length) return undefined;
    return block.bytes.toString('utf8', at === 0 ? 0 : block.ends[at - 1], block.ends[at]);
  }

  add(text: string): void {
    this.#pending.push(text);
    this.#pendingCharacters += text.length;
    if (this.#bytes + this.#pendingCharacters > this.#most) {
      throw new WorkbookTrouble(
        'workbook.too-much-text',
        `The cells of the workbook share more than ${Math.round(this.#most / 1024 ** 2).toLocaleString('en')} MB of text, which is more than can be held here. Save the table as CSV and import that.`,
      );
    }
    if (this.#pending.length === perBlock) this.#store();
  }

  #store(): void {
    const ends = new Uint32Array(this.#pending.length);
    let end = 0;
    for (const [index, text] of this.#pending.entries()) {
      end += Buffer.byteLength(text);
      ends[index] = end;
    }
    const bytes = Buffer.allocUnsafeSlow(end);
    let at = 0;
    for (const text of this.#pending) at += bytes.write(text, at);
    this.#blocks.push({ bytes, ends });
    this.#bytes += end;
    this.#pending = [];
    this.#pendingCharacters = 0;
  }

  /** Reads the part that holds them; yields between pieces, so that a long one does not seem stuck. */
  async *load(chunks: AsyncIterable<string>): AsyncGenerator<void> {
    let text = '';
    let inText = false;
    let phonetic = 0;
    const parser = xmlParser({
      open: (name) => {
        if (name === 'si') text = '';
        else if (name === 't') inText = phonetic === 0;
        else if (name === 'rPh') phonetic += 1;
      },
      text: (more) => {
        if (inText && text.length < longestCell) text += more;
      },
      close: (name) => {
        if (name === 't') inText = false;
        else if (name === 'rPh') phonetic -= 1;
        else if (name === 'si') this.add(cellText(text));
      },
    });
    for await (const chunk of chunks) {
      parser.write(chunk);
      yield;
    }
    parser.end();
  }
}

/** Letters that XML cannot hold are written as _x000D_; an underscore before such is _x005F_. */
export function cellText(text: string): string {
  const short = text.length > longestCell ? text.slice(0, longestCell) : text;
  if (!short.includes('_x')) return short;
  return short.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
