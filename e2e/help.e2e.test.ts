import { setTimeout as pause } from 'node:timers/promises';
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, test } from 'vitest';
import {
  type Control,
  type ControlRole,
  type Guide,
  guides,
  type Some,
} from '../web/help/guides.ts';
import { messageTexts } from '../web/locales/catalogues.ts';
import { at, Journey, owner } from './journey.ts';

/** Every guide is done on the running screens as it is shown to people: one that tells of what is not there fails. */

let journey: Journey;
let sample: string;

beforeAll(async () => {
  journey = await Journey.begin();
  const page = await journey.open(owner.email);
  const headers = { origin: journey.server.address };
  const made = await page.request.put('/api/v1/sample', { headers, data: {} });
  sample = ((await made.json()) as { id: string }).id;
  await enterSample(page);
  for (const name of ['Elisabeth Gruber', 'Lisa Gruber'])
    await page.request.post('/api/v1/people', {
      headers,
      data: { name, phones: ['+43 316 222333'] },
    });
  // The server looks for them in the background.
  for (let pairs = 0; pairs < 1; await pause(200)) {
    const answer = await page.request.get('/api/v1/duplicates');
    pairs = ((await answer.json()) as { rows: unknown[] }).rows.length;
  }
  await page.context().close();
}, 90_000);

afterAll(() => journey?.end());

async function enterSample(page: Page): Promise<void> {
  await page.request.post('/api/auth/switch-workspace', {
    headers: { origin: journey.server.address },
    data: { id: sample },
  });
}

const selectors: Partial<Record<ControlRole, string>> = { box: 'input, textarea' };

function locate(page: Page, wanted: Control | Some, say: (id: string) => string): Locator {
  if ('within' in wanted) {
    const place = page.locator(wanted.within);
    if (wanted.role === 'box') return place.locator(selectors.box!).first();
    // One that is itself what is meant, such as a value that is a button.
    return wanted.within.endsWith('[data-fact]')
      ? place.first()
      : place.getByRole(wanted.role, { disabled: false }).first();
  }
  const name = say(wanted.name);
  // What lies behind a dialog cannot be reached and is not meant.
  const inReach = page.locator(':not([inert] *, [aria-hidden=true] *)');
  if (wanted.role !== 'box')
    return page.getByRole(wanted.role, { name, exact: true }).and(inReach).first();
  return page
    .getByLabel(name, { exact: true })
    .or(page.getByLabel(`${name} ${say('ui.field.required')}`, { exact: true }))
    .and(page.locator('input, textarea'))
    .and(inReach)
    .first();
}

async function follow(page: Page, { steps }: Guide, say: (id: string) => string): Promise<void> {
  const frame = page.locator('[data-help-frame]');
  let written = '';
  for (const step of steps) {
    if ('keys' in step) {
      await page.keyboard.press(step.keys.replace('Mod', 'Control'));
      continue;
    }
    const wanted =
      'press' in step
        ? step.press
        : 'write' in step
          ? step.write
          : 'pick' in step
            ? step.pick
            : step.see;
    const found = locate(page, wanted, say);
    // What was offered before is not what was asked for.
    const control =
      wanted.role === 'option'
        ? page.getByRole('option').filter({ hasText: written }).first()
        : found;
    await control.waitFor();
    // What is framed on the screen is what the step means.
    await frame.waitFor();
    if ('press' in step && step.until) {
      const end = locate(page, step.until, say);
      for (let presses = 0; presses < 12 && !(await end.isVisible()); presses += 1) {
        await control.click();
        await pause(300);
      }
      await end.waitFor();
    } else if ('write' in step) {
      written = typeof step.trial === 'string' ? step.trial : say(step.trial.say);
      await control.fill(written);
    } else if (!('see' in step)) {
      const option = wanted.role === 'radio' || wanted.role === 'checkbox';
      await control.click(option ? { force: true } : {});
    }
  }
}

describe.each(['en', 'de'] as const)('the guides, in %s', (language) => {
  const texts = messageTexts(language);
  const say = (id: string) => texts[id] ?? id;
  let page: Page;

  beforeAll(async () => {
    page = await journey.open(owner.email);
    await enterSample(page);
    await page.addInitScript((chosen) => {
      localStorage.setItem('rapport.look', JSON.stringify({ language: chosen }));
    }, language);
    await page.goto('/people');
    await page.locator('[data-row]').first().waitFor();
  }, 60_000);
  afterAll(() => page?.context().close());
  // One guide that lies is no reason for the next.
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    await page.goto('/people');
    await page.locator('[data-row]').first().waitFor();
  });

  test.each(guides.map((one) => [one.id, one as Guide] as const))(
    '%s',
    async (_, guide) => {
      // Search what it is called, read it, and have it shown.
      await page.keyboard.press('?');
      const search = page.getByRole('searchbox', { name: say('help.search'), exact: true });
      await search.waitFor();
      await search.fill(say(guide.title));
      await page.getByRole('button', { name: say(guide.title), exact: true }).click();
      await page.getByText(say(guide.lead)).waitFor();
      if (guide.command) {
        await page.getByText(guide.command).waitFor();
        await page.keyboard.press('Escape');
        await search.waitFor({ state: 'detached' });
        return;
      }
      await page.getByRole('button', { name: say('help.show'), exact: true }).click();
      const coach = page.getByRole('complementary', { name: say('help.coach'), exact: true });
      await coach.waitFor();
      await page.waitForURL(at(guide.at));
      await page.locator('main h1').first().waitFor();
      await follow(page, guide, say);
      // Who was found opens, however busy the machine is.
      if (guide.id === 'find') await page.waitForURL((address) => address.pathname !== guide.at);
      await pause(300);
      // Whatever was opened is closed again, and so is the corner.
      const stop = page.getByRole('button', { name: say('help.stop'), exact: true });
      await stop.click();
      await coach.waitFor({ state: 'detached' });
      const mail = page.locator('[data-writing]');
      if (await mail.isVisible()) {
        await mail.getByRole('textbox').first().press('Escape');
        await mail.waitFor({ state: 'detached' });
      }
      for (
        let layers = 0;
        layers < 4 && (await page.getByRole('dialog').count()) > 0;
        layers += 1
      ) {
        await page.keyboard.press('Escape');
        await pause(200);
      }
      await page
        .locator('main h1')
        .first()
        .focus()
        .catch(() => undefined);
    },
    30_000,
  );
});
