import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { execute, installStock, notebooks } from '../kernel/notebooks/execute';
import { expectOutputs } from '../kernel/notebooks/outputs';
import { note, times } from './soak';

// the kernel suite runs them too; here each is timed, and stock tslab has all of them
describe.each(['anneal', 'tslab'] as const)('the notebooks on the %s kernel', (kernel) => {
  const folder = mkdtempSync(join(tmpdir(), 'anneal-notebooks-'));
  beforeAll(() => installStock(folder));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('run from top to bottom, one after another', async (context) => {
    const seconds: number[] = [];
    for (const name of notebooks.slice(0, times(notebooks.length))) {
      const begun = performance.now();
      const target = await execute(name, kernel, folder);
      seconds.push((performance.now() - begun) / 1000);
      const { expected } = await import(`../kernel/notebooks/expected/${name}.ts`);
      expectOutputs(target, expected);
      console.log(`${kernel} ${name} ${seconds.at(-1)?.toFixed(0)} s`);
    }
    const total = seconds.reduce((sum, each) => sum + each, 0);
    note(context, {
      [`${seconds.length} notebooks on the ${kernel} kernel, together`]: `${(total / 60).toFixed(1)} min`,
      [`… each, ${kernel}`]: `${seconds.map((each) => each.toFixed(0)).join(', ')} s`,
    });
  });
});
