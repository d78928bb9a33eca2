import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findPython, pythonEnvironment } from '../../scripts/setup/python.mjs';
import { temporaryFolder, write } from './temporary';

/** A PATH with nothing but interpreters that answer as told. */
function pathWith(interpreters: Readonly<Record<string, readonly [string, boolean] | 'broken'>>) {
  const folder = temporaryFolder();
  for (const [name, answer] of Object.entries(interpreters)) {
    const script =
      answer === 'broken'
        ? 'exit 1'
        : `echo '${JSON.stringify([join(folder, 'real', name), answer[0], answer[1]])}'`;
    write(folder, { [name]: `#!/bin/sh\n${script}\n` }, 0o755);
  }
  return folder;
}

describe('findPython()', () => {
  it('returns the interpreter behind the name, with its version', () => {
    const PATH = pathWith({ python3: ['3.12.4', true] });
    expect(findPython({ PATH })).toEqual({
      path: join(PATH, 'real/python3'),
      version: '3.12.4',
      minor: '3.12',
    });
  });

  it('accepts 3.10, the oldest, and passes over older and broken ones', () => {
    const PATH = pathWith({
      python3: ['3.9.18', true],
      python: 'broken',
      'python3.10': ['3.10.0', true],
    });
    expect(findPython({ PATH }).version).toBe('3.10.0');
  });

  it('takes PYTHON and no other', () => {
    const PATH = pathWith({ python3: ['3.12.4', true], 'my-python': ['3.11.1', true] });
    expect(findPython({ PATH, PYTHON: join(PATH, 'my-python') }).version).toBe('3.11.1');
    expect(() => findPython({ PATH, PYTHON: '/no/such/python' })).toThrow(
      '/no/such/python does not run',
    );
  });

  it('says which are too old', () => {
    const PATH = pathWith({ python3: ['3.9.18', true], python: ['2.7.18', false] });
    expect(() => findPython({ PATH })).toThrow(
      'Cannot find Python 3.10 or newer with its venv module: python3 is 3.9.18, python is 2.7.18',
    );
  });

  it('says how to get a missing venv module', () => {
    const PATH = pathWith({ python3: ['3.11.2', false] });
    expect(() => findPython({ PATH })).toThrow(
      expect.objectContaining({
        message: expect.stringContaining('python3 3.11.2 has no venv module'),
        parts: expect.objectContaining({
          remedy: expect.stringContaining('apt install python3-venv'),
        }),
      }),
    );
  });

  it('says that there is none', () => {
    expect(() => findPython({ PATH: temporaryFolder() })).toThrow('there is none on PATH');
  });
});

describe('pythonEnvironment()', () => {
  it('keeps what would lead Python astray out, and the rest in', () => {
    const env = pythonEnvironment({
      PYTHONPATH: '/x',
      PYTHONHOME: '/y',
      PIP_TARGET: '/z',
      HOME: '/home/me',
    });
    expect(env).toMatchObject({ HOME: '/home/me', PYTHONNOUSERSITE: '1', PIP_USER: '0' });
    expect([env.PYTHONPATH, env.PYTHONHOME, env.PIP_TARGET]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
