import { lastAtMost, stretchedStarts } from '../cycles';
import { type Curve, defineFamily } from '../family';
import { cyclePhases } from '../phases';
import { writeOptions } from '../text';

/** A schedule run again and again. */
export const repeatFamily = defineFamily({
  id: 'repeat',
  title: 'Repeat',
  summary: 'Runs another schedule again and again, each time longer and lower if wanted.',
  parts: 1,
  params: {
    /** How often it runs. */
    times: {
      kind: 'number',
      unit: 'count',
      min: 1,
      default: 2,
      symbol: 'k',
      doc: 'How often it runs.',
    },
    /** What each run is longer than the one before; the curve is stretched. */
    lengthMultiplier: {
      kind: 'number',
      unit: 'ratio',
      min: 1,
      default: 1,
      symbol: 'm',
      doc: 'What each run is longer than the one before; the curve is stretched.',
    },
    /** What the rates of each run are multiplied by, over the one before. */
    peakMultiplier: {
      kind: 'number',
      unit: 'ratio',
      min: 0,
      max: 1,
      default: 1,
      symbol: 'c',
      doc: 'What the rates of each run are multiplied by, over the one before.',
    },
  },
  latex: String.raw`c^i\, \eta\left(\frac{t - t_i}{m^i}\right)`,
  share({ times, lengthMultiplier: m }, { available }) {
    const parts = m === 1 ? times : (m ** times - 1) / (m - 1);
    return available && Math.floor(available / parts);
  },
  curve({ times, lengthMultiplier, peakMultiplier }, parts) {
    const inner = parts[0] as Curve;
    const starts = stretchedStarts(inner.steps, lengthMultiplier, { turns: times });
    const total = starts[times] as number;
    const at = (t: number): number => {
      const index = Math.min(lastAtMost(starts, t), times - 1);
      const length = (starts[index + 1] as number) - (starts[index] as number);
      // one rounding, so that a step of the inner one that is whole stays whole
      const local = ((t - (starts[index] as number)) * inner.steps) / length;
      return peakMultiplier ** index * inner.at(Math.min(local, inner.steps));
    };
    const jumps = inner.at(0) > inner.at(inner.steps);
    return {
      steps: total,
      phases: cyclePhases((index) => starts[index] as number, total, jumps),
      at,
    };
  },
  label: ([inner]) => `${inner}, repeated`,
  text: ({ times, ...options }, [inner]) =>
    `${inner}.repeat(${[times ?? 2, writeOptions(options)].filter(Boolean).join(', ')})`,
});
