import { existsSync } from 'node:fs';
import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core';
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
    const empty = await openEmptyPage(browser);
    return [...(await interactions(page, empty)), await scrolling(browser, page)];
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

/** What the same browser needs for a key that shows one word on a page with nothing else. */
async function openEmptyPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage();
  await page.setContent(
    '<script>addEventListener("keydown", () => document.body.append(document.createElement("b")))</script>',
  );
  return page;
}

/** In words that are short enough for a table. */
const steps = ['palette', 'J', 'record', 'filter', 'empty'] as const;

async function interactions(page: Page, empty: Page): Promise<Figure[]> {
  const all = new Times();
  const shown = each(steps, () => new Times());
  const busy = each(steps, () => new Times());
  let counts = false;
  const time = async (step: (typeof steps)[number], key: string, selector: string) => {
    const { taken, worked } = await timeOf(step === 'empty' ? empty : page, key, selector);
    // The first round fetches the scripts that come on demand.
    if (!counts) return;
    if (step !== 'empty') all.add(taken);
    shown[step].add(taken);
    busy[step].add(worked);
  };
  for (let round = -1; round < rounds; round++) {
    counts = round >= 0;
    await empty.bringToFront();
    await empty.evaluate(() => document.body.replaceChildren());
    await time('empty', 'a', 'b');

    await page.bringToFront();
    await showPeople(page);
    await time('palette', 'Control+k', '[role="dialog"] input');
    await page.keyboard.press('Escape');
    await page.locator('[role="dialog"]').waitFor({ state: 'detached' });

    await page.keyboard.press('j');
    for (let step = 0; step <= round; step++) {
      const here = await page.locator(`${rowsOf}:focus`).getAttribute('data-row');
      await time('J', 'j', `[data-row]:not([data-row="${here}"]):focus`);
    }
    await time('record', 'Enter', 'main [data-fact]');
    await page.goBack();
    await page.locator(rowsOf).first().waitFor();

    const first = await page.locator(rowsOf).first().getAttribute('data-row');
    await page.keyboard.press('f');
    await page.getByRole('combobox').first().waitFor();
    await page.keyboard.type('Town');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Value' }).waitFor();
    await page.keyboard.type(towns[(round + 1) % towns.length]!);
    const narrowed = `main:has([data-chip]):not(:has([data-row="${first}"])) [data-row]`;
    await time('filter', 'Enter', narrowed);
  }
  const typical = steps.map(
    (step) =>
      `${step === 'empty' ? 'an empty page' : step} ${milliseconds(shown[step].at(0.95))} (${milliseconds(busy[step].at(0.95))})`,
  );
  return [
    {
      name: 'Interactions in the browser, p95',
      measured: milliseconds(all.at(0.95)),
      compared: `p95 of each, and of its work in the page: ${typical.join(', ')}`,
      target: '≤ 100 ms',
      reached: all.at(0.95) <= 100,
    },
  ];
}

function each<Name extends string, Value>(names: readonly Name[], value: () => Value) {
  return Object.fromEntries(names.map((name) => [name, value()])) as Record<Name, Value>;
}

const towns = ['Graz', 'Wien', 'Linz', 'Salzburg'];

interface Taken {
  /** From the key to the frame after the one in which `shown` is there. */
  taken: number;
  /** Processor time of the page's main thread meanwhile. */
  worked: number;
}

async function timeOf(page: Page, key: string, shown: string): Promise<Taken> {
  const watched = await page.evaluateHandle((selector) => {
    const { promise, resolve } = Promise.withResolvers<number>();
    let began: number | undefined;
    addEventListener('keydown', ({ timeStamp }) => (began = timeStamp), {
      capture: true,
      once: true,
    });
    const look = () => {
      if (began === undefined || !document.querySelector(selector)) return;
      changes.disconnect();
      removeEventListener('focusin', look);
      const next = requestAnimationFrame;
      next(() => next(() => resolve(performance.now() - began!)));
    };
    // Looked for when something has changed: a page that is asked for every frame draws every frame.
    const changes = new MutationObserver(look);
    changes.observe(document, { attributes: true, childList: true, subtree: true });
    addEventListener('focusin', look);
    // In an object, because what is handed over would be waited for.
    return { shown: promise };
  }, shown);
  const before = await workOf(page);
  await page.keyboard.press(key);
  const taken = await watched.evaluate(({ shown: promise }) => promise);
  return { taken, worked: (await workOf(page)) - before };
}

