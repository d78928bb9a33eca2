import { afterAll, describe, expect, it } from 'vitest';
import { fromCode, toCode } from '../../../src/code';
import { cosine, fromSpec, lint, type Schedule } from '../../../src/schedule';
import { Libraries } from './libraries';

// a script that an article offers as cosine annealing with warm-up
const ARTICLE = `import torch
import torch.optim as optim

optimizer = optim.Adam(model.parameters(), lr=initial_lr)
scheduler = optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=100)

for epoch in range(num_epochs):
    train(...)
    validate(...)
    scheduler.step()
`;

/** The same with what it leaves to the reader, as a function that can be run. */
const RUNNABLE = `import torch
import torch.optim as optim


def train(model, loader, loss_fn, epochs):
    initial_lr, num_epochs = 0.1, epochs
    optimizer = optim.Adam(model.parameters(), lr=initial_lr)
    scheduler = optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=100)
    for epoch in range(num_epochs):
        for inputs, targets in loader:
            optimizer.zero_grad()
            loss_fn(model(inputs), targets).backward()
            optimizer.step()
        scheduler.step()
`;

const libraries = new Libraries();
afterAll(() => libraries.end());

describe('the script of an article, "cosine annealing with warm-up"', () => {
  const names = { initial_lr: 0.1, num_epochs: 120 };
  const schedule = fromCode(ARTICLE, { names }) as Schedule;

  it('is read, asking for the rate it leaves open', () => {
    expect(() => fromCode(ARTICLE)).toThrow(
      'Cannot read the code: initial_lr is not known (line 4, column 47: initial_lr); give it, as in fromCode(text, { names: { initial_lr: … } })',
    );
    expect(String(schedule)).toBe("cosine({ peak: 0.1, floor: 0, steps: 100, after: 'continue' })");
    expect(schedule.plan).toEqual({ stepsPerEpoch: 1, epochs: 120 });
  });

  it('is what PyTorch runs: one rate an epoch, the full one first, and rising at the end', async () => {
    const rates = await libraries.rates({
      target: 'pytorch',
      text: RUNNABLE,
      steps: 240,
      epochs: 120,
    });
    for (const [update, rate] of rates.entries()) {
      expect(Math.abs(rate - schedule(Math.floor(update / 2)))).toBeLessThan(1e-10);
    }
    expect(rates[0]).toBe(0.1);
  });

  it('has no warm-up and climbs again, and lint says both', () => {
    const findings = lint(schedule.named('cosine annealing with warm-up'));
    expect(findings.map(({ message }) => message)).toEqual([
      'Its name promises a warm-up and it has none: the first update has the full rate, 0.1',
      'The schedule ends 20 updates before the run, which goes on at 8.65e-3',
      'Rises again after its end, from 2.47e-5 by up to 0.1',
    ]);
  });

  it('is mended, and PyTorch runs what was meant', async () => {
    const [first] = lint(schedule.named('cosine annealing with warm-up'));
    expect(String(fromSpec(first?.fix?.spec))).toMatch(/^cosine\(.*\)\.warmup\(6\)\.named/);
    const plan = { stepsPerEpoch: 2, epochs: 120 };
    const meant = cosine({ peak: 0.1 }).warmup('5ep').withPlan(plan);
    const text = toCode(meant, 'pytorch');
    const rates = await libraries.rates({ target: 'pytorch', text, steps: 240, epochs: 120 });
    for (const [update, rate] of rates.entries()) {
      expect(Math.abs(rate - meant(update))).toBeLessThan(1e-10);
    }
    expect(rates[0]).toBeLessThan(0.01);
    expect(rates[10]).toBe(0.1);
    expect(lint(meant.named('cosine annealing with warm-up'))).toEqual([]);
    expect((fromCode(text) as Schedule).plan).toEqual(plan);
  });
});
