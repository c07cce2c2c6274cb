import { fc, test as property } from '@fast-check/vitest';
import { JSDOM } from 'jsdom';
import { afterAll, describe, expect, test } from 'vitest';
import { closeWorkers } from '../../platform/workers/calls.ts';
import { attackHost, attacks } from './attacks.ts';
import { sanitiseHtml } from './sanitise.ts';
import { sanitise } from './sanitising.ts';

const picture = 'data:image/png;base64,iVBORw0KGgo=';
const images = new Map([
  ['logo@x', picture],
  ['photo@x', 'https://files.example/photo?x=1'],
]);
const clean = (html: string, remote = false) => sanitise({ html, remote, inlineImages: images });

const browser = new JSDOM('').window;

/** What a browser would make of it: every attribute of every element, and the style sheets. */
function inspect(html: string): {
  elements: string[];
  attributes: [string, string][];
  css: string;
} {
  const document = new browser.DOMParser().parseFromString(html, 'text/html');
  const all = [...document.querySelectorAll('*')];
  return {
    elements: all.map((element) => element.localName),
    attributes: all.flatMap((element) =>
      [...element.attributes].map((attribute): [string, string] => [
        attribute.name,
        attribute.value,
      ]),
    ),
    css: [
      ...all.map((element) => element.getAttribute('style') ?? ''),
      ...[...document.querySelectorAll('style')].map((style) => style.textContent),
    ].join('\n'),
  };
}

const active = new Set(
  'script iframe frame object embed applet form input button select textarea link base svg math animate set foreignobject video audio source track picture portal template noscript xmp plaintext'.split(
    ' ',
  ),
);

function expectHarmless(html: string): void {
  const { elements, attributes, css } = inspect(html);
  expect(elements.filter((name) => active.has(name))).toEqual([]);
  expect(elements.filter((name) => name === 'meta')).toHaveLength(3);
  for (const [name, value] of attributes) {
    expect(name).not.toMatch(
      /^on|^srcset$|^poster$|^action$|^formaction$|^srcdoc$|^ping$|^xlink|^http-equiv-x/,
    );
    if (name === 'src' || name === 'background')
      expect(value).toMatch(/^data:image\/(?!svg)|^https:\/\/files\.example\//);
    if (name === 'href') expect(value).toMatch(/^(?:https?:|mailto:|tel:|#)/i);
  }
  expect(css.replace(/data:image[^)]*/g, '')).not.toMatch(
    /url\(|@import|@font-face|image-set|expression|position:\s*(?:fixed|sticky)|-moz-binding|behavior/i,
  );
}

describe('nothing of a mail runs, fetches or covers', () => {
  for (const [family, all] of Object.entries(attacks)) {
    test.each(all)(`${family}: %s`, (html) => {
      const result = clean(html);
      expectHarmless(result.html);
      expect(fetchable(result.html)).not.toContain(attackHost);
    });
  }
});

/** Without the words, which may name whom they like. */
function fetchable(html: string): string {
  const { attributes, css } = inspect(html);
  return `${attributes.map(([, value]) => value).join('\n')}\n${css}`.toLowerCase();
}

describe('what a mail looks like stays', () => {
  test('words, layout and colours', () => {
    const { html } = clean(
      '<html lang="de-CH"><head><style>.a > p{color:red;margin:1px 2px} @media (max-width:600px){td{display:block}}</style></head><body bgcolor="#eee"><table width=600 cellpadding=4><tr><td style="color:#123;padding:4px" align=center>Grüezi</td></tr></table></body></html>',
    );
    expect(html).toContain('.a>p{color:red;margin:1px 2px}');
    expect(html).toContain('@media (max-width:600px){td{display:block}}');
    expect(html).toContain('bgcolor="#eee"');
    expect(inspect(html).attributes).toEqual(
      expect.arrayContaining([
        ['style', 'color:#123;padding:4px'],
        ['align', 'center'],
      ]),
    );
    expect(html).toContain('Grüezi</td>');
    expect(clean('<html lang="de-CH"><p>x').language).toBe('de-CH');
  });

  test('pictures that came along', () => {
    const { html, blockedRemote } = clean(
      '<img src="cid:logo@x"><img src="CID:photo%40x"><img src="cid:missing">',
    );
    expect(html).toContain(`<img src="${picture}">`);
    expect(html).toContain('<img src="https://files.example/photo?x=1">');
    expect(html).toContain('img-src data: https://files.example;');
    expect(blockedRemote).toBe(0);
  });

  test('links, which open elsewhere and tell nothing', () => {
    expect(clean('<a href="https://x.example/?a=1&amp;b=2">x</a>').html).toContain(
      '<a href="https://x.example/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer nofollow">x</a>',
    );
  });

  test('the words of what is taken out', () => {
    expect(clean('<form><label>Your name</label></form>').html).toContain('Your name');
  });
});

test('pictures from elsewhere are counted, and shown when asked', () => {
  const html = `<img src="http://x.example/a.png"><p style="background:url(https://x.example/b.png)">x</p><img src="//x.example/c.png">`;
  expect(clean(html).blockedRemote).toBe(3);
  const shown = clean(html, true);
  expect(shown.blockedRemote).toBe(0);
  expect(shown.html).toContain('<img src="https://x.example/a.png">');
  expect(shown.html).toContain('url(https://x.example/b.png)');
  expect(shown.html).toContain(
    "default-src 'none'; img-src data: https://files.example https:; style-src 'unsafe-inline'",
  );
});

const tracker = `https://${attackHost}/p.gif`;
const fragment = fc.constantFrom(
  '<p>',
  '</p>',
  '<style>',
  '</style>',
  '<svg>',
  '</svg>',
  '<math>',
  '<table>',
  '<td background=',
  '<img src=',
  'onerror=alert(1)',
  '<!--',
  '-->',
  '<a href=',
  'javascript:alert(1)',
  `"${tracker}"`,
  `url(${tracker})`,
  '@import',
  '"',
  "'",
  '>',
  '<',
  '\\',
  '{',
  '}',
  ';',
  'p{',
  'style="',
  '&lt;',
  '\0',
  'x',
  ' ',
  '<noscript>',
  '<textarea>',
  '<title>',
  '<xmp>',
  '<mglyph>',
  '<form>',
  '</form>',
);
property.prop([fc.array(fragment, { maxLength: 40 })], { numRuns: 100 })(
  'no mixture of fragments gets through',
  (parts) => {
    expectHarmless(clean(parts.join('')).html);
  },
);

describe('in its thread', () => {
  afterAll(closeWorkers);

  test('a mail is cleaned', async () => {
    expect(
      (await sanitiseHtml('<p onclick=x>Hello</p>', { remote: false, inlineImages: images })).html,
    ).toContain('<p>Hello</p>');
  });

  test('a mail that takes too long is shown as its words', { timeout: 20_000 }, async () => {
    const { html } = await sanitiseHtml(`${'<b><i>'.repeat(100_000)}1 &lt; 2`, {
      remote: false,
      inlineImages: images,
    });
    expect(html).toContain('<pre>1 &#60; 2</pre>');
    expect(html).toContain("default-src 'none'");
  });
});
