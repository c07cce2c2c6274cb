import { html, raw } from 'hono/html';
import { strangersDocument } from '../../interact/forms/page.ts';
import type { Held, HeldRow } from './held.ts';
import { privatePath } from './links.ts';
import type { PageDeed } from './tickets.ts';
import { dayIn, type PageLanguage, type PageWord, pageWords } from './words.ts';

type Document = ReturnType<typeof html>;

interface Shown {
  held: Held;
  company: string;
  maker: string;
  zone: string;
  expiresAt?: Temporal.Instant;
  /** The token of a page that acts; without it nothing can be done on it. */
  token?: string;
  isPreview?: boolean;
  notice?: PageWord;
}

/** Everything held, as the person reads it, a colleague sees it beforehand, and the archive keeps it. */
export function heldDocument(shown: Shown): Document {
  const { held, company, maker, zone, expiresAt, token, isPreview, notice } = shown;
  const { language } = held;
  const words = pageWords[language];
  const other = language === 'de' ? 'en' : 'de';
  const acts = ['download', 'everything', 'erase'] as const;
  return strangersDocument(
    language,
    `${words.title} · ${company}`,
    html`<div class="top"><p class="quiet">${company}</p>${
      token
        ? html`<a class="act" lang="${other}" hreflang="${other}" href="${addressOf(token, '', other)}">${words.otherLanguage}</a>`
        : ''
    }</div>
      <h1>${words.title}</h1>
      ${isPreview ? html`<p class="notice said" role="status">${words.preview}</p>` : ''}
      ${notice ? html`<p class="notice said" role="status">${words[notice]}</p>` : ''}
      <p><strong>${held.name}</strong></p>
      <p class="quiet">${words.from} ${maker}, ${company}.${
        expiresAt
          ? html` ${words.until} ${dayIn(language, expiresAt, zone)}. ${words.keepToYourself}`
          : ''
      }</p>
      ${
        token || isPreview
          ? html`<h2>${words.rights}</h2><ul class="acts">${[
              ...acts.map((act) => actItem(token, language, act, words[act])),
              ...(held.canObject.all
                ? [actItem(token, language, 'object?to=all', words.objectAll)]
                : []),
              ...(held.canObject.personal
                ? [actItem(token, language, 'object?to=personal', words.objectPersonal)]
                : []),
            ]}</ul>`
          : ''
      }
      ${held.sections.map(
        ({
          key,
          title,
          lead,
          rows,
        }) => html`<section aria-labelledby="${key}"><h2 id="${key}">${title}</h2>
        ${lead ? html`<p>${lead}</p>` : ''}
        ${rows.length > 0 ? html`<ul class="rows">${rows.map((row) => rowOf(row, shown))}</ul>` : lead ? '' : html`<p>${words.nothing}</p>`}
      </section>`,
      )}`,
  );
}

function rowOf(row: HeldRow, { held: { language }, token, isPreview }: Shown): Document {
  const words = pageWords[language];
  const { label, value, about, correct, stop } = row;
  const act = correct
    ? ([`correct?what=${correct.statement}`, words.correct] as const)
    : stop
      ? ([
          `withdraw?purpose=${encodeURIComponent(stop.purpose)}&channel=${stop.channel}`,
          words.withdraw,
        ] as const)
      : undefined;
  const what = `${label} ${value}`.slice(0, 100);
  return html`<li>${label ? html`<span class="quiet">${label}</span>` : ''}<span class="value">${value}</span>
    ${about.length > 0 ? html`<span class="quiet">${about.join(' · ')}</span>` : ''}
    ${
      act && token
        ? html`<span><a class="act" href="${addressOf(token, act[0], language)}" aria-label="${act[1]}: ${what}">${act[1]}</a></span>`
        : act && isPreview
          ? html`<span class="quiet">${act[1]}</span>`
          : ''
    }</li>`;
}

function actItem(
  token: string | undefined,
  language: PageLanguage,
  rest: string,
  text: string,
): Document {
  return html`<li>${token ? html`<a class="act" href="${addressOf(token, rest, language)}">${text}</a>` : html`<span class="act">${text}</span>`}</li>`;
}

function addressOf(token: string, rest: string, language: PageLanguage): string {
  const path = `${privatePath}/${token}${rest ? `/${rest}` : ''}`;
  return `${path}${rest.includes('?') ? '&' : '?'}language=${language}`;
}

export const pageAddress = (token: string, language: PageLanguage, done?: PageWord): string =>
  `${addressOf(token, '', language)}${done ? `&done=${done}` : ''}`;

/** What is about to happen, in words, and a button for it: nothing happens by opening this. */
export function confirmDocument({
  deed,
  language,
  token,
  ticket,
  row,
  typed = '',
  problem,
}: {
  deed: PageDeed;
  language: PageLanguage;
  token: string;
  ticket: string;
  /** What it is about. */
  row?: HeldRow | undefined;
  typed?: string;
  problem?: PageWord | undefined;
}): Document {
  const words = pageWords[language];
  const called =
    deed.kind === 'object' ? (deed.to === 'all' ? 'objectAll' : 'objectPersonal') : deed.kind;
  const title = words[`${called}Title`];
  const send = words[`${deed.kind}Send` as const];
  const said = problem ? raw(' aria-invalid="true" aria-describedby="said-problem"') : '';
  return strangersDocument(
    language,
    title,
    html`<h1>${title}</h1>
      ${row ? html`<p>${deed.kind === 'correct' ? html`${words.correctNow}<br>` : ''}<span class="quiet">${row.label}</span> <strong>${row.value}</strong></p>` : ''}
      <p>${words[`${called}Lead`]}</p>
      <form method="post" accept-charset="utf-8" action="${privatePath}/${token}/${deed.kind}">
        <input type="hidden" name="language" value="${language}"><input type="hidden" name="ticket" value="${ticket}">
        ${
          deed.kind === 'correct'
            ? html`<div class="field"><label for="said">${words.correctBox}</label>
          <textarea id="said" name="said" maxlength="2000" required${said}>${raw('\n')}${typed}</textarea>
          ${problem ? html`<span class="bad" id="said-problem">${words[problem]}</span>` : ''}</div>`
            : ''
        }
        <button type="submit">${send}</button>
      </form>
      <p><a class="act" href="${addressOf(token, '', language)}">${words[deed.kind === 'download' ? 'back' : 'cancel']}</a></p>`,
  );
}

export function sayingDocument(language: PageLanguage, word: PageWord, back?: string): Document {
  const words = pageWords[language];
  return strangersDocument(
    language,
    words[word],
    html`<p role="alert">${words[word]}</p>${back ? html`<p><a class="act" href="${back}">${words.back}</a></p>` : ''}`,
  );
}
