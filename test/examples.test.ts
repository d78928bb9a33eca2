import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as pure from '../src/pure';

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

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ file, examples: examplesOf(readFileSync(join('src', file), 'utf8')) }))
  .filter(({ examples }) => examples.length > 0);

describe('examples in the documentation', () => {
  it('are found', () => {
    expect(files.length).toBeGreaterThan(10);
    expect(examplesOf('/**\n * One.\n *\n * @example\n * assert.ok(true);\n */')).toEqual([
      'assert.ok(true);',
    ]);
  });

  it.each(files)('hold in $file', async ({ file, examples }) => {
    const own = await import(resolve('src', file));
    const scope: Record<string, unknown> = { ...pure, ...own, assert };
    for (const code of examples) {
      new Function(...Object.keys(scope), code)(...Object.values(scope));
    }
  });
});
