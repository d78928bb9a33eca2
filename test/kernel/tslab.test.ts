import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import type * as OriginModule from '../../src/kernel/origin';
import type * as Tslab from '../../src/kernel/tslab';

const built = createRequire(import.meta.url);
const { CALLS_CELLS, CELL_PREFIX, KNOWN_TSLAB, TSLAB_PATHS, isKnownTslab, tslabInternals } = built(
  '../../dist/kernel/tslab.js',
) as typeof Tslab;
const { positionIn } = built('../../dist/kernel/origin.js') as typeof OriginModule;

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

  it('compiles in two steps, through functions that can be given to it, and maps both', () => {
    const { createConverter, originOf } = tslabInternals();
    const node = createConverter({ isJS: false, isBrowser: false });
    const { output = '' } = node.convert('', 'type A = 1;\n\nconst a: A = 1;\nthrow new Error();');
    node.close();
    expect(output, 'no map is left in the JavaScript').not.toContain('sourceMappingURL');
    const origin = originOf(output);
    expect(origin, 'createWatchCompilerHost and transpileModule were called').toBeDefined();
    const line = output.split('\n').findIndex((text) => text.startsWith('throw')) + 1;
    expect(
      origin && positionIn(origin, { line, column: 1 }, CELL_PREFIX),
      'one line is put in front of a cell',
    ).toEqual({ line: 4, column: 1 });
  });

  it('sets the timer for missing packages by a function of this name', () => {
    const { ts } = tslabInternals();
    const text = readFileSync(ts.sys.getExecutingFilePath(), 'utf8');
    expect(text, 'keepLookupsApart').toContain(
      'host.setTimeout(invalidateResolutionsOfFailedLookup,',
    );
    const converter = readFileSync(built.resolve('tslab/dist/converter.js'), 'utf8');
    expect(converter, 'one timer').toContain('Unexpected pending rebuildTimer');
  });

  it('leaves the TypeScript of others alone', () => {
    const { ts } = tslabInternals({ frozen: true });
    expect(built('@tslab/typescript-for-tslab')).toBe(ts);
    expect(ts.transpileModule('1', {}).outputText).toBe('1;\n');
  });

  it('lies where the kernel knows that it must not be ended', () => {
    for (const file of ['tslab/dist/executor.js', '@tslab/typescript-for-tslab']) {
      const path = built.resolve(file).replaceAll('\\', '/');
      expect(
        TSLAB_PATHS.some((part) => path.includes(part)),
        file,
      ).toBe(true);
    }
    expect(built.resolve('tslab/dist/executor.js')).toMatch(CALLS_CELLS);
  });

  it('says when a cell is complete, and explains names', () => {
    const { isCompleteCode, printQuickInfo, jupyter } = tslabInternals();
    expect(isCompleteCode('if (1) {')).toMatchObject({ completed: false });
    expect(isCompleteCode('1 + 1')).toMatchObject({ completed: true });
    expect(printQuickInfo).toBeTypeOf('function');
    expect('lastWriteDisplayData' in jupyter).toBe(true);
  });
});
