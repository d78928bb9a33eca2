import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHART_MIME } from '../../src/figure';
import { SCHEDULE_MIME } from '../../src/notebook/bundle';
import { Kernel } from './client';

describe("Deno's kernel", () => {
  // a project that has the package as npm installs it: a folder, no link
  const folder = mkdtempSync(resolve('test', 'deno-'));
  let kernel: Kernel;
  beforeAll(async () => {
    const installed = join(folder, 'node_modules', 'anneal');
    mkdirSync(installed, { recursive: true });
    for (const part of ['package.json', 'dist'])
      cpSync(part, join(installed, part), { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "dependencies": { "anneal": "*" } }');
    kernel = await Kernel.start('deno', folder);
  });
  afterAll(async () => {
    await kernel.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('imports the library by name', async () => {
    const answer = await kernel.run(
      "import { clearOutput, compare, cosine, show, kernelComms } from 'anneal';\nconsole.log(cosine({ peak: 1, steps: 10 })(5));",
    );
    expect(answer.reply.content.status).toBe('ok');
    expect(answer.text('stdout')).toBe('0.5\n');
  });

  it('shows charts of a cell, in order and before it ends', async () => {
    const answer = await kernel.run(
      'clearOutput(); for (const steps of [10, 20, 30]) show(cosine({ steps })); compare(cosine(), cosine({ peak: 1 }));',
    );
    expect(answer.reply.content.status).toBe('ok');
    expect(
      answer.messages.map(({ type }) => type).filter((type) => /display|clear/.test(type)),
    ).toEqual(['clear_output', ...Array(4).fill('display_data')]);
    for (const [index, { data, transient }] of answer.of('display_data').entries()) {
      // a schedule brings its spec, a comparison has none
      const spec = index < 3 ? [SCHEDULE_MIME] : [];
      expect(Object.keys(data)).toEqual([CHART_MIME, 'image/svg+xml', 'text/plain', ...spec]);
      expect(transient.display_id).toMatch(/^anneal-/);
    }
  });

  it('says that it has no comms', async () => {
    const { error } = await kernel.run('kernelComms()');
    expect(error).toContain('this kernel has none; choose the kernel "TypeScript (anneal)"');
  });
});
