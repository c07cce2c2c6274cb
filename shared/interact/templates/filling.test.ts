import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { type Fact, fillTemplate } from './filling.ts';
import { templatePayloads } from './payloads.ts';
import {
  asLine,
  placeholdersOf,
  placeholdersOfHtml,
  strayBraces,
  strayBracesInHtml,
} from './placeholders.ts';

const fact = (name: string, value: string, state: Fact['state'] = 'known'): Fact => ({
  name,
  label: null,
  value,
  state,
  basis: 'told',
  confirmedAt: '2026-03-01T09:00:00Z',
  by: 'Max',
});
const fill = (
  { subject = '', html = '' }: { subject?: string; html?: string },
  values: Record<string, string | Fact> = {},
) =>
  fillTemplate(
    { subject, html },
    (name) => {
      const given = values[name];
      return given === undefined ? null : typeof given === 'string' ? fact(name, given) : given;
    },
    'ida@fink.example',
  );
const parser = new new JSDOM('').window.DOMParser();
const page = (html: string) => parser.parseFromString(html, 'text/html').body;

describe('a template', () => {
  test('says what is known, else what was written for that, else leaves its place as it is', () => {
    const { subject, html, facts, inSubject } = fill(
      {
        subject: 'For {{company|your team}}',
        html: '<p>{{salutation}}, as {{title|our colleague}} in {{city}}</p>',
      },
      { salutation: 'Dear Ida Fink' },
    );
    expect(subject).toBe('For your team');
    expect(page(html).textContent).toBe('Dear Ida Fink, as our colleague in {{city}}');
    expect(inSubject.map(({ name }) => name)).toEqual(['company']);
    expect(facts.map(({ name, state }) => [name, state])).toEqual([
      ['company', 'fallback'],
      ['salutation', 'known'],
      ['title', 'fallback'],
      ['city', 'empty'],
    ]);
  });

  test('marks each fact with where it is from', () => {
    const { html } = fill({ html: '<p>{{title}}</p>' }, { title: fact('title', 'CEO', 'fading') });
    expect({ ...page(html).querySelector('span')!.dataset }).toEqual({
      fact: 'title',
      state: 'fading',
      about: 'ida@fink.example',
      basis: 'told',
      at: '2026-03-01T09:00:00Z',
      by: 'Max',
    });
  });

  test('keeps the lines of a value, in the body only', () => {
    const { subject, html } = fill(
      { subject: '{{signature}}', html: '<p>{{signature}}</p>' },
      { signature: 'Max\nKettle' },
    );
    expect(subject).toBe('Max Kettle');
    expect(html).toContain('Max<br>Kettle');
  });
});

test('placeholders are found in words alone, whatever stands around them', () => {
  expect(placeholdersOf('{{ name }}{{title|a b}}{no}')).toMatchObject([
    { name: 'name', fallback: '' },
    { name: 'title', fallback: 'a b' },
  ]);
  expect(
    placeholdersOfHtml(
      '<p><a href="https://x.example/?a={{city}}&b=>">R&amp;D {{title|R&amp;D}}</a></p>',
    ),
  ).toEqual([{ written: '{{title|R&D}}', name: 'title', fallback: 'R&D' }]);
});

test.each([
  ['{{name', true],
  ['name}}', true],
  ['{{name}}', false],
  ['{ one } brace', false],
])('%s has braces that belong to nothing: %s', (text, expected) => {
  expect(strayBraces(text)).toBe(expected);
  expect(strayBracesInHtml(`<p>${text}</p>`)).toBe(expected);
});
test.each([
  ['<p>{{na<b>me</b>}}</p>', true],
  ['<p>{<b>{name}</b>}</p>', true],
  ['<p>if (a) {</p><p>}</p>', false],
  ['<p>{{name}}</p>', false],
])('%s is parted by a tag: %s', (html, expected) => expect(strayBracesInHtml(html)).toBe(expected));

describe('T44: whatever a value holds stands there to the letter', () => {
  test('there are two hundred of them', () =>
    expect(new Set(templatePayloads).size).toBeGreaterThanOrEqual(200));

  test.each(['name', 'title', 'field.secret', 'signature', 'salutation'])(
    'as %s, in subject and body',
    (name) => {
      const template = { subject: `A {{${name}}} B`, html: `<p>A <b>{{${name}}}</b> B</p>` };
      // Everything else that could be asked for is there, and must not be.
      const others = { company: 'NEVER', city: 'NEVER', name: 'NEVER', title: 'NEVER' };
      for (const payload of templatePayloads) {
        const filled = fill(template, { ...others, [name]: payload });
        const said = asLine(payload);
        expect(filled.subject).toBe(`A ${said || `{{${name}}}`} B`);
        expect(filled.subject).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u);
        const body = page(filled.html);
        expect(body.textContent?.replaceAll(' ', '')).toBe(
          `A${(said || `{{${name}}}`).replaceAll(' ', '')}B`,
        );
        const tags = [...body.querySelectorAll('*')].map(({ tagName }) => tagName);
        expect(tags.filter((tag) => tag !== 'BR')).toEqual(['P', 'B', 'SPAN']);
        expect(filled.html).not.toContain('NEVER');
        const names = body.querySelector('span')!.getAttributeNames();
        expect(names.filter((one) => !one.startsWith('data-'))).toEqual([]);
      }
    },
  );

  test('also where it stands in what is said of a fact', () => {
    for (const payload of templatePayloads) {
      const filled = fill(
        { html: '<p>{{title}}</p>' },
        { title: { ...fact('title', 'CEO'), label: payload, by: payload } },
      );
      const span = page(filled.html).querySelector('span')!;
      expect(span.textContent).toBe('CEO');
      expect(span.dataset.by ?? '').toBe(asLine(payload));
      expect(span.getAttributeNames().every((one) => one.startsWith('data-'))).toBe(true);
    }
  });
});
