import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHART_MIME } from '../../../src/figure';
import { SCHEDULE_MIME } from '../../../src/notebook/bundle';
import { codeCells, type Expected, expectOutputs } from './outputs';

const run = promisify(execFile);
const python = resolve('.venv/bin/python');
const papermill = resolve('.venv/bin/papermill');
const names = readdirSync('notebooks')
  .filter((file) => file.endsWith('.ipynb'))
  .map((file) => basename(file, '.ipynb'))
  .sort();
/** Notebooks that run on stock tslab too: the first two, all of them when `STOCK_NOTEBOOKS` is `all`. */
const onStock = process.env.STOCK_NOTEBOOKS === 'all' ? names : names.slice(0, 2);

describe.each(names)('notebook %s', (name) => {
  const source = `notebooks/${name}.ipynb`;
  const folder = mkdtempSync(join(tmpdir(), 'anneal-notebooks-'));
  let expected: Expected;
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  beforeAll(async () => {
    expected = (await import(`./expected/${name}.ts`)).expected;
    if (!onStock.includes(name)) return;
    // as its own installer puts it
    const binary = resolve('node_modules/.bin/tslab');
    await run(binary, ['install', '--python', python, '--binary', binary, '--prefix', folder]);
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

  const byPapermill = name === names[0] ? it : undefined;
  byPapermill?.('runs from top to bottom by papermill', async () => {
    const target = join(folder, 'papermill.ipynb');
    await run(papermill, [
      ...[source, target, '--kernel', 'anneal', '--cwd', 'notebooks'],
      '--no-progress-bar',
    ]);
    expectOutputs(target, expected);
  });

  for (const kernel of onStock.includes(name) ? ['anneal', 'tslab'] : ['anneal']) {
    it(`runs from top to bottom on the ${kernel} kernel`, async () => {
      const target = join(folder, `${kernel}.ipynb`);
      await run(python, ['scripts/execute_notebook.py', source, target, '--kernel', kernel], {
        env: {
          ...process.env,
          JUPYTER_PATH: join(folder, 'share', 'jupyter'),
          TF_CPP_MIN_LOG_LEVEL: '2',
        },
      });
      expectOutputs(target, expected);
    });
  }
});
