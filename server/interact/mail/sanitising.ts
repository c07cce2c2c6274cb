/** Runs in a worker: the parsers of HTML and CSS meet whatever strangers send. */
import createDOMPurify, { type Config } from 'dompurify';
import { JSDOM } from 'jsdom';
import { cleanStyle } from './css.ts';

export interface SanitiseInput {
  html: string;
  /** Show pictures that lie elsewhere; the reader of the mail asked for it. */
  remote: boolean;
  /** By Content-ID without brackets: a data: URL or an absolute URL of this server. */
  inlineImages: ReadonlyMap<string, string>;
}

export interface SanitisedHtml {
  /** A complete document, to be shown as srcdoc of a frame with an empty `sandbox`. */
  html: string;
  /** References to something outside the mail that were taken out. */
  blockedRemote: number;
  language?: string;
}

const tags =
  `html head body style a abbr acronym address article aside b bdi bdo big blockquote br caption center cite code
  col colgroup dd del details dfn dir div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hgroup hr i
  img ins kbd li main mark nav ol p pre q rp rt ruby s samp section small span strike strong sub summary sup table tbody
  td tfoot th thead time tr tt u ul var wbr`.split(/\s+/);

const attributes =
  `abbr align alt axis background bgcolor border cellpadding cellspacing char charoff class clear color
  cols colspan compact datetime dir face headers height href hreflang hspace id lang noshade nowrap open reversed rowspan
  rules scope size span src start style summary title type valign vspace width`.split(/\s+/);

const config: Config = {
  ALLOWED_TAGS: tags,
  ALLOWED_ATTR: attributes,
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  // DOMPurify applies this to widths and colours too; where an address may lead is judged in the hooks.
  ALLOWED_URI_REGEXP: /^(?:(?:https?|mailto|tel|cid|data):|[^a-z]|[a-z+.-]+(?:[^a-z+.:-]|$))/i,
  WHOLE_DOCUMENT: true,
  // Forms and frames go, the words in them stay.
  KEEP_CONTENT: true,
};

const pictureData = /^data:image\/(?:png|jpe?g|gif|webp|avif|bmp);base64,[a-z0-9+/=\s]*$/i;
const linkTarget = /^(?:https?:|mailto:|tel:|#)/i;

const purify = createDOMPurify(new JSDOM('').window);

interface Pass {
  input: SanitiseInput;
  blocked: number;
  language: string | undefined;
}
let pass: Pass | null = null;

purify.addHook('uponSanitizeElement', (node, data) => {
  if (!pass || data.tagName !== 'style' || !node.textContent) return;
  node.textContent = cleanStyle(node.textContent, 'stylesheet', rulesOf(pass));
});

/** Counted before they go: what would have been fetched from elsewhere. */
purify.addHook('uponSanitizeAttribute', (node, data) => {
  if (!pass) return;
  const value = data.attrValue.trim();
  const tag = node.nodeName.toLowerCase();
  if (data.attrName === 'style') {
    data.attrValue = cleanStyle(data.attrValue, 'declarationList', rulesOf(pass));
    data.keepAttr = data.attrValue !== '';
  } else if (data.attrName === 'src' || data.attrName === 'background') {
    const source =
      tag === 'img' || data.attrName === 'background' ? pictureSource(value, pass) : null;
    data.attrValue = source ?? '';
    data.keepAttr = source !== null;
  } else if (
    data.attrName === 'srcset' ||
    data.attrName === 'poster' ||
    data.attrName === 'lowsrc'
  ) {
    if (/(?:https?:)?\/\//i.test(value)) pass.blocked++;
    data.keepAttr = false;
  } else if (data.attrName === 'href') {
    data.keepAttr = tag === 'a' && linkTarget.test(value.replace(/[\p{Cc}\s]/gu, ''));
    if (tag === 'link' && /^(?:https?:)?\/\//i.test(value)) pass.blocked++;
  } else if (data.attrName === 'lang' && (tag === 'html' || tag === 'body')) {
    pass.language ??= /^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,2}$/i.test(value) ? value : undefined;
  }
});

purify.addHook('afterSanitizeAttributes', (node) => {
  if (node.nodeName.toLowerCase() !== 'a' || !node.hasAttribute('href')) return;
  if (node.getAttribute('href')?.startsWith('#')) return;
  node.setAttribute('target', '_blank');
  node.setAttribute('rel', 'noopener noreferrer nofollow');
});

export function sanitise(input: SanitiseInput): SanitisedHtml {
  const current: Pass = { input, blocked: 0, language: undefined };
  pass = current;
  try {
    const clean = purify.sanitize(input.html, config);
    return {
      // The policy stands before <html>: a browser moves it into the head, ahead of everything the mail brought.
      html: `<!doctype html>${policy(input)}${frameStyle}${clean}`,
      blockedRemote: current.blocked,
      ...(current.language && { language: current.language }),
    };
  } finally {
    pass = null;
  }
}

function rulesOf(current: Pass): { remote: boolean; onBlocked(): void } {
  return { remote: current.input.remote, onBlocked: () => void current.blocked++ };
}

function pictureSource(value: string, current: Pass): string | null {
  const plain = value.replace(/[\p{Cc}]/gu, '');
  if (/^cid:/i.test(plain)) return current.input.inlineImages.get(contentId(plain)) ?? null;
  if (pictureData.test(plain)) return plain;
  const address = plain.startsWith('//') ? `https:${plain}` : plain;
  if (!/^https?:/i.test(address)) return null;
  if (!current.input.remote) {
    current.blocked++;
    return null;
  }
  // The policy admits https only; most servers of pictures answer there too.
  return URL.parse(address.replace(/^http:/i, 'https:'))?.href ?? null;
}

function contentId(url: string): string {
  const id = url.slice(4);
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

export function policy(input: Pick<SanitiseInput, 'remote' | 'inlineImages'>): string {
  const origins = new Set<string>();
  for (const source of input.inlineImages.values()) {
    const url = URL.parse(source);
    if (url && /^https?:$/.test(url.protocol)) origins.add(url.origin);
  }
  const images = ['data:', ...origins, ...(input.remote ? ['https:'] : [])].join(' ');
  return `<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src ${images}; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'"><meta name="referrer" content="no-referrer">`;
}

/** Wide tables and pictures stay inside the frame; nothing of the mail can lie over the page around it. */
export const frameStyle =
  '<style>html{overflow-wrap:anywhere}body{margin:12px;font:15px/1.5 system-ui,sans-serif}img{max-width:100%;height:auto}pre{white-space:pre-wrap}</style>';
