import { expect } from 'vitest';
import { type Target, toCode } from '../../../src/code';
import type { Schedule } from '../../../src/schedule';
import type { Libraries } from './libraries';

/** Share of a rate, and of the highest rate, by which the library may differ: what its own arithmetic loses. */
const TOLERANCE = {
  float64: { relative: 1e-9, absolute: 1e-12 },
  float32: { relative: 2e-6, absolute: 2e-7 },
} as const;

/** What a library computes in; Optax is asked in both, since float64 shows a wrong formula sooner. */
const PRECISIONS: Readonly<Record<Target, readonly (keyof typeof TOLERANCE)[]>> = {
  typescript: [],
  pytorch: ['float64'],
  keras: ['float32'],
  optax: ['float32', 'float64'],
  transformers: ['float64'],
  timm: ['float64'],
};

/** Compares the rates that a loop used; Keras and Optax keep theirs in float32, whatever the weights are. */
export function checkUsed(
  target: Target,
  rates: readonly number[],
  wanted: readonly number[],
  text: string,
): void {
  const float32 = target === 'keras' || target === 'optax';
  expectClose(rates, wanted, float32 ? 'float32' : 'float64', text);
}

function expectClose(
  rates: readonly number[],
  wanted: readonly number[],
  precision: keyof typeof TOLERANCE,
  text: string,
): void {
  const { relative, absolute } = TOLERANCE[precision];
  const highest = Math.max(...wanted);
  expect(rates.length, text).toBe(wanted.length);
  for (const [step, rate] of wanted.entries()) {
    const most = relative * rate + absolute * highest;
    const difference = Math.abs((rates[step] as number) - rate);
    expect(difference <= most, `step ${step}: ${rates[step]}, not ${rate}\n${text}`).toBe(true);
  }
}

/** Runs the code of a schedule from step 0 to past its end, and compares every rate. */
export async function checkRates(
  libraries: Libraries,
  schedule: Schedule,
  target: Target,
): Promise<void> {
  const text = toCode(schedule, target);
  const steps = Math.ceil(schedule.steps * 1.5) + 5;
  const wanted = Array.from({ length: steps }, (_, step) => schedule(step));
  for (const precision of PRECISIONS[target]) {
    const rates = await libraries.rates({ target, text, steps, precision });
    expectClose(rates, wanted, precision, text);
  }
}
