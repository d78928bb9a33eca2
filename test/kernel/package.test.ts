import { execFileSync, spawnSync } from 'node:child_process';
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

/** The compilers of those who use it, beside the notebooks' own 5.0, under which test/kernel/types.test.ts checks. */
const COMPILERS = { 'typescript-5.9': '5.9.3', 'typescript-7': '7.0.2' };

/** What they use of the types. */
const USES = `
  import { compare, cosine, fit, type Schedule, sequence } from 'anneal';
  import { toCode } from 'anneal/code';
  import { light, paint, scheduleChart } from 'anneal/pure';
  const schedule: Schedule = cosine({ peak: 1e-3, steps: '10ep', end: 'inclusive' }).warmup('1ep');
  export const both = sequence([schedule, cosine()], [10]);
  export const painted = paint(scheduleChart(schedule).figure, light);
  export const code: string = toCode(schedule, 'pytorch', { plan: { stepsPerEpoch: 9 } });
  type Arguments = Parameters<typeof fit>;
  export const run = async (model: Arguments[0], data: Arguments[1]): Promise<number> =>
    (await fit(model, data, schedule, { epochs: 2 })).steps;
  compare({ a: schedule, b: cosine() });`;
const TYPED = {
  'typed.mts': USES,
  'typed.cts': USES,
  'wrong.mts': "import { cosine } from 'anneal'; cosine({ peek: 1 });",
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
    for (const [file, text] of Object.entries({ ...PROGRAMS, ...TYPED }))
      writeFileSync(join(folder, file), text);
    const compilers = Object.entries(COMPILERS).map(
      ([name, version]) => `${name}@npm:typescript@${version}`,
    );
    run(
      'npm',
      'install',
      '--prefer-offline',
      '--no-audit',
      '--no-fund',
      `./${packed}`,
      ...compilers,
    );
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

  it.each(Object.keys(COMPILERS))('has types under %s, of ES modules and of CommonJS', (name) => {
    const target = { target: 'es2022', module: 'nodenext' };
    const compilerOptions = { ...target, strict: true, noEmit: true, types: [] };
    const problems = (...files: string[]): string => {
      writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
      const { stdout } = spawnSync('node', [`node_modules/${name}/bin/tsc`, '--pretty', 'false'], {
        cwd: folder,
        encoding: 'utf8',
      });
      return stdout.trim();
    };
    expect(problems('typed.mts', 'typed.cts')).toBe('');
    expect(problems('wrong.mts')).toMatch(/^wrong\.mts.*'peek'/);
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
