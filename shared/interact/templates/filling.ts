import {
  asHtml,
  asLine,
  escapeHtml,
  fillHtml,
  fillText,
  type Placeholder,
} from './placeholders.ts';
import type { FilledFact, FilledTemplate } from './templates.ts';

/** A fact for a placeholder; one without a value leaves it to what the template says instead. */
export type Fact = Omit<FilledFact, 'state'> & { state: 'known' | 'fading' | 'assumption' };

/**
 * A template with its facts. Values are put in as text, and none is read again: what looks like a placeholder or
 * like HTML in somebody's name stays as it is. Each stands in a mark with where it is from, which the composer shows
 * and which no mail takes along (`sending/cleaning.ts`).
 */
export function fillTemplate(
  template: { subject: string; html: string },
  factOf: (name: string) => Fact | null,
  about: string,
): FilledTemplate {
  const facts = new Map<string, FilledFact>();
  const filled = ({ written, name, fallback }: Placeholder): FilledFact => {
    const fact = factOf(name);
    const given: FilledFact =
      fact && asLine(fact.value) !== ''
        ? fact
        : {
            name,
            label: fact?.label ?? null,
            value: fallback || written,
            state: fallback ? 'fallback' : 'empty',
            basis: null,
            confirmedAt: null,
            by: null,
          };
    facts.set(`${name} ${given.state}`, given);
    return given;
  };
  const inSubject: FilledFact[] = [];
  const subject = fillText(template.subject, (placeholder) => {
    const fact = filled(placeholder);
    inSubject.push(fact);
    return asLine(fact.value);
  });
  return {
    subject,
    inSubject,
    html: fillHtml(template.html, (placeholder) => marked(filled(placeholder), about)),
    facts: [...facts.values()],
  };
}

function marked(fact: FilledFact, about: string): string {
  const said = {
    fact: fact.name,
    state: fact.state,
    about,
    label: fact.label,
    basis: fact.basis,
    at: fact.confirmedAt,
    by: fact.by,
  };
  const attributes = Object.entries(said)
    .filter(([, value]) => value)
    .map(([name, value]) => ` data-${name}="${escapeHtml(asLine(value!))}"`)
    .join('');
  return `<span${attributes}>${asHtml(fact.value)}</span>`;
}
