import { describe, expect, it } from 'vitest';
import { browserTests } from './browser';
import { note, progress, times } from './soak';

describe('the designer in JupyterLab', () => {
  it('passes its suite again and again', async (context) => {
    const runs = times(10);
    let passed = 0;
    for (let run = 1; run <= runs; run++) {
      const counts = await browserTests({ files: ['designer.*\\.spec', 'steering\\.spec'] });
      expect(counts).toMatchObject({ failed: 0, notes: [] });
      passed += counts.passed;
      progress(run, runs, 'runs of the suite');
    }
    note(context, {
      'runs of the designer suite in a row': String(runs),
      'tests passed in them': String(passed),
      'tests failed in them': '0',
    });
  });
});
