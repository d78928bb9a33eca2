import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { matchesLockfile, npmCommand } from '../../scripts/setup/steps/npm.mjs';
import { temporaryFolder, write } from './temporary';

/** A clone with one package and one that is only for other platforms. */
function clone(): string {
  const root = temporaryFolder();
  const manifest = { devDependencies: { typescript: '~5.9.3' } };
  const typescript = { version: '5.9.3' };
  const json = (value: object) => JSON.stringify(value);
  write(root, {
    'package.json': json(manifest),
    'labextension/package.json': '{}',
    'package-lock.json': json({
      packages: {
        '': manifest,
        labextension: {},
        'node_modules/typescript': typescript,
        'node_modules/other-platform': { version: '1.0.0', optional: true },
        'node_modules/jupyterlab-anneal': { resolved: 'labextension', link: true },
      },
    }),
    'node_modules/.package-lock.json': json({
      packages: { 'node_modules/typescript': typescript },
    }),
    'node_modules/typescript/package.json': json(typescript),
  });
  return root;
}

describe('matchesLockfile()', () => {
  it('is true when every package that is not optional is there', () => {
    expect(matchesLockfile(clone())).toBe(true);
  });

  it.each<[string, (root: string) => void]>([
    ['node_modules is missing', (root) => rmSync(join(root, 'node_modules'), { recursive: true })],
    [
      'npm did not come to its end',
      (root) => rmSync(join(root, 'node_modules/.package-lock.json'), { recursive: true }),
    ],
    [
      'a package lost its files',
      (root) => rmSync(join(root, 'node_modules/typescript'), { recursive: true }),
    ],
    [
      'another version is there',
      (root) =>
        write(root, {
          'node_modules/.package-lock.json':
            '{"packages":{"node_modules/typescript":{"version":"5.8.0"}}}',
        }),
    ],
    [
      'package.json asks for more than the lockfile',
      (root) => write(root, { 'package.json': '{"devDependencies":{"typescript":"^6"}}' }),
    ],
  ])('is false when %s', (_, damage) => {
    const root = clone();
    damage(root);
    expect(matchesLockfile(root)).toBe(false);
  });
});

describe('npmCommand()', () => {
  it('is the npm that runs us', () => {
    const npm_execpath = '/opt/npm/bin/npm-cli.js';
    expect(npmCommand({ npm_execpath })).toEqual([process.execPath, npm_execpath]);
  });

  it.each([undefined, '/opt/pnpm/pnpm.cjs'])('is the one on PATH under %s', (npm_execpath) => {
    expect(npmCommand({ npm_execpath })).toEqual(['npm']);
  });
});
