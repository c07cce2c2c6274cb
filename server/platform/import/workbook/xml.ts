import { Parser } from 'htmlparser2';

export type Attributes = Readonly<Record<string, string>>;

export interface XmlHandler {
  open?: (name: string, attributes: Attributes) => void;
  text?: (text: string) => void;
  close?: (name: string) => void;
}

/**
 * A parser of the XML in office documents. Names come without their prefix, because programs choose it
 * freely. It knows no document types: entities of a file's own stay as they are written, so nothing in a
 * file can make it grow or look elsewhere.
 */
export function xmlParser(handler: XmlHandler): { write: (text: string) => void; end: () => void } {
  return new Parser(
    {
      onopentag: (name, attributes) => handler.open?.(local(name), attributes),
      ontext: (text) => handler.text?.(text),
      onclosetag: (name) => handler.close?.(local(name)),
    },
    { xmlMode: true, decodeEntities: true },
  );
}

function local(name: string): string {
  const at = name.indexOf(':');
  return at < 0 ? name : name.slice(at + 1);
}

/** Reads a small part to its end. */
export async function readXml(chunks: AsyncIterable<string>, handler: XmlHandler): Promise<void> {
  const parser = xmlParser(handler);
  for await (const chunk of chunks) parser.write(chunk);
  parser.end();
}
