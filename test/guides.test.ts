import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as anneal from '../src';
import * as written from '../src/code';
import { tf, toyData, toyModel } from './train/tensorflow';

const require = createRequire(import.meta.url);

/** The TypeScript blocks of a Markdown file. */
const blocksOf = (text: string): string[] =>
  [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code]) => code as string);

const AsyncFunction = (async () => {}).constructor as new (
  ...args: string[]
) => (...values: unknown[]) => Promise<unknown>;

/** Runs a block with the names that guides take for granted. */
async function run(code: string): Promise<void> {
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const load = (name: string): unknown =>
    name === 'anneal' ? { ...anneal, ...written } : require(name);
  const scope = {
    require: load,
    exports: {},
    assert,
    model: toyModel(tf.train.adam()),
    ...toyData(640),
  };
  // a block of its own, so that it may declare such a name itself
  await new AsyncFunction(...Object.keys(scope), `{${outputText}}`)(...Object.values(scope));
}

const guides = ['README.md', ...readdirSync('docs/guide').map((file) => join('docs/guide', file))]
  .map((file) => ({ file, blocks: blocksOf(readFileSync(file, 'utf8')) }))
  .filter(({ blocks }) => blocks.length > 0);

describe('guides', () => {
  const folder = mkdtempSync(join(tmpdir(), 'anneal-guides-'));
  const before = process.cwd();
  // what guides write goes where nobody misses it
  beforeAll(() => process.chdir(folder));
  afterAll(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  });

  it.each(guides)('$file holds code that runs', { timeout: 60_000 }, async ({ blocks }) => {
    for (const code of blocks) await expect(run(code), code).resolves.toBeUndefined();
  });

  it('is told when a block does not', async () => {
    await expect(
      run("import { cosine } from 'anneal';\nassert.equal(cosine()(0), 2);"),
    ).rejects.toThrow();
  });
});
