import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import type { FormLanguage } from '../../../shared/interact/forms.ts';
import type { FormPage, Question } from './asking.ts';
import type { FormRow } from './forms.ts';
import { type PageWord, pageWords } from './words.ts';

/** As the web app looks, and without a script: the page is for strangers, on any browser. */
const style = `
:root{color-scheme:light dark;--canvas:light-dark(#f7f7f5,#141516);--surface:light-dark(#fff,#1c1d1f);--line:light-dark(#8a8a84,#7d8087);--text:light-dark(#1c1d1f,#eceded);--quiet:light-dark(#4b4d52,#b4b7bd);--accent:light-dark(#0f6b62,#4db6a9);--on:light-dark(#fff,#0b1f1d);--focus:light-dark(#1459c7,#7fb0ff);--bad:light-dark(#b3261e,#ff9a92)}
*{box-sizing:border-box}
body{margin:0;background:var(--canvas);color:var(--text);font:16px/1.5 system-ui,sans-serif}
main{max-width:36rem;margin:0 auto;padding:1.5rem 1rem 3rem}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 .75rem;overflow-wrap:anywhere}
p{margin:0 0 1rem;white-space:pre-line;overflow-wrap:anywhere}
form{display:grid;gap:1rem}
.field{display:grid;gap:.25rem}
label{overflow-wrap:anywhere}
.quiet{color:var(--quiet);font-size:.875rem}
.from{margin:0 0 .25rem}
.bad{color:var(--bad);font-size:.875rem}
.notice{border:1px solid var(--bad);border-radius:6px;padding:.75rem 1rem}
.said{border-color:var(--accent)}
input,select,textarea{width:100%;min-height:2.75rem;padding:.5rem .75rem;border:1px solid var(--line);border-radius:6px;background:var(--surface);color:inherit;font:inherit}
textarea{min-height:9rem;resize:vertical}
.agree{display:flex;gap:.75rem;align-items:flex-start}
.agree input{width:1.25rem;min-height:1.25rem;flex:none;margin:.125rem 0 0;accent-color:var(--accent)}
button{justify-self:start;min-height:2.75rem;padding:.5rem 1.5rem;border:0;border-radius:6px;background:var(--accent);color:var(--on);font:inherit;font-weight:600;cursor:pointer}
:focus-visible{outline:2px solid var(--focus);outline-offset:2px}
.plain{background:none;color:inherit;border:1px solid var(--line);font-weight:400}
h2{font-size:1.125rem;margin:2rem 0 .75rem}
form+form,form+h2{margin-top:1.5rem}
details{border:1px solid var(--line);border-radius:6px;background:var(--surface)}
summary{padding:.625rem .75rem;cursor:pointer}
.slots{border:0;margin:0;padding:.25rem .75rem .75rem;display:grid;grid-template-columns:repeat(auto-fill,minmax(6rem,1fr));gap:.5rem}
.trap{position:absolute;left:-9999px;width:1px;height:1px;overflow:hidden}
a{color:var(--accent)}
.rows{list-style:none;margin:0;padding:0;border-top:1px solid var(--line)}
.rows li{display:grid;gap:.125rem;padding:.625rem 0;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
.rows .value{font-weight:600}
.acts{display:flex;flex-wrap:wrap;gap:.75rem;margin:0 0 1rem;padding:0;list-style:none}
.act{display:inline-block;min-height:2.75rem;padding:.5rem 0;align-content:center}
.acts .act{padding:.5rem 1rem;border:1px solid var(--line);border-radius:6px;background:var(--surface)}
.top{display:flex;flex-wrap:wrap;gap:.5rem 1rem;justify-content:space-between;align-items:baseline}
`;
const styleHash = createHash('sha256').update(style).digest('base64');

/** Under which name the trap stands: something a machine likes to fill in and no person sees. */
export const trapName = 'homepage';

interface Shown {
  form: FormRow;
  page: FormPage;
  ticket: string;
  /** What was typed so far. */
  values?: Readonly<Record<string, string>>;
  agreed?: ReadonlySet<string>;
  problems?: Readonly<Record<string, PageWord>>;
  /** What is to be said above the fields. */
  notice?: PageWord;
  isProblem?: boolean;
}

