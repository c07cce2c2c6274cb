import type { SingleSignOnBegun } from '../../../../shared/platform/single-sign-on.ts';
import type { Company } from '../../../testing/company.ts';
import { origin } from '../../../testing/installation.ts';

export const callback = `${origin}/api/auth/single-sign-on/callback`;

/** Cookies as a browser keeps them, for one site. */
class Jar {
  readonly #kept = new Map<string, string>();

  get header(): Record<string, string> {
    const pairs = [...this.#kept].map(([name, value]) => `${name}=${value}`);
    return pairs.length > 0 ? { cookie: pairs.join('; ') } : {};
  }

  keep(answer: Response): void {
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/max-age=0/i.test(line) || value === '') this.#kept.delete(name);
      else this.#kept.set(name, value);
    }
  }

  add(cookie: string): void {
    const [name = '', value = ''] = cookie.split(/=(.*)/s);
    this.#kept.set(name, value);
  }
}

/** A window of a browser: it goes to the provider and comes back, with the cookies of both. */
export class Window {
  readonly #company: Company;
  readonly here = new Jar();
  readonly there = new Jar();

  constructor(company: Company, cookie?: string) {
    this.#company = company;
    if (cookie) this.here.add(cookie);
  }

  async send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const answer = await this.#company.app.request(path.replace(origin, ''), {
      method,
      headers: {
        origin,
        'sec-fetch-site': 'same-origin',
        ...this.here.header,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    this.here.keep(answer);
    return answer;
  }

  async setOut(input: object = {}): Promise<string> {
    const answer = await this.send('POST', '/api/auth/single-sign-on/begin', input);
    if (!answer.ok) throw new Error(await answer.text());
    return ((await answer.json()) as SingleSignOnBegun).url;
  }

  /** To the provider and whatever pages it has, until it sends the browser back; the address it sends to. */
  async visit(url: string): Promise<string> {
    let at = url;
    for (let steps = 0; steps < 10; steps++) {
      if (at.startsWith(callback)) return at;
      const answer = await fetch(at, { redirect: 'manual', headers: this.there.header });
      this.there.keep(answer);
      const location = answer.headers.get('location');
      if (!location) throw new Error(`${answer.status} ${await answer.text()}`);
      at = new URL(location, at).href;
    }
    throw new Error('It goes round in circles.');
  }

  /** As a link from another site is followed: with cookies, without an origin. */
  async follow(address: string): Promise<string> {
    const answer = await this.#company.app.request(address.replace(origin, ''), {
      headers: { ...this.here.header, 'sec-fetch-site': 'cross-site' },
    });
    this.here.keep(answer);
    if (answer.status !== 303) throw new Error(`${answer.status} ${await answer.text()}`);
    return answer.headers.get('location')!;
  }

  /** All of it; where the browser ends. */
  async comeIn(input: object = {}): Promise<string> {
    return this.follow(await this.visit(await this.setOut(input)));
  }

  /** Who it is taken for. */
  async session() {
    const answer = await this.send('GET', '/api/v1/session');
    return answer.ok ? ((await answer.json()) as { user: { email: string; level: string } }) : null;
  }
}
