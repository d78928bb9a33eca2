import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fromCode, TARGETS, toCode } from '../../src/code';

const page = readFileSync('docs/guide/code.md', 'utf8');
const blocks = [...page.matchAll(/^```python\n([\s\S]*?)^```$/gm)].map(
  ([, code]) => code as string,
);

describe('docs/guide/code.md', () => {
  it('has three examples', () => expect(blocks.length).toBe(3));

  it.each(blocks)('shows what is written: %#', (block) => {
    const schedule = fromCode(block);
    expect(TARGETS.map((target) => toCode(schedule, target))).toContain(block);
  });
});
