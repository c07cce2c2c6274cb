/** Runs in a worker: the parsers of HTML meet whatever was pasted. */
import createDOMPurify from 'dompurify';
import { JSDOM } from 'jsdom';

const purify = createDOMPurify(new JSDOM('').window);

const tags =
  `p br strong b em i u s a ul ol li blockquote h1 h2 h3 code pre hr div span table thead tbody tr th td`.split(
    ' ',
  );

/** Text in its shape and links; no pictures from elsewhere, so that nobody is watched reading (product.md, tact). */
export function clean(html: string): string {
  return purify.sanitize(html, {
    ALLOWED_TAGS: tags,
    ALLOWED_ATTR: ['href', 'dir', 'lang', 'start', 'colspan', 'rowspan', 'type', 'cite'],
    ALLOWED_URI_REGEXP: /^(?:https?|mailto|tel):/i,
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
  });
}
