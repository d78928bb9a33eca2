/** The share `x`, a quotient, of a way from one name to another, in the text of a formula. */
export function moved(from: string, to: string, x: string, shape: 'linear' | 'cosine'): string {
  return shape === 'linear'
    ? `${from} + (${to} - ${from}) * ${x}`
    : `${to} + (${from} - ${to}) * (1 + cos(pi * ${x})) / 2`;
}
