import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { Bench } from './bench.ts';
import { type Figure, milliseconds, Times } from './measuring.ts';

const rounds = 12;
/** Paged down to, or to the end of a smaller company. */
const rowsScrolled = 10_000;

/** What people do all day, in a browser on the data of all other figures. */
export async function browserFigures(bench: Bench): Promise<Figure[]> {
  const executablePath = process.env.RAPPORT_CHROMIUM ?? places.find((place) => existsSync(place));
  if (!executablePath) {
    return [
      {
        name: 'Interactions in the browser, p95',
        measured: '–',
        compared: 'no Chromium found; install one or name it in RAPPORT_CHROMIUM',
        target: '≤ 100 ms',
      },
    ];
  }
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const page = await openPage(browser, bench);
    return [...(await interactions(page)), await scrolling(page)];
  } finally {
    await browser.close();
  }
}

/** Where systems put the browser. */
const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

async function openPage(browser: Browser, { server, owner, actor }: Bench): Promise<Page> {
  const context = await browser.newContext({
    baseURL: server.address,
    locale: 'en-GB',
    viewport: { width: 1440, height: 900 },
    extraHTTPHeaders: { 'x-workspace': actor.workspaceId },
  });
  const answer = await context.request.post('/api/auth/sign-in/email', {
    headers: { origin: server.address },
    data: { email: owner.email, password: owner.password },
  });
  if (!answer.ok()) throw new Error(await answer.text());
  return context.newPage();
}

const rowsOf = '[data-row]';

async function showPeople(page: Page): Promise<void> {
  await page.goto('/people');
  await page.locator(rowsOf).first().waitFor();
  // What is fetched ahead, such as the boxes of the filter, comes a second after the list.
  await page.waitForTimeout(1_500);
}

async function interactions(page: Page): Promise<Figure[]> {
  const all = new Times();
  const each = {
    palette: new Times(),
    J: new Times(),
    record: new Times(),
    filter: new Times(),
  };
  const time = async (name: keyof typeof each, key: string, shown: string, counts: boolean) => {
    const taken = await timeOf(page, key, shown);
    if (!counts) return;
    all.add(taken);
    each[name].add(taken);
  };
  for (let round = -1; round < rounds; round++) {
    // The first round fetches the scripts that come on demand.
    const counts = round >= 0;
    await showPeople(page);
    await time('palette', 'Control+k', '[role="dialog"] input', counts);
    await page.keyboard.press('Escape');
    await page.locator('[role="dialog"]').waitFor({ state: 'detached' });

    await page.keyboard.press('j');
    for (let step = 0; step <= round; step++) {
      const here = await page.locator(`${rowsOf}:focus`).getAttribute('data-row');
      await time('J', 'j', `[data-row]:not([data-row="${here}"]):focus`, counts);
    }
    await time('record', 'Enter', 'main [data-fact]', counts);
    await page.goBack();
    await page.locator(rowsOf).first().waitFor();

    const first = await page.locator(rowsOf).first().getAttribute('data-row');
    await page.keyboard.press('f');
    await page.getByRole('combobox').first().waitFor();
    await page.keyboard.type('City');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Value' }).waitFor();
    await page.keyboard.type(towns[(round + 1) % towns.length]!);
    const narrowed = `main:has([data-chip]):not(:has([data-row="${first}"])) [data-row]`;
    await time('filter', 'Enter', narrowed, counts);
  }
  const typical = Object.entries(each).map(
    ([name, times]) => `${name} ${milliseconds(times.at(0.95))}`,
  );
  return [
    {
      name: 'Interactions in the browser, p95',
      measured: milliseconds(all.at(0.95)),
      compared: `from the key to what it shows, drawn: ${typical.join(', ')}`,
      target: '≤ 100 ms',
      reached: all.at(0.95) <= 100,
    },
  ];
}

const towns = ['Graz', 'Wien', 'Linz', 'Salzburg'];

/** From the key to the frame after the one in which `shown` is there. */
async function timeOf(page: Page, key: string, shown: string): Promise<number> {
  const watched = await page.evaluateHandle((selector) => {
    const { promise, resolve } = Promise.withResolvers<number>();
    let began: number | undefined;
    addEventListener('keydown', ({ timeStamp }) => (began = timeStamp), {
      capture: true,
      once: true,
    });
    const look = () => {
      if (began === undefined || !document.querySelector(selector)) requestAnimationFrame(look);
      else requestAnimationFrame(() => resolve(performance.now() - began!));
    };
    look();
    // In an object, because what is handed over would be waited for.
    return { shown: promise };
  }, shown);
  await page.keyboard.press(key);
  return watched.evaluate(({ shown: promise }) => promise);
}

/** The wheel turned as fast as a hand does, with the longest task of the page meanwhile. */
async function scrolling(page: Page): Promise<Figure> {
  await showPeople(page);
  await page.evaluate(() => {
    const tasks: number[] = [];
    Object.assign(globalThis, { longTasks: tasks });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration);
    }).observe({ type: 'longtask' });
  });
  const box = (await page.locator('[role="grid"]').boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, 450);
  let reached = 0;
  for (let still = 0; reached < rowsScrolled && still < 60; ) {
    await page.mouse.wheel(0, 1_200);
    await page.waitForTimeout(16);
    const last = await page.locator(rowsOf).last().getAttribute('aria-rowindex');
    still = Number(last) - 1 === reached ? still + 1 : 0;
    reached = Number(last) - 1;
  }
  const tasks = await page.evaluate(
    () => (globalThis as unknown as { longTasks: number[] }).longTasks,
  );
  const longest = Math.max(0, ...tasks);
  return {
    name: `Scrolling ${reached.toLocaleString('en')} rows, longest task`,
    measured: tasks.length === 0 ? 'none over 50 ms' : milliseconds(longest),
    compared: `${tasks.length} tasks over 50 ms, rows fetched on the way`,
    target: '≤ 50 ms',
    reached: tasks.length === 0,
  };
}
