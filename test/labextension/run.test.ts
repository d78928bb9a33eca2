import { cosine, type RunTrail, stepDecay } from 'anneal/pure';
import { describe, expect, it } from 'vitest';
import { lineOf } from '../../labextension/src/designer/model/curve-path';
import {
  differsAhead,
  highest,
  isLocked,
  lineFrom,
  lockedSteps,
  lowest,
  usedAt,
} from '../../labextension/src/designer/model/run';

const run = (kind: RunTrail['status']['kind'], step: number): RunTrail =>
  ({ status: { word: kind, kind }, step }) as RunTrail;

describe('lockedSteps()', () => {
  it('are those that a training under way has done; none before, none after', () => {
    expect(lockedSteps(undefined)).toBe(0);
    expect(lockedSteps(run('running', 7))).toBe(7);
    for (const kind of ['done', 'stopped', 'failed'] as const) {
      expect(lockedSteps(run(kind, 7))).toBe(0);
    }
  });

  it('lock places before the next update only', () => {
    expect([6, 7, 8].map((step) => isLocked(run('running', 7), step))).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('lineFrom()', () => {
  const curve = stepDecay({ peak: 1, gamma: 0.5, every: 25, steps: 100 });
  const line = lineOf(curve);

  it('begins at the step itself, with the jumps ahead', () => {
    const { steps, rates, jumps } = lineFrom(line, curve, 30);
    expect([steps[0], rates[0]]).toEqual([30, 0.5]);
    expect(jumps.map(({ step }) => step)).toEqual([50, 75]);
    expect(steps.length).toBe(rates.length);
  });

  it('is the line itself from its start on', () => {
    expect(lineFrom(line, curve, 0)).toBe(line);
  });
});

describe('differsAhead()', () => {
  const [a, b] = [cosine({ peak: 1, steps: 100 }), cosine({ peak: 0.9, steps: 100 })];

  it('looks from a step on', () => {
    const stairs = stepDecay({ peak: 1, gamma: 0.5, every: 50, steps: 100 });
    const later = Object.assign((step: number) => (step < 60 ? 7 : stairs(step)), {
      steps: 100,
      label: '',
      phases: stairs.phases,
    });
    expect(differsAhead(a, b, 0, 100)).toBe(true);
    expect(differsAhead(stairs, later, 0, 100)).toBe(true);
    expect(differsAhead(stairs, later, 60, 100)).toBe(false);
  });
});

describe('usedAt()', () => {
  const trail = {
    ...run('running', 11),
    lr: { steps: [0, 4, 5, 10], values: [1, 1, 0.5, 0] },
  } as RunTrail;

  it('is what was used, straight between the places that are known', () => {
    expect([0, 2, 4, 5, 7, 10].map((step) => usedAt(trail, step))).toEqual([1, 1, 1, 0.5, 0.3, 0]);
  });

  it('is nothing ahead', () => {
    expect(usedAt(trail, 11)).toBeUndefined();
  });
});

describe('lowest()', () => {
  it('is above zero', () => {
    expect(lowest([null, 3, 0, 2])).toBe(2);
    expect(lowest([null])).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('highest()', () => {
  it('passes over gaps', () => {
    expect(highest([null, 3, 1, null])).toBe(3);
    expect(highest([null])).toBe(0);
  });
});
