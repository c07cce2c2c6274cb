/** A fact that was put into a text, with where it is from. */
export interface MarkedFact {
  fact: string;
  state: string;
  about: string | null;
  label: string | null;
  basis: string | null;
  at: string | null;
  by: string | null;
  /** As it was put in; once somebody writes in it, it is their own word. */
  value: string;
}

/** The attributes of its mark. */
export const keptOfFact = [
  'fact',
  'state',
  'about',
  'label',
  'basis',
  'at',
  'by',
  'value',
] as const;

/** The facts of a text that was kept as HTML. */
export function factsIn(html: string): MarkedFact[] {
  if (!html.includes('data-fact')) return [];
  const page = new DOMParser().parseFromString(html, 'text/html');
  return [...page.querySelectorAll('span[data-fact]')].map(
    (span) =>
      Object.fromEntries(
        keptOfFact.map((name) => [name, readFact(span, name)]),
      ) as unknown as MarkedFact,
  );
}

export function readFact(span: Element, name: (typeof keptOfFact)[number]): string | null {
  return span.getAttribute(`data-${name}`) ?? (name === 'value' ? span.textContent : null);
}
