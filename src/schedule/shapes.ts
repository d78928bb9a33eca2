/** Paths from 0 to 1: the share of a way that is done when a share `x` of the time is. */
export const SHAPES = {
  linear: (x: number): number => x,
  cosine: (x: number): number => (1 - Math.cos(Math.PI * x)) / 2,
  /** Starts fast: the square root of the time. */
  sqrt: (x: number): number => Math.sqrt(x),
  /** Starts fast and slows: one minus the square root of what is left. */
  '1-sqrt': (x: number): number => 1 - Math.sqrt(1 - x),
  /** Starts slowly: the square of the time. */
  quadratic: (x: number): number => x * x,
  /** Falls by halves to a half in a whole: 2 − 2·2^(−x), from 0 to 1. */
  exponential: (x: number): number => 2 - 2 * 2 ** -x,
} as const;

/** Name of a path. */
export type Shape = keyof typeof SHAPES;
