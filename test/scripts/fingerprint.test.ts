import { renameSync, symlinkSync, truncateSync, unlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contentDigest, shapeDigest } from '../../scripts/setup/fingerprint.mjs';
import { temporaryFolder, write } from './temporary';

function sources(): string {
  const folder = temporaryFolder();
  write(folder, { 'src/a.ts': 'one', 'src/deep/b.ts': 'two', 'package.json': '{}' });
  return folder;
}
const paths = ['src', 'package.json'];

describe('contentDigest()', () => {
  it('does not change with dates, nor with the order of the paths', () => {
    const folder = sources();
    const before = contentDigest(folder, paths);
    utimesSync(join(folder, 'src/a.ts'), 0, 0);
    expect(contentDigest(folder, [...paths].reverse())).toBe(before);
  });

  it.each<[string, (folder: string) => void]>([
    ['a byte', (folder) => write(folder, { 'src/deep/b.ts': 'twO' })],
    ['a name', (folder) => renameSync(join(folder, 'src/a.ts'), join(folder, 'src/c.ts'))],
    ['a new file', (folder) => write(folder, { 'src/new.ts': '' })],
    ['a removed file', (folder) => unlinkSync(join(folder, 'package.json'))],
    ['a link', (folder) => symlinkSync('a.ts', join(folder, 'src/link.ts'))],
  ])('changes with %s', (_, change) => {
    const folder = sources();
    const before = contentDigest(folder, paths);
    change(folder);
    expect(contentDigest(folder, paths)).not.toBe(before);
  });

  it('changes with the values beside the files', () => {
    const folder = sources();
    expect(contentDigest(folder, paths, { python: '3.11' })).not.toBe(
      contentDigest(folder, paths, { python: '3.12' }),
    );
  });

  it('does not see what tools leave in passing', () => {
    const folder = sources();
    const before = contentDigest(folder, paths);
    write(folder, { 'src/__pycache__/x.pyc': 'x', 'src/.DS_Store': 'x' });
    expect(contentDigest(folder, paths)).toBe(before);
  });
});

describe('shapeDigest()', () => {
  it('changes when a file is cut', () => {
    const folder = sources();
    const before = shapeDigest(folder, paths);
    truncateSync(join(folder, 'src/a.ts'), 1);
    expect(shapeDigest(folder, paths)).not.toBe(before);
  });

  it('is nothing when an output is missing', () => {
    expect(shapeDigest(sources(), ['src', 'dist'])).toBeUndefined();
  });
});
