import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cosine } from '../../src/schedule';
import { type FakeMachine, fakeMachine, tell, writeFiles } from './fake-machine';

const RECIPE = `import torch
optimizer = torch.optim.SGD(model.parameters(), lr=initial_lr)
scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=100)
`;

function machine(): FakeMachine {
  const made = fakeMachine();
  writeFiles(made.cwd, {
    'recipe.py': RECIPE,
    'warm.lrs.json': JSON.stringify(cosine({ peak: 1e-3, steps: 90 }).warmup(10).spec),
    'units.lrs.json': JSON.stringify(cosine({ steps: '9ep' }).warmup('1ep').spec),
    'plateau.ts': 'const schedule = plateau({ patience: 3 });',
    'broken.lrs.json': '{"family": "cosine", "values": {"peak": -1}}',
  });
  return made;
}

describe('anneal convert', () => {
  it('writes a recipe of another library in our own words', async () => {
    const { code, out, err } = await tell(
      machine(),
      'convert recipe.py --to typescript --set initial_lr=0.1',
    );
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain(
      "const schedule = cosine({ peak: 0.1, floor: 0, steps: 100, after: 'continue' });\n",
    );
  });

  it('takes standard input, and gives the spec', async () => {
    const told = await tell(machine(), 'convert - --to spec', { input: 'cosine({ steps: 9 })' });
    expect(JSON.parse(told.out)).toMatchObject({ family: 'cosine', values: { steps: 9 } });
  });

  it('gives JSON to programs', async () => {
    const { out } = await tell(machine(), 'convert warm.lrs.json --to optax --json');
    expect(JSON.parse(out)).toMatchObject({
      target: 'optax',
      code: expect.stringContaining('warmup_steps=10'),
    });
  });

  it('applies a plan', async () => {
    const { out } = await tell(
      machine(),
      'convert units.lrs.json --to timm --plan examples=640,batchSize=64,epochs=10',
    );
    expect(out).toContain('t_initial=90,');
  });

  it.each([
    [
      'convert recipe.py --to typescript',
      1,
      "recipe.py: Cannot read the code: initial_lr is not known (line 2, column 52: initial_lr); give it: --set 'initial_lr=…'",
    ],
    [
      'convert units.lrs.json --to timm',
      1,
      "Cannot turn '1ep' into updates without the updates per epoch: give it with --plan examples=…,batchSize=…,epochs=…",
    ],
    [
      'convert broken.lrs.json --to optax',
      1,
      'broken.lrs.json: Cannot build cosine annealing: values.peak must be a finite number above 0, got -1',
    ],
    ['convert none.py --to optax', 1, 'Cannot read none.py: there is no such file'],
    [
      'convert recipe.py --to tensorflow',
      2,
      'Cannot run anneal convert: there is no target tensorflow; there is typescript, pytorch, keras, optax, transformers, timm, spec',
    ],
    [
      'convert recipe.py',
      2,
      'Cannot run anneal convert: --to is missing; there is typescript, pytorch, keras, optax, transformers, timm, spec',
    ],
    [
      'convert --to optax',
      2,
      'Cannot run anneal convert: it needs a file, as in anneal convert <file>; - is standard input',
    ],
    ['convert a.py b.py --to optax', 2, 'Cannot run anneal convert: unexpected "b.py"'],
    [
      'convert recipe.py --to optax --plan epochs',
      2,
      'Cannot read --plan: "epochs" must be name=value',
    ],
    ['convert plateau.ts --to keras', 1, 'Cannot write the code for keras'],
  ])('%s', async (line, code, message) => {
    const told = await tell(machine(), line);
    expect(told).toMatchObject({ code, out: '' });
    expect(told.err).toContain(message);
  });
});

describe('anneal lint', () => {
  it('is content, with exit code 0', async () => {
    const told = await tell(machine(), 'lint warm.lrs.json');
    expect(told).toEqual({
      code: 0,
      out: '✓ ok      cosine({ peak: 0.001, steps: 90 }).warmup(10)\n',
      err: '',
    });
  });

  it('finds, with exit code 1', async () => {
    const told = await tell(
      machine(),
      'lint recipe.py --set initial_lr=0.1 --plan steps=80 --name warm-up',
    );
    expect(told.code).toBe(1);
    expect(told.out).toContain(
      'step 0: Its name promises a warm-up and it has none: the first update has the full rate, 0.1 (no-warmup); warm up for 4 steps\n',
    );
  });

  it('gives findings with the spec that mends them', async () => {
    const { out } = await tell(machine(), 'lint recipe.py --set initial_lr=0.1 --json');
    expect(JSON.parse(out).findings[0]).toMatchObject({
      rule: 'rebound',
      fix: { spec: { family: 'cosine' } },
    });
  });
});

describe('anneal sample', () => {
  it('lists rates as CSV', async () => {
    const { out } = await tell(machine(), 'sample warm.lrs.json --steps 11 --every 10 --csv');
    expect(out).toBe(`step,lr\n0,${1e-3 / 11}\n10,0.001\n`);
  });

  it('lists all of them, and as JSON', async () => {
    const { out } = await tell(machine(), 'sample warm.lrs.json --json');
    expect(JSON.parse(out)).toHaveLength(100);
  });

  it('refuses a feedback schedule and a count that is none', async () => {
    expect((await tell(machine(), 'sample plateau.ts')).err).toContain('follow from a metric');
    expect(await tell(machine(), 'sample warm.lrs.json --steps 0')).toMatchObject({ code: 2 });
  });
});

describe('anneal plot', () => {
  it('writes an SVG, and says in words what it shows', async () => {
    const made = machine();
    const { code, out } = await tell(made, 'plot warm.lrs.json --svg out/chart.svg');
    expect(code).toBe(0);
    expect(out).toMatch(/warm-up/);
    expect(readFileSync(join(made.cwd, 'out/chart.svg'), 'utf8')).toMatch(/^<svg [\s\S]*<\/svg>$/);
  });

  it('writes it to a pipe', async () => {
    expect((await tell(machine(), 'plot warm.lrs.json')).out).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
  });

  it('says when it cannot', async () => {
    const told = await tell(machine(), 'plot warm.lrs.json --svg recipe.py/x.svg');
    expect(told).toMatchObject({ code: 1, out: '' });
    expect(told.err).toMatch(/^Cannot write recipe\.py\/x\.svg: /);
  });
});
