import { type Command, JSON_OPTION } from '../command';
import { type KernelsFolder, kernelsFolders } from '../jupyter-folders';
import { columns } from '../terminal/columns';
import { MARK_COLUMNS, type Mark, mark } from '../terminal/mark';
import { writeJson } from '../terminal/output';
import { describeForeign, type InstalledKernel, installedKernel } from './installed-kernel';

interface Place extends KernelsFolder {
  readonly kernel: InstalledKernel | null;
}

/** Every folder that Jupyter searches, and the kernelspec there. */
export const list: Command = {
  name: 'list',
  about: 'show where Jupyter looks for kernels, and where ours is installed',
  options: { json: JSON_OPTION },
  examples: [
    ['anneal kernel list', 'folders, first searched first'],
    ['anneal kernel list --json', 'the same for programs'],
  ],
  async run(values, { machine, output }) {
    const places = (await kernelsFolders(machine)).map((folder) => ({
      ...folder,
      kernel: installedKernel(folder.kernels) ?? null,
    }));
    if (values.json) writeJson(output, { folders: places });
    else output.write(`${placeLines(places, output.colour).join('\n')}\n`);
    return 0;
  },
};

function placeLines(places: readonly Place[], colour: boolean): string[] {
  const heads = columns(places.map(({ why, kernels }) => [why, kernels]));
  return places.flatMap(({ kernel }, index) => [
    `${mark(markOf(kernel), colour)} ${heads[index]}`,
    ...(kernel ? detailRows(kernel) : []).map((line) => `${' '.repeat(MARK_COLUMNS + 1)}${line}`),
  ]);
}

function markOf(kernel: InstalledKernel | null): Mark {
  if (!kernel) return 'none';
  if (!kernel.ours) return 'other';
  return kernel.node?.exists && kernel.launcher?.exists ? 'ok' : 'problem';
}

function detailRows(kernel: InstalledKernel): string[] {
  if (!kernel.ours) return [`not ours: ${describeForeign(kernel)}`];
  const { node, launcher } = kernel;
  const files = { node, launcher };
  const rows = Object.entries(files).map(([name, file]) => [
    name,
    file?.exists ? file.path : `${file?.path} (missing; install the kernel again)`,
  ]);
  return columns(rows);
}