const sessions = new WeakMap<Page, Promise<CDPSession>>();

/** Processor time of the main thread so far, in milliseconds: what others do on the machine is not in it. */
async function workOf(page: Page): Promise<number> {
  const session = sessions.get(page) ?? openSession(page);
  sessions.set(page, session);
  const { metrics } = await (await session).send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')!.value * 1_000;
}

async function openSession(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return session;
}

/** The wheel turned as fast as a hand does, with the longest task of the page meanwhile. */
async function scrolling(browser: Browser, page: Page): Promise<Figure> {
  await showPeople(page);
  await page.evaluate(() => {
    const tasks: number[] = [];
    Object.assign(globalThis, { longTasks: tasks });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration);
    }).observe({ type: 'longtask' });
  });
  await browser.startTracing(page, { categories: ['toplevel'] });
  const box = (await page.locator('[role="grid"]').boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, 450);
  let reached = 0;
  for (let still = 0; reached < rowsScrolled && still < 60; ) {
    await page.mouse.wheel(0, 1_200);
    await page.waitForTimeout(16);
    // Asked in the page itself: a locator looks through all of it, as a part of the tasks that count.
    const last = await page.evaluate((rows) => {
      const drawn = document.querySelectorAll(rows);
      return Number(drawn[drawn.length - 1]?.getAttribute('aria-rowindex')) - 1;
    }, rowsOf);
    still = last === reached ? still + 1 : 0;
    reached = last;
  }
  const tasks = await page.evaluate(
    () => (globalThis as unknown as { longTasks: number[] }).longTasks,
  );
  const worked = workOfTasks(await browser.stopTracing());
  const longest = Math.max(0, ...tasks);
  return {
    name: `Scrolling ${reached.toLocaleString('en')} rows, longest task`,
    measured: tasks.length === 0 ? 'none over 50 ms' : milliseconds(longest),
    compared: `${tasks.length} tasks over 50 ms, rows fetched on the way; in processor time ${worked.filter((time) => time > 50).length}, the longest ${milliseconds(Math.max(0, ...worked))}, the p99 ${milliseconds(quantile(worked, 0.99))}`,
    target: '≤ 50 ms',
    reached: tasks.length === 0,
  };
}

interface Trace {
  traceEvents: {
    name: string;
    ph: string;
    pid: number;
    tid: number;
    tdur?: number;
    args?: { name?: string };
  }[];
}

/** Processor time of every task of the traced page's main thread, in milliseconds. */
function workOfTasks(trace: Buffer): number[] {
  const { traceEvents } = JSON.parse(trace.toString()) as Trace;
  const tasks = Map.groupBy(
    traceEvents.filter(({ name, ph }) => ph === 'X' && name.endsWith('RunTask')),
    ({ pid, tid }) => `${pid} ${tid}`,
  );
  const pages = traceEvents
    .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
    .map(({ pid, tid }) => (tasks.get(`${pid} ${tid}`) ?? []).map(({ tdur = 0 }) => tdur / 1_000));
  // The other renderers have nothing to do meanwhile.
  const sum = (times: number[]) => times.reduce((total, time) => total + time, 0);
  return pages.toSorted((a, b) => sum(b) - sum(a))[0] ?? [];
}

function quantile(times: number[], share: number): number {
  const all = new Times();
  for (const time of times) all.add(time);
  return all.at(share);
}
