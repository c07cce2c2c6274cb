import PostalMime, { type PostalMimeOptions } from 'postal-mime';

/** A part of a mail as the parser holds it; what is read here is not in its published types. */
export interface MimePart {
  contentType: {
    parsed: { value: string; params: Record<string, string> };
    multipart: string | false;
  };
  content: ArrayBuffer | null;
}

interface Collecting {
  collectNode(part: MimePart, ...rest: unknown[]): Promise<void>;
}

type Chunk = Uint8Array | ArrayBuffer | string;

interface ContentDecoder {
  chunks: Chunk[];
  finalize(): Promise<ArrayBuffer>;
  flushBuffer?(): void;
  flushRemainder?(): void;
}

interface Decoding {
  contentDecoder: ContentDecoder;
  setupContentDecoder(encoding: string): void;
}

/**
 * postal-mime with a look at every part after its transfer encoding is undone and before its text is
 * collected: the parser knows the platform's charsets only and takes every label at its word. The
 * version is pinned and `mime-parser.test.ts` fails when an update moves these two places.
 */
export function mimeParser(options: PostalMimeOptions, look: (part: MimePart) => void): PostalMime {
  const parser = new PostalMime(options);
  const collecting = parser as unknown as Collecting;
  const collect = collecting.collectNode;
  collecting.collectNode = (part, ...rest) => {
    look(part);
    return collect.call(parser, part, ...rest);
  };
  return parser;
}

/**
 * The parser joins the chunks of a part through a Blob, which browsers need; in Node that costs more
 * than all the rest of parsing a short mail. Here they are joined directly.
 */
function joinWithoutBlob(): void {
  const part = (new PostalMime() as unknown as { root: Decoding }).root;
  const prototype = Object.getPrototypeOf(part) as Decoding;
  const setup = prototype.setupContentDecoder;
  prototype.setupContentDecoder = function (encoding) {
    setup.call(this, encoding);
    const decoder = this.contentDecoder;
    decoder.finalize = async () => {
      decoder.flushBuffer?.();
      decoder.flushRemainder?.();
      return join(decoder.chunks);
    };
  };
}

joinWithoutBlob();

const newline = '\n';

function join(chunks: readonly Chunk[]): ArrayBuffer {
  let length = 0;
  for (const chunk of chunks) length += typeof chunk === 'string' ? chunk.length : chunk.byteLength;
  const joined = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    if (chunk === newline) joined[at++] = 0x0a;
    else {
      const bytes =
        typeof chunk === 'string'
          ? Buffer.from(chunk, 'latin1')
          : new Uint8Array(
              chunk instanceof ArrayBuffer ? chunk : chunk.buffer,
              chunk instanceof ArrayBuffer ? 0 : chunk.byteOffset,
              chunk.byteLength,
            );
      joined.set(bytes, at);
      at += bytes.length;
    }
  }
  return joined.buffer;
}
