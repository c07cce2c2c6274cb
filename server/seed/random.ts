/**
 * Everything in a seed follows from its number and from what is being made: chance is a pure function of
 * names like (seed, "person", 17), so any row can be made again without making those before it.
 */
export class Chance {
  #a: number;
  #b: number;

  constructor(...of: number[]) {
    this.#a = 0x9e3779b9;
    this.#b = 0x243f6a88;
    for (const each of of) {
      this.#a = scramble(this.#a ^ each);
      this.#b = scramble(this.#b + each + this.#a);
    }
  }

  /** The next 32 bits (a Weyl sequence through a strong mixer). */
  bits(): number {
    this.#a = (this.#a + 0x6d2b79f5) | 0;
    return scramble(this.#a ^ this.#b) >>> 0;
  }

  /** From 0 up to, but never, 1. */
  fraction(): number {
    return this.bits() / 2 ** 32;
  }

  below(limit: number): number {
    return Math.floor(this.fraction() * limit);
  }

  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  happens(probability: number): boolean {
    return this.fraction() < probability;
  }

  pick<T>(of: readonly T[]): T {
    return of[this.below(of.length)]!;
  }

  /** Picks by the shares that stand beside the choices; they need not add up to anything. */
  pickByShare<T>(of: readonly (readonly [share: number, choice: T])[]): T {
    let left = this.fraction() * of.reduce((sum, [share]) => sum + share, 0);
    for (const [share, choice] of of) {
      left -= share;
      if (left < 0) return choice;
    }
    return of.at(-1)![1];
  }

  /** Few large values, many small ones, from 1 on. */
  skewed(steepness: number): number {
    return (1 - this.fraction()) ** -steepness;
  }
}

function scramble(value: number): number {
  let bits = value | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}

/** Ids carry this instead of the clock, so that the same seed gives the same ids on every day. */
const beginning = Temporal.Instant.from('2020-01-01T00:00:00Z').epochMilliseconds;

/** A UUIDv7 whose time part is its place in the order of making and whose rest follows from the seed. */
export function seededId(seed: number, table: number, place: number): string {
  const chance = new Chance(seed, table, place, 0x1d);
  const time = (beginning + place).toString(16).padStart(12, '0');
  const high = chance.bits();
  const low = chance.bits();
  const last = chance.bits();
  const version = (0x7000 | (high >>> 20)).toString(16);
  const variant = (0x8000 | (high & 0x3fff)).toString(16);
  const rest = low.toString(16).padStart(8, '0') + (last >>> 16).toString(16).padStart(4, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-${version}-${variant}-${rest}`;
}
