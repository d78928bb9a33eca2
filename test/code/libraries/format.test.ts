import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TARGETS, toCode } from '../../../src/code';
import { cosine } from '../../../src/schedule';
import { examples } from '../examples';
import { compositions } from './compositions';
import { PYTHON } from './libraries';

const folder = mkdtempSync(join(tmpdir(), 'anneal-code-'));
const [python, typescript] = [join(folder, 'python'), join(folder, 'typescript')];
const ruff = join(dirname(PYTHON), 'ruff');

beforeAll(() => {
  for (const one of [python, typescript]) mkdirSync(one);
  for (const [index, { schedule, name }] of [...examples, ...compositions()].entries()) {
    for (const target of TARGETS) {
      if (target === 'typescript') {
        if (name.startsWith('custom') || !canBeWritten(schedule)) continue;
        writeFileSync(join(typescript, `${index}.ts`), toCode(schedule, target));
      } else writeFileSync(join(python, `${target}_${index}.py`), toCode(schedule, target));
    }
  }
  // names that would end a string or a comment, for the parser of Python itself
  for (const [index, label] of ['\n', '\r', '"""', "'", '\\', '\f', '\u2028', '\0'].entries()) {
    const schedule = cosine({ steps: 9 }).named(`a${label}import os`);
    writeFileSync(join(python, `label_${index}.py`), toCode(schedule, 'pytorch'));
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function canBeWritten(schedule: Parameters<typeof toCode>[0]): boolean {
  try {
    toCode(schedule, 'typescript');
    return true;
  } catch {
    return false;
  }
}

describe('exported code', () => {
  it('is formatted and linted as Ruff does', () => {
    const run = (...args: string[]): string =>
      execFileSync(ruff, [...args, python], { encoding: 'utf8', stdio: 'pipe' });
    expect(run('format', '--isolated', '--check')).toMatch(/already formatted/);
    const rules = ['--isolated', '--select', 'E,F,I,B,UP,SIM', '--line-length', '88'];
    expect(run('check', ...rules)).toMatch(/All checks passed/);
  });

  it('is what the parser of Python takes for the same statements, whatever the label is', () => {
    const count = [
      'import ast, glob, sys',
      'bodies = {ast.dump(ast.parse(open(f, newline="").read())) for f in glob.glob(sys.argv[1] + "/label_*.py")}',
      'print(len(bodies))',
    ].join('\n');
    const output = execFileSync(PYTHON, ['-c', count, python], { encoding: 'utf8' });
    expect(output.trim()).toBe('1');
    expect(readdirSync(python).filter((file) => file.startsWith('label_')).length).toBe(8);
  });

  it('is formatted as Biome and Prettier do', () => {
    const settings = {
      root: true,
      formatter: { indentStyle: 'space', lineWidth: 80 },
      javascript: { formatter: { quoteStyle: 'single' } },
      files: { includes: ['**/*.ts'] },
    };
    writeFileSync(join(folder, 'biome.json'), JSON.stringify(settings));
    const biome = resolve('node_modules/@biomejs/biome/bin/biome');
    const run = (): string =>
      execFileSync(process.execPath, [biome, 'format', '--config-path', folder, '.'], {
        cwd: typescript,
        encoding: 'utf8',
        stdio: 'pipe',
      });
    expect(run()).toMatch(/No fixes applied/);
    writeFileSync(join(typescript, 'planted.ts'), 'const a =1');
    expect(run).toThrow();
  });
});
