import { type Chart, compareChart } from '../../../src/figure';
import { cosine, curveOf, hold, stairs, warmup } from './curves';

/** Four schedules with the same budget; three begin their end labels at the same height. */
export function compareSchedules(): Chart {
  const rise = { name: 'rise', kind: 'rise', steps: 1407 } as const;
  const cool = { name: 'cool-down', kind: 'cool-down', steps: 938 } as const;
  const entries = {
    step: curveOf('step', [stairs(4690, 1e-3, 938)]),
    cosine: curveOf('cosine', [warmup(235, 1e-3), cosine(4455, 1e-3, 1e-5)]),
    'one-cycle': curveOf('one-cycle', [
      { ...rise, at: (t) => 4e-5 + 4.8e-4 * (1 - Math.cos((Math.PI * t) / 1407)) },
      { ...cosine(3283, 1e-3, 4e-9), name: 'anneal' },
    ]),
    wsd: curveOf('wsd', [
      warmup(235, 1e-3),
      hold(3517, 1e-3),
      { ...cool, at: (t) => 1e-5 + 9.9e-4 * (1 - Math.sqrt((t + 1) / 938)) },
    ]),
  };
  const list = Object.entries(entries).map(([label, curve]) => ({ label, curve }));
  return compareChart(list, { stepsPerEpoch: 469 });
}
