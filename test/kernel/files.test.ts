import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type KERNELS, Kernel } from './client';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A folder with a local module, and what may change in it while a kernel runs. */
class Project {
  readonly folder = mkdtempSync(join('test', 'changing-'));

  constructor() {
    this.writeModule(1);
  }

  writeModule(version: number): void {
    const text = `// version ${version}\nexport const version: number = ${version};\nexport function fails(): never {\n  throw new Error('in the module');\n}\n`;
    writeFileSync(join(this.folder, 'local.ts'), text);
  }

  /** As `npm install` and a build do: new folders, declarations written anew. */
  install(name: string): void {
    const folder = join(this.folder, 'node_modules', name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      join(folder, 'package.json'),
      `{ "name": "${name}", "main": "index.js", "types": "index.d.ts" }`,
    );
    writeFileSync(join(folder, 'index.js'), 'exports.n = 1;');
    writeFileSync(join(folder, 'index.d.ts'), 'export declare const n: number;');
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function withKernel(
  name: keyof typeof KERNELS,
  env: NodeJS.ProcessEnv,
  work: (kernel: Kernel, project: Project) => Promise<void>,
): Promise<void> {
  const project = new Project();
  const kernel = await Kernel.start(name, project.folder, env);
  try {
    await work(kernel, project);
  } finally {
    await kernel.stop();
    project.remove();
  }
}

/** Asks for packages that are not there, then installs them, and some more. */
async function installWhileItRuns(kernel: Kernel, project: Project): Promise<void> {
  project.install('first');
  await kernel.run("import { n } from 'first'; n");
  await kernel.run("import { n as later } from 'second';");
  await pause(400);
  for (const name of ['second', 'third', 'first']) project.install(name);
  await pause(3000);
}

describe('files that change under a running kernel', () => {
  it('a package that was missing is found once it is installed, and every cell goes on', () =>
    withKernel('anneal', {}, async (kernel, project) => {
      await installWhileItRuns(kernel, project);
      expect((await kernel.run('1 + 1')).value).toBe('2\n');
      expect((await kernel.run("import { n as later } from 'second'; later")).value).toBe('1\n');
    }));

  it('stock tslab runs no further cell then', () =>
    withKernel('tslab', {}, async (kernel, project) => {
      await installWhileItRuns(kernel, project);
      expect((await kernel.run('1 + 1')).error).toContain('Unexpected pending rebuildTimer');
    }));

  it('an edited local module is read again by the cell that imports it again, and its errors have its lines', () =>
    withKernel('anneal', {}, async (kernel, project) => {
      const read = "import { version, fails } from './local'; version";
      expect((await kernel.run(read)).value).toBe('1\n');
      const { error } = await kernel.run('fails()');
      expect(error).toMatch(/^Error: in the module\n {4}at .*fails \(.*local\.ts:4:9\)\n/);
      project.writeModule(2);
      await pause(3000);
      expect((await kernel.run(read)).value).toBe('2\n');
    }));

  it('nothing is read again when files are frozen', () =>
    withKernel('anneal', { ANNEAL_FREEZE_FILES: '1' }, async (kernel, project) => {
      const read = "import { version } from './local'; version";
      expect((await kernel.run(read)).value).toBe('1\n');
      await installWhileItRuns(kernel, project);
      project.writeModule(2);
      await pause(3000);
      expect((await kernel.run(read)).value).toBe('1\n');
    }));
});
