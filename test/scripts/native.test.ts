import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readlinkSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { missingBuildTools, wheelFor } from '../../scripts/setup/steps/native/build.mjs';
import { temporaryFolder, write } from './temporary';

const unpacker = fileURLToPath(
  new URL('../../scripts/setup/steps/native/unpack_wheel.py', import.meta.url),
);
const python = (...args: string[]) => spawnSync('python3', args, { encoding: 'utf8' });

const framework = 'tensorflow/libtensorflow_framework.so.2';
const members = [
  'tensorflow/libtensorflow_cc.so.2',
  framework,
  'tensorflow/include/tensorflow/c/c_api.h',
  'tensorflow/include/tensorflow/core/kernels/not_needed.h',
  'tensorflow/python/not_needed.py',
];

function wheel(names: readonly string[] = members): string {
  const file = join(temporaryFolder(), 'tensorflow.whl');
  const made = python(
    '-c',
    'import sys, zipfile\nwith zipfile.ZipFile(sys.argv[1], "w") as z:\n for n in sys.argv[2:]: z.writestr(n, n * 999)',
    file,
    ...names,
  );
  expect(made.stderr).toBe('');
  return file;
}

describe('unpack_wheel.py', () => {
  it('takes the libraries, their linker names and the headers, and nothing else', () => {
    const deps = join(temporaryFolder(), 'deps');
    expect(python(unpacker, wheel(), deps).status).toBe(0);
    expect(readFileSync(join(deps, 'lib/libtensorflow_framework.so.2'), 'utf8')).toBe(
      framework.repeat(999),
    );
    expect(readlinkSync(join(deps, 'lib/libtensorflow.so'))).toBe('libtensorflow_cc.so.2');
    expect(existsSync(join(deps, 'include/tensorflow/c/c_api.h'))).toBe(true);
    expect(existsSync(join(deps, 'include/tensorflow/core/kernels'))).toBe(false);
  });

  it('refuses a wheel that was cut', () => {
    const file = wheel();
    truncateSync(file, Math.floor(statSync(file).size / 2));
    const { status, stderr } = python(unpacker, file, join(temporaryFolder(), 'deps'));
    expect(status).toBe(1);
    expect(stderr).toContain('is damaged: File is not a zip file');
  });

  it('refuses a wheel without the libraries, such as the empty one that only names another', () => {
    const { status, stderr } = python(unpacker, wheel(['a.py']), join(temporaryFolder(), 'deps'));
    expect(status).toBe(1);
    expect(stderr).toContain(`lacks tensorflow/libtensorflow_cc.so.2, ${framework}`);
  });
});

describe('missingBuildTools()', () => {
  const bin = (...names: string[]) => {
    const PATH = temporaryFolder();
    for (const name of names) write(PATH, { [name]: '#!/bin/sh\n' }, 0o755);
    return { PATH };
  };

  it('is nothing when compiler and make run', () => {
    expect(missingBuildTools(bin('g++', 'make'))).toBeUndefined();
    expect(missingBuildTools({ ...bin('clang++', 'make'), CXX: 'clang++' })).toBeUndefined();
  });

  it('names what is missing, and the remedy', () => {
    expect(missingBuildTools(bin('make'))).toBe(
      'no C++ compiler (Debian, Ubuntu: `apt install g++ make`, then run it again)',
    );
    expect(missingBuildTools(bin())).toContain('no C++ compiler and no `make`');
  });
});

describe('wheelFor()', () => {
  it('names a wheel that holds the libraries, where there is one', () => {
    expect(wheelFor('linux', 'x64')).toMatch(/^tensorflow-cpu==/);
    expect(wheelFor('linux', 'arm64')).toMatch(/^tensorflow-cpu-aws==/);
    expect([wheelFor('linux', 'arm'), wheelFor('darwin', 'arm64')]).toEqual([undefined, undefined]);
  });
});
