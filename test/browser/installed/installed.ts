import { test as base } from '@playwright/test';
import { type Lab, startLab } from '../lab';

/** A folder that the soak has filled, by the name of its variable. */
export function folderOf(variable: 'INSTALLED_VENV' | 'INSTALLED_SITE'): string {
  const folder = process.env[variable];
  if (!folder) {
    throw new Error(
      `Cannot find what is installed: ${variable} is not set; run npm run soak -- wheel`,
    );
  }
  return folder;
}

/** Playwright's `test` with a front end of the environment that holds our wheel, without Node. */
export const testIn = (program: 'jupyter-lab' | 'jupyter-notebook') =>
  base.extend<object, { lab: Lab }>({
    lab: [
      async ({ browserName: _ }, use) => {
        const venv = folderOf('INSTALLED_VENV');
        const lab = await startLab({ extension: 'installed', venv, program });
        await use(lab);
        await lab.stop();
      },
      { scope: 'worker', timeout: 120_000 },
    ],
  });
