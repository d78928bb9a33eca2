import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromCode, TARGETS, toCode } from '../../src/code';
import { cosine, type Feedback, greedy, plateau, sequence } from '../../src/schedule';

const metrics = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 30, maxLength: 60 });
const counts = fc.record({
  patience: fc.integer({ min: 0, max: 3 }),
  cooldown: fc.integer({ min: 0, max: 3 }),
});
const rule = { peak: 1, factor: 0.5, relative: 0, absolute: 0.5 } as const;

const read = (text: string, names = {}): Feedback => fromCode(text, { names }) as Feedback;

describe('plateau() as code', () => {
  it('waits as long in each way to count', () => {
    fc.assert(
      fc.property(counts, metrics, ({ patience, cooldown }, log) => {
        const torch = plateau({ ...rule, patience, cooldown }).replay(log);
        for (const target of ['pytorch', 'keras', 'optax'] as const) {
          const text = toCode(plateau({ ...rule, patience, cooldown }), target);
          // read by its calls alone, not by the comment that says what it is
          expect(read(text.replace(/^# .*\n/gm, '')).replay(log)).toEqual(torch);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('is the class that each library has', () => {
    const feedback = plateau({ peak: 0.1, factor: 0.5, patience: 3, floor: 1e-4, leastCut: 1e-8 });
    const call = (target: (typeof TARGETS)[number]): string | undefined =>
      /^.*(?:ReduceLROnPlateau|reduce_on_plateau\w*|PlateauLRScheduler)\([\s\S]*?\)/m.exec(
        toCode(feedback, target).replace(/^(from|import) .*$/gm, ''),
      )?.[0];
    expect(call('pytorch')?.trim()).toBe(
      'scheduler = ReduceLROnPlateau(optimizer, factor=0.5, patience=3, min_lr=1e-4)',
    );
    expect(call('timm')).toMatch(/PlateauLRScheduler\(/);
    expect(call('transformers')).toMatch(/get_reduce_on_plateau_schedule\(/);
    expect(call('optax')).toMatch(/optax\.contrib\.reduce_on_plateau\(/);
  });

  it('says so when the metric must not be negative, unless that is as wanted', () => {
    expect(toCode(plateau(), 'pytorch')).toContain(
      '# for a metric that is never negative: below 0',
    );
    expect(toCode(plateau({ signed: true }), 'pytorch')).not.toContain('never negative');
    expect(toCode(plateau({ relative: 0 }), 'keras')).not.toContain('never negative');
  });

  it.each([
    [
      plateau({ average: 2 }),
      'pytorch',
      'PyTorch looks at every metric by itself: average must be 1',
    ],
    [
      plateau({ relative: 0.1, absolute: 0.1 }),
      'timm',
      'its threshold is a share of the best metric or an amount: relative or absolute must be 0',
    ],
    [
      plateau(),
      'keras',
      'min_delta of Keras is an amount and no share of the best metric: relative must be 0',
    ],
    [
      plateau({ after: 'hold', steps: 9 }),
      'optax',
      "it stops following the metric after 9 updates (after: 'hold'), and nothing there does; after: 'continue' can be written",
    ],
    [
      sequence([cosine({ steps: 5 }), plateau()]),
      'pytorch',
      'the rates of plateau follow from a metric, so it cannot be a part of what follows the step',
    ],
    [
      greedy(),
      'keras',
      'Keras has nothing that raises the rate when a metric gets better; transformers has GreedyLR',
    ],
  ] as const)('is refused with the reason: %s for %s', (feedback, target, reason) => {
    expect(() => toCode(feedback, target)).toThrow(
      `Cannot write the code for ${target}: ${reason}`,
    );
  });

  it('comes back from every target that can write it', () => {
    const log = [5, 4, 4, 4, 4, 3, 3, 3, 3, 3, 3, 3];
    for (const feedback of [
      plateau({ peak: 0.1, patience: 1, relative: 0, absolute: 0.1, floor: 1e-3, cooldown: 1 }),
      plateau({ peak: 0.1, patience: 1 }),
      greedy({ peak: 0.1, patience: 1, factor: 0.5 }),
    ]) {
      const written = TARGETS.flatMap((target) => {
        try {
          return [toCode(feedback, target)];
        } catch {
          return [];
        }
      });
      expect(written.length).toBeGreaterThanOrEqual(2);
      for (const text of written) {
        expect(read(text).replay(log), text).toEqual(feedback.replay(log));
        const bare = read(text.replace(/^# .*\n/gm, '')).replay(log);
        for (const [index, rate] of feedback.replay(log).entries())
          expect(bare[index], text).toBeCloseTo(rate, 14);
      }
    }
  });
});

describe('fromCode() reads what listens', () => {
  const log = [1, 1, 1, 1, 1, 1];
  it.each([
    [
      'Keras, its optimizer inside compile',
      `from keras.callbacks import ReduceLROnPlateau
model.compile(optimizer=keras.optimizers.Adam(learning_rate=0.1), loss="mse")
reduce_lr = ReduceLROnPlateau(monitor='val_loss', factor=0.2, patience=2, min_lr=0.001)
model.fit(x_train, y_train, callbacks=[reduce_lr])`,
      [0.1, 0.1, 0.02, 0.02, 0.004, 0.004],
    ],
    [
      'Keras without imports',
      "reduce_lr = ReduceLROnPlateau(monitor='val_loss', factor=0.2, patience=2)\nmodel.compile(keras.optimizers.SGD(0.1))",
      [0.1, 0.1, 0.02, 0.02, 0.004, 0.004],
    ],
    [
      'Optax, in a chain with its optimizer',
      `opt = optax.chain(
    optax.clip(2.0),
    optax.adam(0.1),
    optax.contrib.reduce_on_plateau(factor=0.5, patience=2, min_scale=0.25),
)`,
      [0.1, 0.1, 0.05, 0.05, 0.025, 0.025],
    ],
    [
      'timm, which takes a rising metric for better',
      'optimizer = torch.optim.SGD(p, lr=0.1)\nscheduler = PlateauLRScheduler(optimizer, decay_rate=0.5, patience_t=1, lr_min=0.01)',
      [0.1, 0.1, 0.05, 0.05, 0.025, 0.025],
    ],
    [
      'timm, after a warm-up',
      "optimizer = torch.optim.SGD(p, lr=0.1)\nscheduler = PlateauLRScheduler(optimizer, patience_t=1, warmup_t=2, warmup_lr_init=0.05, mode='min')",
      [0.075, 0.1, 0.1, 0.1, 0.01, 0.01],
    ],
    [
      'transformers, by its arguments',
      `TrainingArguments("out", max_steps=9, learning_rate=0.1, lr_scheduler_type="reduce_lr_on_plateau",
    lr_scheduler_kwargs={"factor": 0.5, "patience": 1})`,
      [0.1, 0.1, 0.05, 0.05, 0.025, 0.025],
    ],
    [
      'transformers, greedy',
      'optimizer = AdamW(p, lr=0.1)\nscheduler = get_greedy_schedule(optimizer, factor=0.5, patience=1, min_lr=0.0)',
      [0.1, 0.1, 0.05, 0.05, 0.025, 0.025],
    ],
  ])('%s', (_, text, wanted) => {
    const rates = read(text).replay(log);
    for (const [index, rate] of wanted.entries()) expect(rates[index]).toBeCloseTo(rate, 12);
  });

  it('asks for the rate that is not there', () => {
    expect(() => read('optax.contrib.reduce_on_plateau(patience=2)')).toThrow(
      /optimizer\.lr is not known/,
    );
  });
});
