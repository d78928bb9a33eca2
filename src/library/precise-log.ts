const BITS = 120;
const ONE = 1n << BigInt(BITS);
const LN2 = 2n * artanh(ONE / 3n);

/**
 * Natural logarithm, correctly rounded as C libraries round it. `Math.log` may be one unit in the last place away, and
 * libraries that find a cycle by `⌊log⌋` miss starts, or do not, by that much.
 *
 * @param x A number; only a finite one above 0 needs the care.
 */
export function preciseLog(x: number): number {
  if (!(x > 0 && x < Infinity)) return Math.log(x);
  const exponent = Math.floor(Math.log2(x));
  const part = BigInt(Math.round((x / 2 ** exponent) * 2 ** 53)) << BigInt(BITS - 53);
  const sum = BigInt(exponent) * LN2 + 2n * artanh(((part - ONE) * ONE) / (part + ONE));
  return Number(sum) / Number(ONE);
}

/** Inverse hyperbolic tangent in fixed point, by its series. */
function artanh(z: bigint): bigint {
  const square = (z * z) / ONE;
  let sum = z;
  for (let term = z, power = 3n; term !== 0n; power += 2n) {
    term = (term * square) / ONE;
    sum += term / power;
  }
  return sum;
}
