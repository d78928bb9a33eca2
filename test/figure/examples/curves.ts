import type { RateCurve } from '../../../src/figure';

type Phase = RateCurve['phases'][number];

/** A part of a hand-made schedule; `at` counts its own steps. */
export interface Part {
  readonly name: string;
  readonly kind: Phase['kind'];
  readonly steps: number;
  readonly restart?: true;
  at(step: number): number;
}

/** Joins parts, so that figures are tested without the families they will draw. */
export function curveOf(label: string, parts: readonly Part[]): RateCurve {
  let total = 0;
  const placed = parts.map((part) => {
    const from = total;
    total += part.steps;
    return { ...part, from, to: total };
  });
  const at = (step: number): number => {
    const part = placed.find(({ to }) => step < to) ?? placed[placed.length - 1];
    return part ? part.at(Math.min(step - part.from, part.steps - 1)) : 0;
  };
  const phases = placed.map(({ name, kind, from, to, restart }) =>
    restart ? { name, kind, from, to, restart } : { name, kind, from, to },
  );
  return Object.assign(at, { steps: total, label, phases });
}

export const warmup = (steps: number, peak: number): Part => ({
  name: 'warm-up',
  kind: 'rise',
  steps,
  at: (step) => (peak * (step + 1)) / (steps + 1),
});

export const hold = (steps: number, peak: number): Part => ({
  name: 'hold',
  kind: 'hold',
  steps,
  at: () => peak,
});

export const cosine = (steps: number, peak: number, floor: number): Part => ({
  name: 'cosine',
  kind: 'fall',
  steps,
  at: (step) => floor + ((peak - floor) / 2) * (1 + Math.cos((Math.PI * step) / steps)),
});

export const cycle = (number: number, steps: number, peak: number, floor: number): Part => ({
  ...cosine(steps, peak, floor),
  name: `cycle ${number}`,
  kind: 'cycle',
  ...(number > 1 ? { restart: true } : {}),
});

export const stairs = (steps: number, peak: number, every: number): Part => ({
  name: 'step decay',
  kind: 'fall',
  steps,
  at: (step) => peak * 0.5 ** Math.floor(step / every),
});
