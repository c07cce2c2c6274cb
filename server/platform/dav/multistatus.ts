import { xmlParser } from '../import/workbook/xml.ts';

/** What a server says of one resource (RFC 4918, 13). */
export interface DavResource {
  href: string;
  /** Of the resource as a whole: 404 once it is gone. */
  status: number | null;
  /** Properties it has, by their bare names: their text, the hrefs in them, and the names of the elements in them. */
  props: Map<string, DavProp>;
}

export interface DavProp {
  text: string;
  hrefs: string[];
  /** Names in order, with the value of an attribute `name` behind a blank: `comp VEVENT`. */
  names: string[];
}

export interface Multistatus {
  resources: DavResource[];
  syncToken: string | null;
  /** Names of what a refusal is about, such as `valid-sync-token`. */
  errors: string[];
}

/** More than any address or name; entries themselves may be long. */
const longestHref = 2_000;
/** Honest answers are a dozen elements deep, and the parser’s work grows with the square of the depth. */
const deepest = 64;

class TooDeep extends Error {
  override name = 'TooDeep';
}

/**
 * Reads an answer of a WebDAV server in one pass. It knows no document types, so nothing in it can grow or
 * look elsewhere, and one that is deeper than any honest answer says nothing.
 */
export function readMultistatus(xml: string): Multistatus {
  const told: Multistatus = { resources: [], syncToken: null, errors: [] };
  const path: string[] = [];
  let depth = 0;
  let text = '';
  let resource: DavResource | undefined;
  let found: { name: string; prop: DavProp }[] = [];
  let prop: DavProp | undefined;
  let propDepth = 0;
  let status: number | null = null;

  const parser = xmlParser({
    open(name, attributes) {
      if (++depth > deepest) throw new TooDeep();
      const parent = path.at(-1);
      path.push(name);
      if (prop) {
        const named = attributes.name;
        if (prop.names.length < 1_000) {
          prop.names.push(named ? `${name} ${named}`.slice(0, 200) : name);
        }
        text = name === 'href' ? '' : text;
        return;
      }
      text = '';
      if (name === 'response') resource = { href: '', status: null, props: new Map() };
      else if (name === 'propstat') {
        found = [];
        status = null;
      } else if (parent === 'prop') {
        prop = { text: '', hrefs: [], names: [] };
        propDepth = depth;
        found.push({ name, prop });
      } else if (parent === 'error') told.errors.push(name);
    },
    text(part) {
      text += part;
    },
    close(name) {
      depth--;
      path.pop();
      if (prop) {
        if (name === 'href' && prop.hrefs.length < 100) {
          prop.hrefs.push(text.trim().slice(0, longestHref));
        } else if (depth + 1 === propDepth) {
          prop.text = text;
          prop = undefined;
        }
        return;
      }
      if (name === 'href' && resource && !resource.href) {
        resource.href = text.trim().slice(0, longestHref);
      } else if (name === 'status') {
        const code = Number(/\s(\d{3})(?:\s|$)/.exec(text)?.[1] ?? Number.NaN);
        if (Number.isInteger(code)) {
          if (path.at(-1) === 'propstat') status = code;
          else if (resource) resource.status = code;
        }
      } else if (name === 'propstat' && resource) {
        if (status === null || (status >= 200 && status < 300)) {
          for (const one of found) resource.props.set(one.name, one.prop);
        }
      } else if (name === 'response' && resource) {
        if (resource.href) told.resources.push(resource);
        resource = undefined;
      } else if (name === 'sync-token') told.syncToken = text.trim().slice(0, longestHref) || null;
      text = '';
    },
  });
  try {
    parser.write(xml);
    parser.end();
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
    return { resources: [], syncToken: null, errors: [] };
  }
  return told;
}

/** Text of ours inside a request. */
export function xmlText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
