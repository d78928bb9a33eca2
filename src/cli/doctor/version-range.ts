/**
 * Whether a version is in a range of the kinds used here: `1.0.22`, `^20.19.0`, `>=4.5`, joined by `||`.
 *
 * @param version Digits and dots; what follows them, such as `rc1`, does not count.
 */
export function inRange(version: string, range: string): boolean {
  return range.split('||').some((one) => inOne(numbers(version), one.trim()));
}

function inOne(version: readonly number[], range: string): boolean {
  const [, kind, from] = /^(\^|>=)?([\d.]+)$/.exec(range) ?? [];
  if (from === undefined) throw new RangeError(`Cannot read version range: ${range}`);
  const order = compare(version, numbers(from));
  if (kind === '>=') return order >= 0;
  // a caret of a version below 1.0.0 means something else, and is not used here
  if (kind === '^') return order >= 0 && version[0] === numbers(from)[0];
  return order === 0;
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

const numbers = (version: string): number[] =>
  (/^v?([\d.]+)/.exec(version)?.[1] ?? '').split('.').map(Number);
