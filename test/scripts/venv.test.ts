import { spawnSync } from 'node:child_process';
import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { relocate } from '../../scripts/setup/steps/venv.mjs';
import { temporaryFolder, write } from './temporary';

describe('relocate()', () => {
  it('makes the scripts of a moved venv run', () => {
    const root = temporaryFolder();
    const [made, final] = [join(root, 'aside/.venv'), join(root, '.venv')];
    const venv = spawnSync('python3', ['-m', 'venv', '--without-pip', made], { encoding: 'utf8' });
    expect(venv.stderr).toBe('');
    const script = `#!${made}/bin/python\nimport sys\nprint(sys.prefix)\n`;
    write(made, { 'bin/where': script }, 0o755);
    relocate(made, final);
    renameSync(made, final);
    expect(spawnSync(join(final, 'bin/where'), { encoding: 'utf8' }).stdout.trim()).toBe(final);
    expect(readFileSync(join(final, 'bin/activate'), 'utf8')).not.toContain(made);
  });
});
