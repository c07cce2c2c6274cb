import type { FileChooser, Locator, Page } from 'playwright-core';

/**
 * Counts what somebody does as the effort budgets of the screens count it: one action is one chord of keys, one
 * click or tap, one run of typing, or one file chosen. Waiting, reading and looking are free.
 */
export class Effort {
  readonly #page: Page;
  actions = 0;

  constructor(page: Page) {
    this.#page = page;
  }

  async press(chord: string): Promise<void> {
    this.actions += 1;
    await this.#page.keyboard.press(chord);
  }

  async type(text: string): Promise<void> {
    this.actions += 1;
    await this.#page.keyboard.type(text);
  }

  async click(what: Locator): Promise<void> {
    this.actions += 1;
    await what.click();
  }

  /** The window in which the system lets files be chosen is opened by `act`; to choose one there is an action. */
  async choose(file: Parameters<FileChooser['setFiles']>[0], act: () => Promise<void>) {
    const asked = this.#page.waitForEvent('filechooser');
    // The browser is told to hand the window over, and a key may be quicker than that.
    await this.#page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
    const [chooser] = await Promise.all([asked, act()]);
    this.actions += 1;
    await chooser.setFiles(file);
  }
}
