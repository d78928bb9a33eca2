import { describe, expect, it } from 'vitest';
import { TARGETS, toCode } from '../../src/code';
import { familyCodes } from '../../src/code/registry';
import { fromLibrary } from '../../src/library';
import {
  cosine,
  custom,
  exponentialDecay,
  families,
  type Schedule,
  stepDecay,
} from '../../src/schedule';
import { examples } from './examples';

const warmed = cosine({ peak: 1e-3, steps: 900 }).warmup(100);

describe('toCode()', () => {
  it('uses what PyTorch has, and holds the end that its cosine would leave', () => {
    expect(toCode(warmed, 'pytorch')).toBe(`import torch
from torch.optim.lr_scheduler import CosineAnnealingLR, LambdaLR, LinearLR, SequentialLR

# anneal: cosine({ peak: 0.001, steps: 900 }).warmup(100)


def train(model, loader, loss_fn, epochs):
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.001)
    scheduler = SequentialLR(
        optimizer,
        schedulers=[
            LinearLR(optimizer, start_factor=1 / 101, total_iters=100),
            CosineAnnealingLR(optimizer, T_max=900),
            # CosineAnnealingLR climbs again after T_max: stay at the end instead
            LambdaLR(optimizer, lr_lambda=lambda step: 0.0),
        ],
        milestones=[100, 1000],
    )

    for _ in range(epochs):
        for inputs, targets in loader:
            optimizer.zero_grad()
            loss = loss_fn(model(inputs), targets)
            loss.backward()
            optimizer.step()
            scheduler.step()  # once per update, not per epoch
`);
  });

  it('writes a cell in our own words', () => {
    expect(toCode(warmed, 'typescript')).toBe(`import { cosine } from 'anneal';

const schedule = cosine({ peak: 0.001, steps: 900 }).warmup(100);

// fit sets the rate before every update:
// await fit(model, x, y, schedule, { epochs: 10, batchSize: 64 });
`);
  });

  it.each([
    ['optax', 'schedule = optax.warmup_cosine_decay_schedule(\n    init_value=0.001 / 101,'],
    ['keras', '    warmup_target=0.001,\n    warmup_steps=100,'],
    ['timm', '        warmup_prefix=True,\n        t_in_epochs=False,'],
  ] as const)('uses what %s has for a warm-up', (target, lines) => {
    expect(toCode(warmed, target)).toContain(lines);
  });

  it.each(['pytorch', 'timm'] as const)(
    'steps once an epoch in %s when the plan counts epochs',
    (target) => {
      const code = toCode(cosine(), target, { plan: { stepsPerEpoch: 1, epochs: 90 } });
      expect(code).toMatch(/\n {8}scheduler\.step\((epoch \+ 1)?\) {2}# once per epoch\n/);
      expect(code).toMatch(/(T_max|t_initial)=90/);
    },
  );

  it('turns lengths into updates by the plan, and says what the plan was', () => {
    const schedule = cosine({ steps: '9ep' }).warmup('1ep');
    const plan = { examples: 640, batchSize: 64, accumulation: 2, epochs: 10 };
    const code = toCode(schedule, 'pytorch', { plan });
    expect(code).toContain('T_max=45');
    expect(code).toContain('if batch % 2 == 0 or batch == len(loader):');
    expect(code).toContain('examples: 640');
    expect(() => toCode(schedule, 'pytorch')).toThrow(/withPlan/);
    // our own words need no plan
    expect(toCode(schedule, 'typescript')).toContain(`const schedule = ${schedule};`);
  });

  it('keeps a factor from being rounded before it is raised to a power', () => {
    const code = toCode(exponentialDecay({ gamma: 0.999, after: 'continue' }), 'keras');
    expect(code).toMatch(/decay_steps=2302,\n {4}decay_rate=0\.09994/);
    expect(code).toContain('# the factor of 2302 updates at once: float32 would round 0.999');
  });

  it('lists the rates of a function, and refuses when they are too many', () => {
    const rate = (step: number): number => 1 / (1 + step);
    expect(toCode(custom({ rate, steps: 3 }), 'pytorch')).toContain(
      'RATES = [1, 0.5, 0.3333333333333333]',
    );
    expect(() => toCode(custom({ rate, steps: 5000 }), 'optax')).toThrow(
      'Cannot write the code for optax: custom has no formula that can be written, and its rates cannot be listed since it has more than 2000 of them',
    );
    expect(() => toCode(custom({ rate, after: 'continue' }), 'timm')).toThrow('goes on for ever');
    expect(() => toCode(custom({ rate }), 'typescript')).toThrow(
      'Cannot write the code for typescript: it holds a function, and what that needs is not known here',
    );
  });

  it('refuses what it does not know', () => {
    expect(() => toCode(warmed, 'jax' as never)).toThrow(
      "Cannot write the code: the target must be one of typescript, pytorch, keras, optax, transformers, timm, got 'jax'",
    );
    expect(() => toCode(3 as unknown as Schedule, 'keras')).toThrow(TypeError);
    expect(() => toCode(warmed, 'keras', { plan: { batch: 3 } as object })).toThrow(/toCode/);
  });

  it('has code for every family and combinator', () => {
    // that of other libraries is known besides
    const ids = [...families.map(({ id }) => id), 'formula'];
    expect(familyCodes.map(({ id }) => id).sort()).toEqual(ids.sort());
  });

  it.each(examples)('writes $name for every target, or says why not', ({ schedule }) => {
    for (const target of TARGETS) {
      try {
        const code = toCode(schedule, target);
        expect(code.endsWith('\n')).toBe(true);
        expect(code).not.toMatch(/undefined|NaN|\[object/);
      } catch (error) {
        expect((error as Error).message).toMatch(
          new RegExp(`^Cannot write the code for ${target}: .{20}`),
        );
      }
    }
  });

  it('has idioms that are as short as they are named', () => {
    const code = toCode(stepDecay({ peak: 0.1, every: 30, gamma: 0.1, steps: 90 }), 'pytorch');
    expect(code).toContain('scheduler = MultiStepLR(optimizer, milestones=[30, 60], gamma=0.1)');
    const params = { step_size: 3, gamma: 2 };
    const growing = fromLibrary({ library: 'torch', class: 'StepLR', params, baseLr: 1 });
    expect(() => toCode(growing, 'pytorch')).toThrow(
      'Cannot write the code for pytorch: it holds a formula of another library, which no family of ours has',
    );
  });
});
