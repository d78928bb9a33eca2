import { describe, expect, it } from 'vitest';
import {
  countPlaywright,
  countVitest,
  judge,
  lastLine,
  nothing,
  plus,
} from '../../scripts/test/counts.mjs';

const file = (status: string, ...tests: string[]) => ({
  name: 'a.test.ts',
  status,
  assertionResults: tests.map((test) => ({ status: test })),
});

describe('countVitest()', () => {
  it('counts passed and failed tests of all files', () => {
    const report = {
      testResults: [file('passed', 'passed', 'passed'), file('failed', 'passed', 'failed')],
    };
    expect(countVitest(report)).toEqual({ passed: 3, failed: 1, notes: [] });
  });

  it.each(['pending', 'skipped', 'todo', 'disabled'])(
    'counts a test that is %s as failed',
    (status) => {
      expect(countVitest({ testResults: [file('passed', 'passed', status)] })).toEqual({
        passed: 1,
        failed: 1,
        notes: ['1 skipped, counted as failed'],
      });
    },
  );

  it('counts a file that cannot be loaded as one failure', () => {
    expect(countVitest({ testResults: [file('failed')] })).toMatchObject({ passed: 0, failed: 1 });
  });
});

describe('countPlaywright()', () => {
  const stats = { expected: 4, unexpected: 0, flaky: 0, skipped: 0 };

  it('counts what passed', () => {
    expect(countPlaywright({ stats, errors: [] })).toEqual({ passed: 4, failed: 0, notes: [] });
  });

  it('counts failed, skipped, repeated tests and errors outside them as failed', () => {
    const bad = { expected: 4, unexpected: 1, flaky: 2, skipped: 3 };
    expect(countPlaywright({ stats: bad, errors: [{}] })).toMatchObject({ passed: 4, failed: 7 });
  });
});

describe('judge()', () => {
  const good = { passed: 2, failed: 0, notes: [] };

  it('lets good counts with exit code 0 be', () => {
    expect(judge(good, 0)).toEqual(good);
  });

  it('counts a run without tests as failed', () => {
    expect(judge(nothing, 0)).toMatchObject({
      failed: 1,
      notes: ['ran no tests, counted as failed'],
    });
  });

  it('counts a run without a report as failed, and says that it crashed', () => {
    expect(judge(undefined, null)).toEqual({
      passed: 0,
      failed: 1,
      notes: ['crashed: no report, exit code null'],
    });
  });

  it('counts a bad exit without a failed test as one failure', () => {
    expect(judge(good, 1)).toMatchObject({ passed: 2, failed: 1 });
  });

  it('does not count a bad exit twice', () => {
    const bad = { passed: 1, failed: 1, notes: [] };
    expect(judge(bad, 1)).toEqual(bad);
  });
});

describe('lastLine()', () => {
  it('is the sum of the suites', () => {
    const total = plus({ passed: 2, failed: 0, notes: [] }, { passed: 3, failed: 1, notes: ['x'] });
    expect(lastLine(total)).toBe('5 passed, 1 failed');
  });
});
