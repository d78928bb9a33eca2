import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHART_MIME } from '../../src/figure';

const run = promisify(execFile);
const python = resolve('.venv/bin/python');
const papermill = resolve('.venv/bin/papermill');
const chart = (title: string): RegExp => new RegExp(`^\\[chart\\] ${title}$`);

/** What each code cell of a notebook must put out, in order: tslab skips cells silently after an error. */
const EXPECTED: Readonly<Record<string, readonly (readonly RegExp[])[]>> = {
  '01-first-schedule': [
    [
      /^0\.0000099009\d+ 0\.00099009\d+ 0\.001 3\.046\d+e-9$/,
      /^cosine\(.*\)\.warmup\(100\)$/,
      /^ {2}1,000 steps: warm-up 100, cosine 900;/,
    ],
    [chart('warm-up \\+ cosine')],
    [chart('5 schedules')],
    [chart('cosine restarts')],
    [chart('warm-up \\+ cosine')],
    [/^tensorflow \[ 60000, 28, 28, 1 \] \[ 10000, 28, 28, 1 \]$/],
    [/^27562 weights$/],
    [chart('MNIST · warm-up 10 %, cosine')],
    [
      /^finished 1720 updates$/,
      /^lr {3}2\.89e-5 {2}4\.97e-3 {2}5\.00e-3 {2}2\.93e-3 {2}5\.15e-9$/,
      /^loss( +\d\.\d{3}){5}$/,
    ],
    [/^test accuracy: 0\.9[89]\d\d$/],
  ],
};

interface Output {
  readonly output_type: string;
  readonly name?: string;
  readonly text?: string | string[];
  readonly data?: Readonly<Record<string, unknown>>;
}

interface Cell {
  readonly cell_type: string;
  readonly outputs: readonly Output[];
}

/** An output as lines of text: a chart by its title, text as it reads, whichever message brought it. */
function linesOf({ output_type, name, text, data }: Output): string[] {
  const shown = data?.[CHART_MIME] as { title: string } | undefined;
  if (shown) return [`[chart] ${shown.title}`];
  const words = [text ?? data?.['text/plain'] ?? ''].flat().join('');
  const expected = name === 'stdout' || output_type === 'execute_result';
  return (expected ? words : `[${name ?? output_type}] ${words}`).trimEnd().split('\n');
}

const codeCells = (file: string): Cell[] =>
  (JSON.parse(readFileSync(file, 'utf8')).cells as Cell[]).filter(
    (cell) => cell.cell_type === 'code',
  );

function expectOutputs(file: string, expected: readonly (readonly RegExp[])[]): void {
  const cells = codeCells(file);
  expect(cells).toHaveLength(expected.length);
  for (const [index, patterns] of expected.entries()) {
    const lines = cells[index]?.outputs.flatMap(linesOf) ?? [];
    expect(lines, `code cell ${index + 1}`).toHaveLength(patterns.length);
    for (const [line, pattern] of patterns.entries()) {
      expect(lines[line], `code cell ${index + 1}`).toMatch(pattern);
    }
  }
}

describe('notebooks', () => {
  const folder = mkdtempSync(join(tmpdir(), 'anneal-notebooks-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  beforeAll(async () => {
    // stock tslab, as its own installer puts it
    const binary = resolve('node_modules/.bin/tslab');
    await run(binary, ['install', '--python', python, '--binary', binary, '--prefix', folder]);
  });

  for (const [name, expected] of Object.entries(EXPECTED)) {
    const source = `notebooks/${name}.ipynb`;

    it(`${name} was committed with the outputs of a run`, () => {
      expectOutputs(source, expected);
    });

    it(`${name} holds charts that every front end can show, of at most 80 kB`, () => {
      const charts = codeCells(source)
        .flatMap((cell) => cell.outputs)

        .filter((output) => output.data?.[CHART_MIME]);
      for (const { data } of charts) {
        expect(Object.keys(data ?? {}).sort()).toEqual(
          [CHART_MIME, 'image/svg+xml', 'text/plain'].sort(),
        );
        expect(JSON.stringify(data).length).toBeLessThanOrEqual(80_000);
      }
    });

    it(`papermill runs ${name} from top to bottom on the anneal kernel`, async () => {
      const target = join(folder, `${name}-papermill.ipynb`);
      await run(papermill, [
        ...[source, target, '--kernel', 'anneal', '--cwd', 'notebooks'],
        '--no-progress-bar',
      ]);
      expectOutputs(target, expected);
    });

    for (const kernel of ['anneal', 'tslab']) {
      it(`${name} runs from top to bottom on the ${kernel} kernel`, async () => {
        const target = join(folder, `${name}-${kernel}.ipynb`);
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
  }
});
