/** What of the special functions the models of this folder need, to about twelve digits. */

const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
  -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
  1.5056327351493116e-7,
];

/** The logarithm of the gamma function of a positive number (Lanczos 1964, g = 7). */
export function lnGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - lnGamma(1 - x);
  const z = x - 1;
  const t = z + 7.5;
  let sum = lanczos[0]!;
  for (let i = 1; i < lanczos.length; i++) sum += lanczos[i]! / (z + i);
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(sum);
}

const lnBeta = (a: number, b: number) => lnGamma(a) + lnGamma(b) - lnGamma(a + b);

const tiny = 1e-300;

/** Lentz's evaluation of the continued fraction of the incomplete beta function. */
function fraction(a: number, b: number, x: number): number {
  const away = (value: number) => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m <= 5_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    h *= d * c;
    if (Math.abs(d * c - 1) < 1e-14) break;
  }
  return h;
}

/** The share of a Beta(a, b) that lies below x; `rest` is 1 − x, which may be smaller than x can tell. */
export function betaBelow(a: number, b: number, x: number, rest = 1 - x): number {
  if (x <= 0) return 0;
  if (rest <= 0) return 1;
  const front = Math.exp(a * Math.log(x) + b * Math.log(rest) - lnBeta(a, b));
  return x < (a + 1) / (a + b + 2)
    ? (front * fraction(a, b, x)) / a
    : 1 - (front * fraction(b, a, rest)) / b;
}

/** The share that lies above, without the loss of subtracting from one. */
export const betaAbove = (a: number, b: number, x: number, rest = 1 - x): number =>
  betaBelow(b, a, rest, x);

/**
 * Where on its scale of odds x / (1 − x) a share `q` of a Beta(a, b) lies below. By halving the logarithm of
 * the odds: it always ends, and a quantile near 0 or 1 keeps its digits.
 */
export function betaOdds(a: number, b: number, q: number): number {
  let low = -700;
  let high = 700;
  for (let step = 0; step < 80; step++) {
    const middle = (low + high) / 2;
    const odds = Math.exp(middle);
    const [x, rest] = [odds / (1 + odds), 1 / (1 + odds)];
    if (betaBelow(a, b, x, rest) < q) low = middle;
    else high = middle;
  }
  return Math.exp((low + high) / 2);
}

/** The value below which a share `q` of a Beta(a, b) lies. */
export function betaQuantile(a: number, b: number, q: number): number {
  const odds = betaOdds(a, b, q);
  return odds === Number.POSITIVE_INFINITY ? 1 : odds / (1 + odds);
}
