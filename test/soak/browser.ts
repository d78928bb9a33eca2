// Playwright's tests as a part of the soak
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { folders, root } from '../../scripts/setup/paths.mjs';
import { findBrowser } from '../../scripts/test/browser.mjs';
import { countPlaywright, judge } from '../../scripts/test/counts.mjs';

interface Tests {
  /** Folder below `test/browser` that has a configuration; the whole suite's when left out. */
  readonly folder?: string;
  /** Expressions that a file has to match; all files without them. */
  readonly files?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs tests in a real Chromium. @returns How many passed and failed; a run that crashed has failed. */
export async function browserTests({ folder = '', files = [], env = {} }: Tests) {
  const report = join(folders().cache, 'reports', 'soak-playwright.json');
  mkdirSync(dirname(report), { recursive: true });
  rmSync(report, { force: true });
  const config = join(root, 'test/browser', folder, 'playwright.config.ts');
  const CHROMIUM_PATH = await findBrowser(folders());
  const code = await new Promise<number | null>((resolve, reject) => {
    // in the process group of the soak, which Ctrl-C ends as one
    const child = spawn(
      process.execPath,
      [
        join(root, 'node_modules/@playwright/test/cli.js'),
        ...['test', '--config', config, '--reporter=list,json', ...files],
      ],
      {
        cwd: root,
        env: { ...process.env, CHROMIUM_PATH, PLAYWRIGHT_JSON_OUTPUT_FILE: report, ...env },
        stdio: ['ignore', 'inherit', 'inherit'],
      },
    );
    child.once('error', reject);
    child.once('close', resolve);
  });
  return judge(countPlaywright(JSON.parse(readFileSync(report, 'utf8'))), code);
}
