import { describe, expect, it } from 'vitest';
import { TARGETS, type Target, toCode } from '../../src/code';
import { SIGNATURES } from '../../src/code/read/signatures';
import { families, greedy, plateau } from '../../src/schedule';
import { nodeOf } from '../../src/schedule/schedule';
import { examples } from './examples';

const NAMES: Readonly<Record<Target, string>> = {
  typescript: 'TypeScript',
  pytorch: 'PyTorch',
  keras: 'Keras',
  optax: 'Optax',
  transformers: 'transformers',
  timm: 'timm',
};

const listening = [plateau(), plateau({ relative: 0, absolute: 1e-3 }), greedy()];
const all = [...examples.map(({ schedule }) => schedule), ...listening];

/** What the code of a family is made with: names of the library, `a function`, or why there is none. */
function madeWith(id: string, target: Target): string {
  const found = new Set<string>();
  const library = SIGNATURES[target === 'pytorch' ? 'torch' : target] ?? {};
  const own = all.filter((schedule) => nodeOf(schedule).family.id === id);
  for (const schedule of own) {
    let code: string;
    try {
      code = toCode(schedule, target)
        .replace(/^#.*$/gm, '')
        .replace(/"""[\s\S]*?"""/g, '');
    } catch (error) {
      found.add(`no: ${(error as Error).message.replace(/^[^:]*: /, '')}`);
      continue;
    }
    if (target === 'typescript') found.add('itself');
    else if (/def \w+_rate\(/.test(code)) found.add('a function');
    const names = Object.keys(library).filter((name) => new RegExp(`\\b${name}\\(`).test(code));
    for (const name of names) {
      if (!/TrainingArguments|SequentialLR|join_schedules|LambdaLR/.test(name))
        found.add(`\`${name}\``);
      else if (name === 'LambdaLR' && !/_rate/.test(code)) found.add('`LambdaLR`');
    }
    if (/^schedule = [\d.e-]+$/m.test(code)) found.add('a number');
  }
  const order = (text: string): number => (text.startsWith('`') ? 0 : text.startsWith('a') ? 1 : 2);
  return [...found].sort((a, b) => order(a) - order(b)).join(', ');
}

function table(): string {
  const rows = families.map(({ id, title }) => [
    `${title} \`${id}\``,
    ...TARGETS.map((target) => madeWith(id, target)),
  ]);
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    '---',
    'title: What each library can say',
    '---',
    '',
    '# What each library can say',
    '',
    'Made from the code by `npx vitest run test/code/table.test.ts -u`. For each schedule: what `toCode` writes when the rates are',
    'equal at every step, and `a function` where the library has nothing that is, for some or all options. A part that ends',
    "before its library's own formula does is joined with a constant (`SequentialLR`, `optax.join_schedules`).",
    '',
    line(['', ...TARGETS.map((target) => NAMES[target])]),
    line(['---', ...TARGETS.map(() => '---')]),
    ...rows.map(line),
    '',
  ].join('\n');
}

describe('the table of what each library can say', () => {
  it('is up to date', async () => {
    const text = table();
    expect(text).not.toMatch(/\| +\|(?! TypeScript)/);
    await expect(text).toMatchFileSnapshot('../../docs/guide/code-targets.md');
  });
});
