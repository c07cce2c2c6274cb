import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { Server } from './crashes/installation.ts';

export const password = 'kettles like blue mondays';
export const owner = { name: 'Ada Kettle', email: 'ada@kettle.example' };

/** A browser this many times slower brings out what a quick machine hides: RAPPORT_SLOWDOWN=10. */
const slowdown = Number(process.env.RAPPORT_SLOWDOWN ?? 1);

const root = path.join(import.meta.dirname, '..');

/** A new installation, as a rule with its owner, and a browser to walk through it. */
export class Journey {
  readonly #folder: string;
  readonly server: Server;
  readonly #browser: Browser;

  constructor(folder: string, server: Server, browser: Browser) {
    this.#folder = folder;
    this.server = server;
    this.#browser = browser;
  }

  /** Without an owner the first visitor is asked to become it. `browser` is how to start it otherwise. */
  static async begin({
    withOwner = true,
    browser: args = [] as string[],
    port = undefined as number | undefined,
    settings = {} as Record<string, string>,
  } = {}): Promise<Journey> {
    buildWeb();
    const folder = mkdtempSync(path.join(os.tmpdir(), 'rapport-journey-'));
    // The database runs as another user when the tests run as root.
    execFileSync('chmod', ['711', folder]);
    const server = await Server.start({
      RAPPORT_DATA: path.join(folder, 'data'),
      // Browsers name the port in their Origin, so the server must know it from the start.
      PORT: String(port ?? (await freePort())),
      ...settings,
    });
    try {
      if (withOwner) await setUp(server.address);
      const browser = await chromium.launch({
        executablePath: process.env.RAPPORT_CHROMIUM ?? chromiumHere(),
        args: ['--no-sandbox', ...args],
      });
      return new Journey(folder, server, browser);
    } catch (error) {
      // Nobody else knows of the server yet.
      await server.stop();
      throw error;
    }
  }

  /** A browser of its own for one person; without an address nobody is signed in. */
  async open(
    email?: string,
    look: { theme?: 'light' | 'dark'; width?: number } = {},
  ): Promise<Page> {
    const context = await this.#browser.newContext({
      baseURL: this.server.address,
      locale: 'en-GB',
      reducedMotion: 'reduce',
      colorScheme: look.theme ?? 'light',
      viewport: { width: look.width ?? 1280, height: 900 },
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    if (email) await this.signIn(context, email);
    context.setDefaultTimeout(10_000 * Math.max(1, slowdown / 2));
    const page = await context.newPage();
    if (slowdown > 1) {
      const devtools = await context.newCDPSession(page);
      await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    }
    return page;
  }

  async signIn(context: BrowserContext, email: string): Promise<void> {
    const answer = await context.request.post('/api/auth/sign-in/email', {
      headers: { origin: this.server.address },
      data: { email, password },
    });
    if (!answer.ok()) throw new Error(await answer.text());
  }

  /** Makes something as whoever is signed in on that page; answers with its id. */
  async make(page: Page, path: string, data: unknown): Promise<string> {
    const answer = await page.request.post(`/api/v1/${path}`, {
      headers: { origin: this.server.address },
      data,
    });
    if (!answer.ok()) throw new Error(await answer.text());
    return ((await answer.json()) as { id: string }).id;
  }

  async end(): Promise<void> {
    await this.#browser.close();
    await this.server.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

async function setUp(origin: string): Promise<void> {
  const answer = await fetch(`${origin}/api/auth/setup`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: JSON.stringify({ companyName: 'Kettle & Daughters', ...owner, password }),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

/** The web app as people get it: tests set NODE_ENV, with which it would be built for its developers. */
export function buildWeb(): void {
  if (existsSync(path.join(root, 'dist/web/index.html'))) return;
  execFileSync(process.execPath, [path.join(root, 'node_modules/vite/bin/vite.js'), 'build'], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production' },
  });
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Where systems put the browser; Playwright's own download is not needed. */
function chromiumHere(): string {
  const places = [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ];
  const found = places.find((place) => existsSync(place));
  if (!found) throw new Error('No Chromium found. Install one, or name it in RAPPORT_CHROMIUM.');
  return found;
}

/** Whether a page is at `path`; the address of the sign-in page names the way back in its query. */
/** Goes to a page and waits until it is there with all that it asks for. */
export async function show(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.locator('main h1').waitFor();
  await page.waitForLoadState('networkidle').catch(() => undefined);
}

export const at = (path: string) => (address: URL) => address.pathname === path;

/** What is wrong for people with a screen reader, a keyboard or weak eyes; empty when nothing is. */
export async function barriers(page: Page, besides?: string): Promise<string[]> {
  // For some seconds the library's announcer holds the name of a button that is busy; the button may be gone.
  const axe = new AxeBuilder({ page }).exclude('[data-live-announcer]');
  // A frame in which no script may run would be waited for in vain.
  const { violations } = await (besides ? axe.exclude(besides) : axe).analyze();
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
  );
}
