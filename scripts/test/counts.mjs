/** @typedef {{ readonly passed: number, readonly failed: number, readonly notes: readonly string[] }} Counts */

/** @type {Counts} */
export const nothing = { passed: 0, failed: 0, notes: [] };

/**
 * @param {Counts} a
 * @param {Counts} b
 * @returns {Counts}
 */
export function plus(a, b) {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    notes: [...a.notes, ...b.notes],
  };
}

/** @param {Counts} counts */
export function lastLine({ passed, failed }) {
  return `${passed} passed, ${failed} failed`;
}

/**
 * Counts a report of vitest's `json` reporter. A test that did not run to a verdict, skipped or planned, is a failure.
 *
 * @param {VitestReport} report
 * @returns {Counts}
 *
 * @typedef {{ testResults: { name: string, status: string, assertionResults: VitestTest[] }[] }} VitestReport
 * @typedef {{ status: string, meta?: { figures?: Record<string, string> } }} VitestTest
 */
export function countVitest({ testResults }) {
  const tests = testResults.flatMap((file) => file.assertionResults);
  const passed = tests.filter(({ status }) => status === 'passed').length;
  const skipped = tests.filter(({ status }) => status !== 'passed' && status !== 'failed').length;
  // a file that cannot be loaded has no tests to report
  const unloaded = testResults.filter(
    (file) =>
      file.status !== 'passed' && file.assertionResults.every((test) => test.status === 'passed'),
  ).length;
  return {
    passed,
    failed: tests.length - passed + unloaded,
    notes: [
      ...(skipped ? [`${skipped} skipped, counted as failed`] : []),
      ...(unloaded ? [`${unloaded} files failed outside their tests`] : []),
    ],
  };
}

/**
 * Counts a report of Playwright's `json` reporter. A test that passed only when repeated is a failure.
 *
 * @param {PlaywrightReport} report
 * @returns {Counts}
 *
 * @typedef {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number }, errors: unknown[] }} PlaywrightReport
 */
export function countPlaywright({ stats, errors }) {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + stats.skipped + errors.length,
    notes: [
      ...(stats.skipped ? [`${stats.skipped} skipped, counted as failed`] : []),
      ...(stats.flaky ? [`${stats.flaky} passed only when repeated, counted as failed`] : []),
      ...(errors.length ? [`${errors.length} errors outside the tests`] : []),
    ],
  };
}

/**
 * What a runner's report and its exit code say together: no report, no tests, or a bad exit without a failed test
 * are each a failure.
 *
 * @param {Counts | undefined} counts Nothing when there is no report that can be read.
 * @param {number | null} exitCode
 * @returns {Counts}
 */
export function judge(counts, exitCode) {
  if (!counts)
    return { passed: 0, failed: 1, notes: [`crashed: no report, exit code ${exitCode}`] };
  if (counts.passed + counts.failed === 0) {
    return { passed: 0, failed: 1, notes: [...counts.notes, 'ran no tests, counted as failed'] };
  }
  if (exitCode !== 0 && counts.failed === 0) {
    const note = `crashed: exit code ${exitCode} though no test failed`;
    return { ...counts, failed: 1, notes: [...counts.notes, note] };
  }
  return counts;
}
