import { chmodSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The library: CommonJS, one file for each part, and declarations in `dist`.
 *
 * @param {string} root
 * @returns {import('../step.mjs').Step}
 */
export function libraryStep(root) {
  return {
    id: 'library',
    name: 'library, built into dist',
    doing: 'build the library',
    inputs: ['src', 'scripts/bundle.mjs', 'tsconfig.json', 'package.json', 'package-lock.json'],
    outputs: ['dist'],
    remedy: 'read the log; `npm run build:lib` shows the same error',
    async run({ aside, must }) {
      const out = join(aside, 'dist');
      await must(process.execPath, [
        join(root, 'node_modules/typescript/bin/tsc'),
        '--project',
        'tsconfig.json',
        '--noEmitOnError',
        '--outDir',
        out,
        '--tsBuildInfoFile',
        join(out, '.tsbuildinfo'),
      ]);
      await must(process.execPath, [join(root, 'scripts/bundle.mjs'), out]);
      // npx runs it as a program
      chmodSync(join(out, 'cli/main.js'), 0o755);
    },
  };
}
