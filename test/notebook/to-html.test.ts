import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toHTML } from '../../src/notebook';
import { cosine, linear } from '../../src/schedule';
import { Run } from '../../src/train';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'anneal-report-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function run(title: string): Run {
  const plan = { examples: 80, batchSize: 8, epochs: 2 };
  const made = new Run({
    schedule: cosine({ peak: 1e-2, steps: 20 }),
    plan,
    columns: ['loss'],
    title,
  });
  for (let step = 0; step < 20; step++) made.recordUpdate(1e-2, [1 / (step + 1)]);
  made.status = 'finished';
  return made;
}

describe('toHTML()', () => {
  it('writes runs, schedules and comparisons into one file, and says where', () => {
    const file = toHTML(
      join(folder, 'report.html'),
      run('first'),
      linear({ peak: 1e-3 }),
      [run('first'), run('second')],
      { a: [run('x'), run('y')], b: run('z') },
    );
    const page = readFileSync(file, 'utf8');
    const heads = [...page.matchAll(/<h2>([^<]*)<\/h2>/g)].map(([, head]) => head);
    expect(heads).toEqual(['first', 'linear', '2 runs', '2 settings, 3 runs']);
    expect(readdirSync(folder)).toEqual(['report.html']);
  });

  it('leaves the old file as it was when the new one fails', () => {
    const file = join(folder, 'report.html');
    writeFileSync(file, 'old');
    expect(() => toHTML(file, 3 as never)).toThrow('Cannot compare');
    expect(readFileSync(file, 'utf8')).toBe('old');
    expect(() => toHTML(join(folder, 'no', 'such', 'report.html'), run('a'))).toThrow('ENOENT');
    expect(existsSync(join(folder, 'no'))).toBe(false);
    expect(readdirSync(folder)).toEqual(['report.html']);
  });

  it('refuses a report of nothing, and a file that is none', () => {
    expect(() => toHTML('report.html')).toThrow(
      'Cannot write a report: give at least one run, schedule or comparison',
    );
    expect(() => toHTML(run('a') as never)).toThrow('file must be a path, got object');
  });
});
