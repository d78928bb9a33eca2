import { describe, expect, it } from 'vitest';
import { fromCode, TARGETS, toCode } from '../../src/code';
import type { Schedule } from '../../src/schedule';
import { examples } from './examples';

/** Without the comment that says which schedule it is. */
const withoutComment = (code: string): string => code.replace(/^# anneal: .*\n(# .*\n)*/m, '');

function expectSame(read: Schedule, wanted: Schedule, code: string): void {
  // the cosines of transformers, which climb again, are read as what was meant: their end is held
  const mended = /get_cosine_(schedule|with_min_lr)/.test(code);
  const last = mended ? wanted.steps : 1.5 * wanted.steps + 5;
  for (let step = 0; step < last; step++) {
    const [rate, expected] = [read(step), wanted(step)];
    const close = Math.abs(rate - expected) <= 1e-9 * expected + 1e-14;
    expect(close, `step ${step}: ${rate}, not ${expected}\n${code}`).toBe(true);
  }
}

describe.each(TARGETS)('fromCode(toCode()) for %s', (target) => {
  const writable = examples.filter(
    // its list of rates says nothing about itself, and classes are not read
    ({ name }) => !name.startsWith('custom') || target === 'pytorch' || target === 'transformers',
  );

  it.each(writable)('gives back $name', ({ schedule, name }) => {
    const code = toCode(schedule, target);
    const read = fromCode(code) as Schedule;
    if (!name.startsWith('custom')) expect(String(read)).toBe(String(schedule));
    expectSame(read, schedule, code);
  });
});

describe('without the comment that says which schedule it is', () => {
  const plain = TARGETS.filter((target) => target !== 'typescript' && target !== 'keras');
  it.each(plain)('the code alone says it in %s', (target) => {
    let count = 0;
    for (const { schedule } of examples) {
      const code = withoutComment(toCode(schedule, target));
      // schedulers of our own, and arrays to select from, are for people
      if (/jnp\.(select|array)|class /.test(code)) continue;
      expectSame(fromCode(code) as Schedule, schedule, code);
      count++;
    }
    expect(count).toBeGreaterThan(20);
  });
});
