import { html, raw } from 'hono/html';
import { strangersDocument, trapName } from '../forms/page.ts';
import { bookingPath, type Host } from './keeping.ts';
import type { Booked } from './taking.ts';
import {
  clockIn,
  dayIn,
  momentIn,
  type StrangersLanguage,
  type StrangersWord,
  strangersWords,
} from './words.ts';

type Document = ReturnType<typeof html>;
type Words = Record<StrangersWord, string>;

/** What a visitor typed so far. */
export interface Typed {
  name: string;
  email: string;
  message: string;
  slot: string;
}

export interface Offer {
  language: StrangersLanguage;
  zone: string;
  slots: readonly Temporal.Instant[];
}

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone')];

export function bookingDocument({
  host,
  typed,
  problems = {},
  notice,
  ...offer
}: Offer & {
  host: Host;
  minutes: number;
  typed: Typed;
  problems?: Partial<Record<keyof Typed, StrangersWord>>;
  notice?: StrangersWord;
}): Document {
  const { language, slots } = offer;
  const words = strangersWords[language];
  const title = `${words.title} ${host.name}`;
  return strangersDocument(
    language,
    title,
    html`<h1>${title}</h1>
      <p class="quiet">${host.company}</p>
      ${host.page.greeting ? html`<p>${host.page.greeting}</p>` : ''}
      ${notice ? html`<p class="notice" role="alert">${words[notice]}</p>` : ''}
      ${zoneForm(offer, words, host.page.lengths)}
      ${
        slots.length === 0
          ? html`<p role="status">${words.none}</p>`
          : html`<form method="post" accept-charset="utf-8">
        <input type="hidden" name="zone" value="${offer.zone}"><input type="hidden" name="length" value="${offer.minutes}">
        ${choice(offer, words, typed.slot, problems.slot)}
        ${line('name', typed.name, words, problems.name)}
        ${line('email', typed.email, words, problems.email)}
        <div class="field"><label for="message">${words.message} <span class="quiet">(${words.optional})</span></label>
          <textarea id="message" name="message" maxlength="5000">${raw('\n')}${typed.message}</textarea>
          ${problem(problems.message, words)}</div>
        <div class="trap" aria-hidden="true"><label>${words.trap}<input name="${trapName}" tabindex="-1" autocomplete="off"></label></div>
        <button type="submit">${words.book}</button>
      </form>`
      }`,
  );
}

/** The meeting of whoever has its link: when it is, and how to get rid of it. */
export function meetingDocument({
  booked,
  notice,
  ...offer
}: Offer & { booked: Booked; notice?: StrangersWord }): Document {
  const { language, zone, slots } = offer;
  const words = strangersWords[language];
  const { at, cancelled, host, minutes } = booked;
  const isOver = Temporal.Instant.compare(at, Temporal.Now.instant()) <= 0;
  const title = `${words.meetingWith} ${host.name}`;
  return strangersDocument(
    language,
    title,
    html`<h1>${title}</h1>
      <p class="quiet">${host.company}</p>
      ${notice ? html`<p class="notice" role="alert">${words[notice]}</p>` : ''}
      <p role="status">${cancelled ? words.cancelled : isOver ? words.over : words.booked}</p>
      <p><strong>${momentIn(language, at, zone)}</strong>, ${minutes} ${words.minutes}</p>
      ${
        cancelled || isOver
          ? host.path
            ? html`<p><a href="${host.path}">${words.again}</a></p>`
            : ''
          : html`<p class="quiet">${words.keepLink}</p>
      <form method="post" accept-charset="utf-8"><input type="hidden" name="act" value="cancel"><button type="submit">${words.cancel}</button></form>
      ${
        slots.length === 0
          ? ''
          : html`<h2>${words.move}</h2>${zoneForm(offer, words)}
      <form method="post" accept-charset="utf-8"><input type="hidden" name="act" value="move"><input type="hidden" name="zone" value="${zone}">
        ${choice(offer, words, '', undefined)}<button type="submit">${words.moveNow}</button></form>`
      }`
      }`,
  );
}

export function saying(language: StrangersLanguage, word: StrangersWord): Document {
  const text = strangersWords[language][word];
  return strangersDocument(language, text, html`<p role="alert">${text}</p>`);
}

/** Whose clock the hours are told by; a page without a script cannot know, so it is chosen. And how long it takes. */
function zoneForm(
  { zone, minutes }: Offer & { minutes?: number },
  words: Words,
  lengths: readonly number[] = [],
): Document {
  return html`<form method="get">${lengths.length > 1 ? lengthChoice(lengths, minutes, words) : ''}<div class="field"><label for="zone">${words.zone}</label>
    <select id="zone" name="zone">${zones.map(
      (one) =>
        html`<option value="${one}"${one === zone ? raw(' selected') : ''}>${one.replaceAll('_', ' ')}</option>`,
    )}</select></div><button type="submit" class="plain">${words.changeZone}</button></form>`;
}

function lengthChoice(
  lengths: readonly number[],
  chosen: number | undefined,
  words: Words,
): Document {
  return html`<div class="field"><label for="length">${words.howLong}</label>
    <select id="length" name="length">${lengths.map(
      (one) =>
        html`<option value="${one}"${one === chosen ? raw(' selected') : ''}>${one} ${words.minutes}</option>`,
    )}</select></div>`;
}

function choice(
  { language, zone, slots }: Offer,
  words: Words,
  chosen: string,
  wrong: StrangersWord | undefined,
): Document {
  const days = Map.groupBy(slots, (at) => at.toZonedDateTimeISO(zone).toPlainDate().toString());
  return html`<div class="field"><span>${words.choose}</span>${problem(wrong, words)}
    ${[...days.values()].map(
      (
        ofDay,
        index,
      ) => html`<details${index === 0 || ofDay.some((at) => at.toString() === chosen) ? raw(' open') : ''}>
      <summary>${dayIn(language, ofDay[0]!, zone)}</summary>
      <fieldset class="slots"><legend class="trap">${dayIn(language, ofDay[0]!, zone)}</legend>${ofDay.map(
        (at) =>
          html`<label class="agree"><input type="radio" name="slot" value="${at.toString()}" required${at.toString() === chosen ? raw(' checked') : ''}><span>${clockIn(language, at, zone)}</span></label>`,
      )}</fieldset></details>`,
    )}</div>`;
}

function line(
  name: 'name' | 'email',
  value: string,
  words: Words,
  wrong: StrangersWord | undefined,
): Document {
  return html`<div class="field"><label for="${name}">${words[name]}</label>
    <input id="${name}" name="${name}" type="${name === 'email' ? 'email' : 'text'}" value="${value}" maxlength="300" autocomplete="${name}" required${wrong ? raw(` aria-invalid="true" aria-describedby="${name}-problem"`) : ''}>
    ${problem(wrong, words, `${name}-problem`)}</div>`;
}

function problem(wrong: StrangersWord | undefined, words: Words, id = ''): Document | string {
  return wrong ? html`<span class="bad"${id ? raw(` id="${id}"`) : ''}>${words[wrong]}</span>` : '';
}

export const meetingAddress = (token: string) => `${bookingPath}/meeting/${token}`;
