import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
// in the project, so that a cell finds its packages
const folder = resolve('test-results/removal');

interface Cell {
  readonly cell_type: string;
  source: string | string[];
}

/** A call that a claim of a notebook rests on. */
interface Removal {
  readonly notebook: string;
  readonly call: string;
  /** What stands there instead. */
  readonly without: string;
  /** Number of the code cell that makes the claim; the cells before it run too. */
  readonly claim: number;
}

const removals: readonly Removal[] = [
  {
    notebook: '02-five-families',
    call: 'cosine({ peak: fast, steps: 4900 }).warmup(100)',
    without: 'cosine({ peak: fast, steps: 4900 })',
    claim: 8,
  },
  {
    notebook: '07-plateau-and-resume',
    call: 'earlyStopping: { patience: 3 },',
    without: '',
    claim: 7,
  },
  {
    notebook: '08-porting-a-recipe',
    call: 'images.y, byEpoch,',
    without: 'images.y, recipe,',
    claim: 6,
  },
];

/** Runs the cells of a notebook up to its claim. @returns The source of that cell, and what the run says of one that stopped it. */
async function runUntil({ notebook: name, claim }: Removal, edit: (source: string) => string) {
  const notebook = JSON.parse(readFileSync(`notebooks/${name}.ipynb`, 'utf8'));
  const cells = (notebook.cells as Cell[]).filter((cell) => cell.cell_type === 'code');
  notebook.cells = cells.slice(0, claim);
  for (const cell of notebook.cells as Cell[]) cell.source = edit([cell.source].flat().join(''));
  const file = join(folder, `${name}.ipynb`);
  writeFileSync(file, JSON.stringify(notebook));
  const python = resolve('.venv/bin/python');
  const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2' };
  const said = await run(python, ['scripts/execute_notebook.py', file, file], { env }).then(
    () => undefined,
    (error: { readonly stderr: string }) => error.stderr,
  );
  return { source: notebook.cells[claim - 1].source as string, said };
}

beforeAll(() => mkdirSync(folder, { recursive: true }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// that the claims hold with the calls is what the runs of the notebooks show
describe.concurrent.each(removals)('without $call, notebook $notebook', (removal) => {
  it('fails at the claim that rests on it', async () => {
    let removed = 0;
    const { source, said } = await runUntil(removal, (text) => {
      removed += text.split(removal.call).length - 1;
      return text.replaceAll(removal.call, removal.without);
    });
    expect(removed).toBe(1);
    expect(said).toContain(source);
    expect(said).toMatch(/AssertionError/);
  });
});
