// what the parts of the soak share: how much, how random, how it is told
import type { TestContext } from 'vitest';

/** Part of the full figures that this run makes; a twentieth unless `npm run soak` says otherwise. */
export const scale = Number(process.env.SOAK_SCALE ?? 0.05);

/** What the random generators start from, so that a failure can be repeated. */
export const seed = Number(process.env.SOAK_SEED ?? 1);

/** How often a thing is done that a full soak does `full` times; at least once. */
export const times = (full: number): number => Math.max(1, Math.round(full * scale));

declare module 'vitest' {
  interface TaskMeta {
    /** What `npm run soak` writes into bench/measured.md, a row each. */
    figures?: Record<string, string>;
  }
}

/** Notes figures for bench/measured.md. */
export function note({ task }: TestContext, figures: Record<string, string>): void {
  task.meta.figures = { ...task.meta.figures, ...figures };
}

/** Says how far a part has come, about twenty times. */
export function progress(done: number, total: number, what: string): void {
  const part = Math.max(1, Math.floor(total / 20));
  if (done % part === 0) console.log(`${done} of ${total} ${what}`);
}

/** What a promise gives. @throws Error that names `what` when it takes longer than a number of seconds. */
export async function within<T>(limit: number, what: string, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`no answer within ${limit} s: ${what}`)),
      limit * 1000,
    );
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Draws from a seeded generator. */
export class Random {
  private state: number;

  constructor(start = seed) {
    this.state = start >>> 0;
  }

  /** At least 0, below 1: mulberry32. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  /** An integer of at least 0, below `n`. */
  below(n: number): number {
    return Math.floor(this.next() * n);
  }

  of<T>(values: readonly T[]): T {
    return values[this.below(values.length)] as T;
  }

  /** The same values in another order. */
  shuffled<T>(values: readonly T[]): T[] {
    const all = [...values];
    for (let last = all.length - 1; last > 0; last--) {
      const other = this.below(last + 1);
      [all[last], all[other]] = [all[other] as T, all[last] as T];
    }
    return all;
  }
}
