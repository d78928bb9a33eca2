import { defineConfig } from '@playwright/test';
import base from '../playwright.config';

/** The front ends that `npm run soak -- wheel` has installed, each once. */
export default defineConfig(base, {
  testDir: '.',
  testIgnore: [],
  outputDir: '../../../test-results/installed',
  // a first start of a fresh environment compiles its Python, and JupyterLite fetches all of JupyterLab
  timeout: 240_000,
  expect: { timeout: 60_000 },
});
