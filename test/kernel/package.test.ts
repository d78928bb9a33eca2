import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** What a project with nothing but the tarball runs. */
const PROGRAMS = {
  'a.cjs': `
    const anneal = require('anneal');
    const { dark } = require('anneal/pure');
    console.log(anneal.cosine({ peak: 1, steps: 10 })(5), typeof anneal.fit, typeof dark);`,
  'b.mjs': `
    import { cosine, fit } from 'anneal';
    import { dark } from 'anneal/pure';
    console.log(cosine({ peak: 1, steps: 10 })(5), typeof fit, typeof dark);`,
  'c.cjs': `
    const before = Object.keys(require.cache).length;
    require('anneal');
    console.log(Object.keys(require.cache).slice(before).filter((file) => /tensorflow|tslab|plotly|lezer/.test(file)).length);`,
  'd.mjs': `
    import { cosine, fromCode, toCode } from 'anneal';
    import * as code from 'anneal/code';
    const text = toCode(cosine({ steps: 9 }).warmup(3), 'optax');
    console.log(String(fromCode(text)), code.toCode(code.fromCode(text), 'optax') === text);`,
};

describe('the packed library', () => {
  const folder = mkdtempSync(join(tmpdir(), 'anneal-package-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const run = (program: string, ...args: string[]): string =>
    execFileSync(program, args, { cwd: folder, encoding: 'utf8' }).trim();

  beforeAll(() => {
    const packed = execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], {
      encoding: 'utf8',
    }).trim();
    writeFileSync(join(folder, 'package.json'), '{ "private": true }');
    for (const [file, text] of Object.entries(PROGRAMS)) writeFileSync(join(folder, file), text);
    run('npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', `./${packed}`);
  });

  it('is imported by CommonJS and by name from an ES module', () => {
    expect(run('node', 'a.cjs')).toBe('0.5 function object');
    expect(run('node', 'b.mjs')).toBe('0.5 function object');
  });

  it('loads no TensorFlow, no kernel, no Plotly and no parser at import', () => {
    expect(run('node', 'c.cjs')).toBe('0');
  });

  it('writes and reads code on first use, from either entry', () => {
    expect(run('node', 'd.mjs')).toBe('cosine({ steps: 9 }).warmup(3) true');
  });

  it('brings its program', () => {
    const version = JSON.parse(readFileSync('package.json', 'utf8')).version;
    expect(run('npx', '--no-install', 'anneal', '--version')).toContain(version);
  });

  it('holds what is built and nothing else', () => {
    const listed = run('find', 'node_modules/anneal', '-type', 'f').split('\n');
    const outside = listed.filter((file) => !file.startsWith('node_modules/anneal/dist/'));
    expect(outside.map((file) => file.replace('node_modules/anneal/', '')).sort()).toEqual([
      'LICENSE',
      'README.md',
      'package.json',
    ]);
  });

  it('has the version of the extension', () => {
    const versionOf = (file: string): string => JSON.parse(readFileSync(file, 'utf8')).version;
    expect(versionOf(resolve('labextension/package.json'))).toBe(versionOf('package.json'));
  });
});
