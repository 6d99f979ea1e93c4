// Exact numbers as in src/foundation/formula/fraction.h: what does not fit is undefined.

/** Reduced; the denominator is above 0. */
export interface Fraction {
  n: bigint;
  d: bigint;
}

const most = 9223372036854775807n;
const size = (x: bigint): bigint => (x < 0n ? -x : x);

/** `d` must not be 0. */
function reduced(n: bigint, d: bigint): Fraction | undefined {
  let [divisor, rest] = [size(d), size(n)];
  while (rest !== 0n) [divisor, rest] = [rest, divisor % rest];
  if (d < 0n) divisor = -divisor;
  const result = { n: n / divisor, d: d / divisor };
  return size(result.n) > most || result.d > most ? undefined : result;
}

/** Reads what a person typed or the API sent: "12", "-0.25" or "3/20"; undefined for anything else. */
export function fraction(text: string): Fraction | undefined {
  const found = /^(-?\d{1,19})(?:\.(\d+)|\/(\d{1,19}))?$/.exec(text);
  if (!found) return undefined;
  const [, above = '', decimals = '', below = '1'] = found;
  if (decimals && (above + decimals).replace('-', '').length > 18) return undefined;
  const d = BigInt(below) * 10n ** BigInt(decimals.length);
  return d === 0n ? undefined : reduced(BigInt(above + decimals), d);
}

export const add = (a: Fraction, b: Fraction): Fraction | undefined => reduced(a.n * b.d + b.n * a.d, a.d * b.d);
export const multiply = (a: Fraction, b: Fraction): Fraction | undefined => reduced(a.n * b.n, a.d * b.d);
/** `b` must not be 0, here and in modulo. */
export const divide = (a: Fraction, b: Fraction): Fraction | undefined => reduced(a.n * b.d, a.d * b.n);
export const negate = (a: Fraction): Fraction => ({ n: -a.n, d: a.d });
export const absolute = (a: Fraction): Fraction => ({ n: size(a.n), d: a.d });
export const floor = (a: Fraction): Fraction => ({ n: floorDivide(a.n, a.d), d: 1n });

const floorDivide = (n: bigint, d: bigint): bigint => n / d - (n % d !== 0n && n < 0n !== d < 0n ? 1n : 0n);

/** What is left of a division downwards; has the sign of `b`. */
export function modulo(a: Fraction, b: Fraction): Fraction | undefined {
  const [n, d] = [a.n * b.d, b.n * a.d];
  return reduced(n - d * floorDivide(n, d), a.d * b.d);
}

/** -1, 0 or 1 */
export function compare(a: Fraction, b: Fraction): number {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference === 0n ? 0 : 1;
}

/** To `digits` decimals, -9 to 9; halves and `up` go away from zero. */
export function round(a: Fraction, digits: bigint, how: 'half' | 'up' | 'down'): Fraction | undefined {
  const up = digits > 0n ? 10n ** digits : 1n;
  const down = digits < 0n ? 10n ** -digits : 1n;
  const [given, unit] = [size(a.n) * up, a.d * down];
  let count = given / unit;
  const rest = given % unit;
  if ((how === 'up' && rest !== 0n) || (how === 'half' && rest * 2n >= unit)) count += 1n;
  return reduced((a.n < 0n ? -count : count) * down, up);
}
