import { describe, expect, it } from 'vitest';
import { chartOf, viewOf } from '../../src/notebook/chart-of';
import { cosine, plateau, product } from '../../src/schedule';
import { Run, type RunFacts } from '../../src/train';

const plan = { examples: 80, batchSize: 8, epochs: 2 };

/** A run of 20 steps whose rate is halved from step 10 on. */
function halved(schedule: RunFacts['schedule'], columns: readonly string[] = ['loss']): Run {
  const run = new Run({ schedule, plan, columns });
  const planned = cosine({ peak: 1e-2, steps: 20 });
  for (let step = 0; step < 20; step++) {
    const values = columns.map((_, i) => 1 / (step + 1 + i));
    run.recordUpdate(planned(step) * (step < 10 ? 1 : 0.5), values);
  }
  run.end('finished');
  return run;
}

describe('viewOf()', () => {
  it('draws a feedback on a schedule as two curves: planned without it, and used', () => {
    const schedule = cosine({ peak: 1e-2, steps: 20 });
    const run = halved(product(schedule, plateau({ peak: 1, patience: 1 })));
    const view = viewOf(run);
    expect(view.planned(15)).toBeCloseTo(schedule(15), 15);
    expect(view.factor).toBeCloseTo(0.5, 12);
    const roles = chartOf(run).figure.data.map(({ meta }) => meta.role);
    expect(roles.filter((role) => role.startsWith('lr'))).toEqual(['lr.planned', 'lr', 'lr']);
    expect(chartOf(run).facts).toContainEqual({ label: 'planned rate', value: '× 0.5' });
  });

  it('draws one curve where the plan was followed', () => {
    const run = new Run({ schedule: cosine({ peak: 1e-2, steps: 20 }), plan, columns: ['loss'] });
    for (let step = 0; step < 20; step++)
      run.recordUpdate(cosine({ peak: 1e-2, steps: 20 })(step), [1]);
    run.end('finished');
    const roles = chartOf(run).figure.data.map(({ meta }) => meta.role);
    expect(roles.filter((role) => role.startsWith('lr'))).toEqual(['lr']);
  });

  it('gives what else moved a panel of its own', () => {
    const columns = ['loss', 'momentum', 'weightDecay', 'gradientNorm'];
    const { figure } = chartOf(halved(cosine({ steps: 20 }), columns));
    const roles = figure.data.map(({ meta }) => meta.role);
    expect(roles).toEqual(expect.arrayContaining(['momentum', 'weight-decay', 'grad-norm']));
    expect(figure.layout.height).toBe(392 + 3 * 74);
  });

  it('has no epochs while a dataset has not told how many steps one takes', () => {
    const run = new Run({
      schedule: cosine({ steps: 20 }),
      plan: { epochs: 2 },
      columns: ['loss'],
    });
    run.recordUpdate(1e-3, [1]);
    expect(viewOf(run).stepsPerEpoch).toBeUndefined();
    expect(chartOf(run).figure.layout.xaxis2).toBeUndefined();
  });
});
