import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import type * as Tslab from '../../src/kernel/tslab';

const built = createRequire(import.meta.url);
const { KNOWN_TSLAB, isKnownTslab, tslabInternals } = built(
  '../../dist/kernel/tslab.js',
) as typeof Tslab;

describe('what the kernel leans on in tslab', () => {
  it('is of the version that is installed', () => {
    expect(
      built('tslab/package.json').version,
      'tslab was updated: check src/kernel/tslab.ts',
    ).toBe(KNOWN_TSLAB);
    expect(isKnownTslab()).toBe(true);
  });

  it('compiles and runs cells, and tells values and errors to the console it is given', async () => {
    const { createConverter, createExecutor } = tslabInternals();
    const node = createConverter({ isJS: false, isBrowser: false });
    const told: unknown[] = [];
    const executor = createExecutor(
      process.cwd(),
      { node, browser: node, close: () => node.close() },
      {
        log: (value) => told.push(['value', value]),
        error: (...args) => told.push(['error', ...args]),
      },
    );
    expect(await executor.execute('const a: number = 40; a + 2'), 'execute').toBe(true);
    expect(await executor.execute('throw new Error("no")'), 'execute that throws').toBe(false);
    expect(told[0], 'console.log(value)').toEqual(['value', 42]);
    expect((told[1] as unknown[])[1], 'console.error(error)').toBeInstanceOf(Error);
    expect(
      node.convert('', 'const b: number = "x"').diagnostics[0]?.start,
      'diagnostics',
    ).toMatchObject({ line: 0, character: 6 });
    expect(executor.complete('Mat', 3).candidates, 'complete').toContain('Math');
    executor.close();
  });

  it('says when a cell is complete, and explains names', () => {
    const { isCompleteCode, printQuickInfo, jupyter } = tslabInternals();
    expect(isCompleteCode('if (1) {')).toMatchObject({ completed: false });
    expect(isCompleteCode('1 + 1')).toMatchObject({ completed: true });
    expect(printQuickInfo).toBeTypeOf('function');
    expect('lastWriteDisplayData' in jupyter).toBe(true);
  });
});
