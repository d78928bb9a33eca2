import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

// else the one Playwright has downloaded
const installed = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find(existsSync);
const isRoot = process.getuid?.() === 0;

/** One real JupyterLab, one browser, one test at a time. `CHROMIUM_PATH` names the browser. */
export default defineConfig({
  testDir: '.',
  // what `npm run soak -- wheel` has installed first
  testIgnore: 'installed/**',
  outputDir: '../../test-results/browser',
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    viewport: { width: 1280, height: 900 },
    // an installed browser has no recorder of Playwright's
    video: 'off',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? installed,
      args: [
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        ...(isRoot ? ['--no-sandbox'] : []),
      ],
    },
  },
});
