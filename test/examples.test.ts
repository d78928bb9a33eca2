import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as anneal from '../src';
import * as written from '../src/code';
import * as pure from '../src/pure';
import { tf, toyData, toyModel } from './train/tensorflow';

/** Every `@example` of a file that asserts something. */
function examplesOf(text: string): string[] {
  const comments = [...text.matchAll(/\/\*\*[\s\S]*?\*\//g)].map(([comment]) => comment);
  return comments.flatMap((comment) => {
    const lines = comment
      .replace(/^\/\*\*|\*\/$/g, '')
      .split('\n')
      .map((line) => line.replace(/^\s*\* ?/, ''));
    const start = lines.findIndex((line) => line.startsWith('@example'));
    if (start < 0) return [];
    const end = lines.findIndex((line, index) => index > start && line.startsWith('@'));
    const code = lines.slice(start + 1, end < 0 ? undefined : end).join('\n');
    return code.includes('assert.') ? [code.trim()] : [];
  });
}

const AsyncFunction = (async () => {}).constructor as new (
  ...args: string[]
) => (...values: unknown[]) => Promise<void>;

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ file, text: readFileSync(join('src', file), 'utf8') }));

const files = sources
  .map(({ file, text }) => ({ file, examples: examplesOf(text) }))
  .filter(({ examples }) => examples.length > 0);

/** Names of the exports that show an example. */
const namesWithExample = (text: string): string[] =>
  [
    ...text.matchAll(
      /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\nexport (?:async )?(?:function\*?|const) (\w+)/g,
    ),
  ]
    .filter(([, comment]) => comment?.includes('@example'))
    .map(([, , name]) => name as string);

describe('examples in the documentation', () => {
  it('are found', () => {
    expect(files.length).toBeGreaterThan(10);
    expect(examplesOf('/**\n * One.\n *\n * @example\n * assert.ok(true);\n */')).toEqual([
      'assert.ok(true);',
    ]);
  });

  it('are shown by every public function', () => {
    const shown = new Set(sources.flatMap(({ text }) => namesWithExample(text)));
    const names = Object.entries({ ...anneal, ...pure, ...written })
      .filter(([, value]) => typeof value === 'function' && !/^class\b/.test(String(value)))
      .map(([name]) => name);
    expect(names).toContain('fit');
    expect(names.filter((name) => !shown.has(name))).toEqual([]);
    expect(namesWithExample('/** One. */\nexport function one() {}')).toEqual([]);
  });

  it.each(files)('hold in $file', { timeout: 60_000 }, async ({ file, examples }) => {
    const own = await import(resolve('src', file));
    for (const code of examples) {
      const data = { tf, model: toyModel(tf.train.adam()), ...toyData(640) };
      // code is loaded on first use from what was built: here it is as it is written
      const all = { ...anneal, ...pure, ...own, ...written };
      const scope: Record<string, unknown> = { ...all, ...data, assert };
      await new AsyncFunction(...Object.keys(scope), code)(...Object.values(scope));
    }
  });
});
