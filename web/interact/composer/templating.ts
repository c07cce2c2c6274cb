import {
  placeholderNames,
  placeholdersOf,
} from '../../../shared/interact/templates/placeholders.ts';

const isPlaceholder = (name: string): boolean =>
  placeholderNames.some((one) => one === name) || name.startsWith('field.');

/** Placeholders of a subject that stayed empty, as a template wrote them. */
export function emptyInSubject(subject: string): string[] {
  return placeholdersOf(subject)
    .map(({ name }) => name)
    .filter(isPlaceholder);
}

/**
 * A mail as a template for others: what was put in as a fact is a placeholder again, and neither the signature nor
 * the text that is answered comes along.
 */
export function asTemplate({ subject, html }: { subject: string; html: string }): {
  subject: string;
  html: string;
} {
  const page = new DOMParser().parseFromString(html, 'text/html');
  for (const span of page.querySelectorAll('span[data-fact]')) {
    span.replaceWith(`{{${span.getAttribute('data-fact') ?? ''}}}`);
  }
  const all = [...page.body.children];
  const mark = all.findIndex((one) => one.tagName === 'P' && one.textContent?.trim() === '--');
  const quote = all.findIndex((one) => one.tagName === 'BLOCKQUOTE');
  // Over what is quoted stands who wrote it.
  const ends = [mark, quote > 0 ? quote - 1 : quote].filter((at) => at >= 0);
  for (const one of all.slice(Math.min(...ends, all.length))) one.remove();
  return {
    subject: subject.replace(/^(?:(?:re|aw|antw)\s*:\s*)+/i, ''),
    html: page.body.innerHTML,
  };
}