/** The form as its page, or with what was typed and what is the matter with it. */
export function formDocument({
  form,
  page: { company, questions, asking },
  ticket,
  values = {},
  agreed = new Set(),
  problems = {},
  notice,
  isProblem = true,
}: Shown): Document {
  const language = form.language as FormLanguage;
  const words = pageWords[language];
  return strangersDocument(
    language,
    form.title,
    html`<p class="quiet from">${company}</p><h1>${form.title}</h1>
      ${form.intro ? html`<p>${form.intro}</p>` : ''}
      ${notice ? html`<p class="${isProblem ? 'notice' : 'quiet'}" role="${isProblem ? 'alert' : 'status'}">${words[notice]}</p>` : ''}
      <form method="post" accept-charset="utf-8">
        <input type="hidden" name="ticket" value="${ticket}">
        ${questions.map((question) => field(question, values[question.name] ?? '', problems[question.name], words))}
        <div class="trap" aria-hidden="true"><label>${words.trap}<input name="${trapName}" tabindex="-1" autocomplete="off"></label></div>
        ${asking.map(
          ({ purpose, text }) =>
            html`<label class="agree"><input type="checkbox" name="agree.${purpose}" value="yes"${agreed.has(purpose) ? raw(' checked') : ''}><span>${text}</span></label>`,
        )}
        <button type="submit">${words.send}</button>
      </form>`,
  );
}

type Document = ReturnType<typeof html>;

const autocomplete: Record<string, string> = {
  name: 'name',
  email: 'email',
  phone: 'tel',
  company: 'organization',
};

function field(
  { name, label, required, control, choices, longest }: Question,
  value: string,
  problem: PageWord | undefined,
  words: Record<PageWord, string>,
): Document {
  const needed = required ? raw(' required') : '';
  const said = problem ? html` aria-invalid="true" aria-describedby="${name}-problem"` : '';
  const box =
    control === 'choice'
      ? html`<select id="${name}" name="${name}"${needed}${said}><option value="">${words.choose}</option>${choices.map(
          (choice) =>
            html`<option value="${choice.value}"${choice.value === value ? raw(' selected') : ''}>${choice.label}</option>`,
        )}</select>`
      : control === 'text'
        ? html`<textarea id="${name}" name="${name}" maxlength="${longest}"${needed}${said}>${raw('\n')}${value}</textarea>`
        : html`<input id="${name}" name="${name}" type="${typeOf[control]}" value="${value}" maxlength="${longest}" autocomplete="${autocomplete[name] ?? 'off'}"${control === 'number' ? raw(' inputmode="decimal"') : ''}${needed}${said}>`;
  return html`<div class="field">
    <label for="${name}">${label}${required ? '' : html` <span class="quiet">(${words.optional})</span>`}</label>
    ${box}
    ${problem ? html`<span class="bad" id="${name}-problem">${words[problem]}</span>` : ''}
  </div>`;
}

/** A number is typed as text: a box for numbers knows no comma. */
const typeOf = {
  line: 'text',
  email: 'email',
  phone: 'tel',
  number: 'text',
  date: 'date',
} as const;

export function thanksDocument(form: FormRow): Document {
  const language = form.language as FormLanguage;
  const words = pageWords[language];
  return strangersDocument(
    language,
    words.thanksTitle,
    html`<h1>${words.thanksTitle}</h1><p role="status">${form.thanks || words.thanks}</p>`,
  );
}

/** One sentence, and where it goes on. */
export function wordDocument(language: FormLanguage, word: PageWord, address?: string): Document {
  return strangersDocument(
    language,
    pageWords[language][word],
    html`<p role="alert">${pageWords[language][word]}</p>${address ? html`<p><a href="${address}" target="_blank" rel="noopener">${address}</a></p>` : ''}`,
  );
}

/** Any page for strangers: it looks like these, runs nothing and is found by no search engine. */
export function strangersDocument(
  language: FormLanguage,
  title: string,
  content: Document,
): Document {
  return html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex,nofollow"><title>${title}</title><style>${raw(style)}</style></head><body><main>${content}</main></body></html>`;
}

/** Nothing runs, nothing is fetched, nobody frames it but the sites that were named. */
export function pageHeaders(origins: readonly string[]): Record<string, string> {
  return {
    'Content-Security-Policy': [
      "default-src 'none'",
      `style-src 'sha256-${styleHash}'`,
      "form-action 'self'",
      "base-uri 'none'",
      `frame-ancestors ${origins.length > 0 ? ["'self'", ...origins].join(' ') : "'none'"}`,
    ].join('; '),
    // Browsers that read the line above pass this one over; it cannot name the sites.
    ...(origins.length > 0 ? { 'X-Frame-Options': 'SAMEORIGIN' } : {}),
    'Cross-Origin-Resource-Policy': origins.length > 0 ? 'cross-origin' : 'same-origin',
    'X-Robots-Tag': 'noindex, nofollow',
    'Cache-Control': 'no-store',
  };
}
