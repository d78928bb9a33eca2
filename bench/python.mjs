import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const requirements = fileURLToPath(new URL('requirements.txt', import.meta.url));
const folder = fileURLToPath(new URL('../.cache/bench', import.meta.url));

/**
 * A Python with the libraries that are compared, made on first use and again when their list changes.
 *
 * @returns {string} Its path.
 */
export function python() {
  const digest = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12);
  const home = join(folder, digest);
  const interpreter = join(home, 'bin', 'python');
  if (existsSync(join(home, 'whole'))) return interpreter;
  console.error('installing what is compared with into .cache/bench, a few minutes');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const base = fileURLToPath(new URL('../.venv/bin/python', import.meta.url));
  execFileSync(base, ['-m', 'venv', home], { stdio: 'inherit' });
  execFileSync(interpreter, ['-m', 'pip', 'install', '--quiet', '-r', requirements], {
    stdio: 'inherit',
  });
  // written aside and renamed: the mark of a whole environment is the last thing to appear
  writeFileSync(join(home, 'part'), '');
  renameSync(join(home, 'part'), join(home, 'whole'));
  return interpreter;
}
