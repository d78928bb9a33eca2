import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHART_MIME } from '../../../src/figure';
import { SCHEDULE_MIME } from '../../../src/notebook/bundle';
import { execute, installStock, notebooks, sourceOf } from './execute';
import { codeCells, type Expected, expectOutputs } from './outputs';

const run = promisify(execFile);
const papermill = resolve('.venv/bin/papermill');
/** Notebooks that run on stock tslab too; all of them do in `npm run soak -- notebooks`. */
const onStock = notebooks.slice(0, 2);

// two at a time: a training of this size keeps one core busy
describe.concurrent.each(notebooks)('notebook %s', (name) => {
  const source = sourceOf(name);
  const folder = mkdtempSync(join(tmpdir(), 'anneal-notebooks-'));
  let expected: Expected;
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  beforeAll(async () => {
    expected = (await import(`./expected/${name}.ts`)).expected;
    if (onStock.includes(name)) await installStock(folder);
  });

  it('was committed with the outputs of a run', () => {
    expectOutputs(source, expected);
  });

  it('holds charts that every front end can show, of at most 80 kB', () => {
    const charts = codeCells(source)
      .flatMap((cell) => cell.outputs)
      .filter((output) => output.data?.[CHART_MIME]);
    for (const { data } of charts) {
      // a schedule has its spec as well
      const kinds = Object.keys(data ?? {}).filter((kind) => kind !== SCHEDULE_MIME);
      expect(kinds.sort()).toEqual([CHART_MIME, 'image/svg+xml', 'text/plain'].sort());
      expect(JSON.stringify(data).length).toBeLessThanOrEqual(80_000);
    }
  });

  const byPapermill = name === notebooks[0] ? it : undefined;
  byPapermill?.('runs from top to bottom by papermill', async () => {
    const target = join(folder, 'papermill.ipynb');
    await run(papermill, [
      ...[source, target, '--kernel', 'anneal', '--cwd', 'notebooks'],
      '--no-progress-bar',
    ]);
    expectOutputs(target, expected);
  });

  for (const kernel of ['anneal', ...(onStock.includes(name) ? ['tslab' as const] : [])] as const) {
    it(`runs from top to bottom on the ${kernel} kernel`, async () => {
      expectOutputs(await execute(name, kernel, folder), expected);
    });
  }
});
