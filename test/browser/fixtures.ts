import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test as base } from '@playwright/test';
import { CHART_MIME } from './charts';
import { KERNELS, type Lab, startLab } from './lab';
import { NotebookPage } from './notebook-page';

/** A code cell: its source, and the charts it holds as saved outputs. */
export interface Cell {
  readonly source?: string;
  readonly charts?: readonly unknown[];
  /** The picture that rides along with each of them. */
  readonly svg?: string;
  /** What a front end shows that knows neither. */
  readonly text?: string;
  /** One more output, by its MIME types. */
  readonly data?: Readonly<Record<string, unknown>>;
}

interface Fixtures {
  /** Opens a notebook of these cells without a kernel. */
  open(cells: readonly Cell[]): Promise<NotebookPage>;
  /** Opens a notebook of these cells with a kernel: the project's when left out. */
  run(cells: readonly Cell[], kernel?: keyof typeof KERNELS): Promise<NotebookPage>;
}

/** Playwright's `test` with a JupyterLab that all tests of a worker share; each test has a notebook and a workspace. */
export const test = base.extend<Fixtures, { lab: Lab }>({
  lab: [
    async ({ browserName: _ }, use) => {
      const lab = await startLab();
      await use(lab);
      await lab.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  open: async ({ lab, page }, use, { testId }) => {
    await use(async (cells) => {
      const file = await saveNotebook(lab.folder, testId, cells);
      return NotebookPage.open(page, lab.url, file);
    });
  },
  run: async ({ lab, page }, use, { testId }) => {
    await use(async (cells, kernel = 'anneal') => {
      const file = await saveNotebook(lab.folder, testId, cells, kernel);
      return NotebookPage.open(page, lab.url, file, kernel);
    });
    await endKernels(lab.url);
  },
});

export { expect } from '@playwright/test';

/** So that no test trains beside the next one. */
async function endKernels(url: string): Promise<void> {
  const kernels = (await (await fetch(`${url}/api/kernels`)).json()) as { readonly id: string }[];
  await Promise.all(
    kernels.map(({ id }) => fetch(`${url}/api/kernels/${id}`, { method: 'DELETE' })),
  );
}

/** Writes a notebook of these cells. @returns Its path. */
export async function saveNotebook(
  folder: string,
  name: string,
  cells: readonly Cell[],
  kernel: keyof typeof KERNELS = 'anneal',
): Promise<string> {
  const notebook = {
    cells: cells.map(({ source = '', charts = [], svg, text = 'a chart', data }, index) => ({
      cell_type: 'code',
      id: `cell-${index}`,
      execution_count: null,
      metadata: {},
      outputs: [
        ...charts.map((chart) => ({
          [CHART_MIME]: chart,
          ...(svg && { 'image/svg+xml': svg }),
          'text/plain': text,
        })),
        ...(data ? [data] : []),
      ].map((bundle) => ({ output_type: 'display_data', data: bundle, metadata: {} })),
      source,
    })),
    metadata: {
      kernelspec: { name: kernel, display_name: KERNELS[kernel], language: 'typescript' },
      language_info: { name: 'typescript' },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
  const file = path.join(folder, `${name}.ipynb`);
  await writeFile(file, `${JSON.stringify(notebook, null, 1)}\n`);
  return file;
}
