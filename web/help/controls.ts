import type { Say } from '../ui/words.ts';
import type { Control, ControlRole, Some } from './guides.ts';

const boxes =
  'input:not([type=checkbox], [type=radio], [type=hidden]), textarea, [role=combobox], [role=textbox], [role=searchbox]';
const selectors: Record<ControlRole, string> = {
  button: 'button, [role=button]',
  link: 'a[href]',
  menuitem: '[role^=menuitem]',
  radio: 'input[type=radio], [role=radio]',
  checkbox: 'input[type=checkbox], [role=checkbox]',
  option: '[role=option]',
  box: boxes,
};

/** The first of such controls that is on the screen now. */
export function controlOnScreen(wanted: Control | Some, say: Say): HTMLElement | null {
  const from = 'within' in wanted ? [...document.querySelectorAll(wanted.within)] : [document.body];
  for (const place of from) {
    const candidates = [...place.querySelectorAll<HTMLElement>(selectors[wanted.role])];
    if (place instanceof HTMLElement && place.matches(selectors[wanted.role]))
      candidates.unshift(place);
    const found = candidates.find(
      (one) =>
        isShown(one) &&
        !one.closest('[data-help]') &&
        (!('name' in wanted) || isCalled(nameOf(one), say(wanted.name), say)),
    );
    if (found) return visibleOf(found);
  }
  return null;
}

/** A box that has to be filled in says so after its name. */
const isCalled = (name: string, wanted: string, say: Say) =>
  name === wanted || name === `${wanted} ${say('ui.field.required')}`;

/** A radio is drawn by its label; the input itself has no size. */
function visibleOf(control: HTMLElement): HTMLElement {
  return control instanceof HTMLInputElement && ['radio', 'checkbox'].includes(control.type)
    ? (control.closest('label') ?? control)
    : control;
}

function isShown(control: HTMLElement): boolean {
  if (control.closest('[aria-hidden=true], [inert]')) return false;
  const { width, height } = visibleOf(control).getBoundingClientRect();
  return width > 0 && height > 0;
}

/** What a control is called, as far as our own screens name theirs. */
function nameOf(control: HTMLElement): string {
  const label = control.getAttribute('aria-label');
  if (label) return label;
  const named = control.getAttribute('aria-labelledby');
  const by = (named ?? '').split(' ').flatMap((id) => document.getElementById(id) ?? []);
  if (by.length > 0) return by.map(textOf).join(' ').trim();
  const labels = 'labels' in control ? (control.labels as NodeListOf<HTMLElement> | null) : null;
  if (labels && labels.length > 0) return [...labels].map(textOf).join(' ').trim();
  return textOf(control).trim();
}

function textOf(element: Element): string {
  if (element.getAttribute('aria-hidden') === 'true') return '';
  return [...element.childNodes]
    .map((child) => (child instanceof Element ? textOf(child) : (child.textContent ?? '')))
    .join('')
    .replace(/\s+/g, ' ');
}
