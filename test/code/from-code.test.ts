import { describe, expect, it } from 'vitest';
import { fromCode, MissingNameError, toCode } from '../../src/code';
import { cosine, type Feedback, isFeedback, type Schedule } from '../../src/schedule';

const read = (text: string, names: Record<string, number | string | boolean> = {}): Schedule =>
  fromCode(text, { names }) as Schedule;
const rates = (schedule: Schedule, steps: readonly number[]): number[] =>
  steps.map((step) => Number(schedule(step).toPrecision(10)));

describe('fromCode() reads PyTorch', () => {
  const sgd = 'optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)\n';

  // the calls of the documentation of torch.optim, its comments about the rates included
  it.each([
    [
      'scheduler = StepLR(optimizer, step_size=30, gamma=0.1)',
      [0, 29, 30, 60],
      [0.1, 0.1, 0.01, 0.001],
    ],
    [
      'scheduler = MultiStepLR(optimizer, milestones=[30, 80], gamma=0.1)',
      [29, 30, 80],
      [0.1, 0.01, 0.001],
    ],
    [
      'scheduler = ConstantLR(optimizer, factor=0.5, total_iters=40)',
      [0, 39, 40],
      [0.05, 0.05, 0.1],
    ],
    [
      'scheduler = LinearLR(optimizer, start_factor=0.05, total_iters=40)',
      [0, 20, 40],
      [0.005, 0.0525, 0.1],
    ],
    ['scheduler = ExponentialLR(optimizer, gamma=0.95)', [0, 1, 2], [0.1, 0.095, 0.09025]],
    ['scheduler = PolynomialLR(optimizer, total_iters=10, power=1.0)', [0, 5, 10], [0.1, 0.05, 0]],
    [
      'scheduler = CosineAnnealingLR(optimizer, T_max=200, eta_min=0.01)',
      [0, 100, 200],
      [0.1, 0.055, 0.01],
    ],
    ['scheduler = CosineAnnealingWarmRestarts(optimizer, T_0=20)', [0, 10, 20], [0.1, 0.05, 0.1]],
    [
      'scheduler = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=0.01, steps_per_epoch=len(data_loader), epochs=10)',
      [0, 29, 99],
      [0.0004, 0.01, 4e-8],
    ],
    [
      'scheduler = torch.optim.lr_scheduler.CyclicLR(optimizer, base_lr=0.01, max_lr=0.1, step_size_up=10)',
      [0, 10, 20],
      [0.01, 0.1, 0.01],
    ],
    [
      'scheduler1 = ConstantLR(optimizer, factor=0.1, total_iters=20)\nscheduler2 = ExponentialLR(optimizer, gamma=0.9)\nscheduler = SequentialLR(\n    optimizer,\n    schedulers=[scheduler1, scheduler2],\n    milestones=[20],\n)',
      [0, 19, 20, 21],
      [0.01, 0.01, 0.1, 0.09],
    ],
    [
      'scheduler1 = ConstantLR(optimizer, factor=0.1, total_iters=20)\nscheduler2 = ExponentialLR(optimizer, gamma=0.9)\nscheduler = ChainedScheduler([scheduler1, scheduler2], optimizer=optimizer)',
      [0, 1, 20],
      [0.01, 0.009, 0.01215766546],
    ],
    [
      'swa_scheduler = SWALR(optimizer, swa_lr=0.05, anneal_epochs=5, anneal_strategy="linear")',
      [0, 5, 9],
      [0.1, 0.05, 0.05],
    ],
    [
      'lambda2 = lambda epoch: 0.95 ** epoch\nscheduler = LambdaLR(optimizer, lr_lambda=lambda2)',
      [0, 1, 2],
      [0.1, 0.095, 0.09025],
    ],
    [
      'lmbda = lambda epoch: 0.95\nscheduler = MultiplicativeLR(optimizer, lr_lambda=lmbda)',
      [0, 1, 2],
      [0.1, 0.095, 0.09025],
    ],
  ])('%s', (call, steps, wanted) => {
    expect(rates(read(sgd + call, { 'len(data_loader)': 10 }), steps)).toEqual(wanted);
  });

  it('positional arguments, arithmetic, variables and imports under other names', () => {
    const schedule = read(`
from torch import optim
import torch.optim.lr_scheduler as sched

EPOCHS, WARMUP = 90, 5
base_lr = 0.1 * 256 / 256
opt = optim.SGD(net.parameters(), base_lr, momentum=0.9)
warm = sched.LinearLR(opt, 1 / 5, 1.0, WARMUP)
main = sched.CosineAnnealingLR(opt, EPOCHS - WARMUP)
scheduler = sched.SequentialLR(opt, [warm, main], [WARMUP])
`);
    expect(rates(schedule, [0, 5, 90])).toEqual([0.02, 0.1, 0]);
  });

  it('functions with branches, by computing and not by running', () => {
    const schedule = read(`
def get_lr(it):
    # 1) linear warmup for warmup_iters steps
    if it < warmup_iters:
        return learning_rate * (it + 1) / (warmup_iters + 1)
    if it > lr_decay_iters:
        return min_lr
    decay_ratio = (it - warmup_iters) / (lr_decay_iters - warmup_iters)
    assert_free = 0.5 * (1.0 + math.cos(math.pi * decay_ratio))
    return min_lr + assert_free * (learning_rate - min_lr)

learning_rate = 6e-4
warmup_iters, lr_decay_iters = 200, 1000
min_lr = 6e-5
optimizer = torch.optim.AdamW(model.parameters(), lr=1.0)
scheduler = LambdaLR(optimizer, get_lr)
`);
    expect(rates(schedule, [0, 200, 600, 1000, 2000])).toEqual([
      0.000002985074627, 0.0006, 0.00033, 0.00006, 0.00006,
    ]);
  });

  it('a scheduler that listens', () => {
    const feedback = fromCode(
      `${sgd}scheduler = ReduceLROnPlateau(optimizer, 'min', patience=1, factor=0.5)`,
    );
    expect(isFeedback(feedback)).toBe(true);
    expect((feedback as Feedback).replay([1, 1, 1, 1])).toEqual([0.1, 0.1, 0.05, 0.05]);
  });

  it('where it is moved: once an epoch is one update an epoch', () => {
    const loop = (place: string): string =>
      `${sgd}scheduler = CosineAnnealingLR(optimizer, T_max=90)
for epoch in range(90):
    for batch in loader:
        optimizer.step()
${place}scheduler.step()
`;
    expect(read(loop('    ')).plan).toEqual({ stepsPerEpoch: 1, epochs: 90 });
    expect(read(loop('        ')).plan).toBeUndefined();
  });
});

describe('fromCode() reads the other libraries', () => {
  it.each([
    [
      'optax.warmup_cosine_decay_schedule(\n  init_value=0.0, peak_value=1.0, warmup_steps=50, decay_steps=1_000, end_value=0.0)',
      [0, 25, 50, 1000],
      [0, 0.5, 1, 0],
    ],
    [
      'optax.exponential_decay(init_value=start_learning_rate, transition_steps=1000, decay_rate=0.99)',
      [0, 1000],
      [0.1, 0.099],
    ],
    [
      'schedule = optax.join_schedules([optax.linear_schedule(0., 1e-2, 10), optax.constant_schedule(1e-2)], [10])',
      [5, 10, 99],
      [0.005, 0.01, 0.01],
    ],
    [
      'optimizer = optax.chain(optax.clip(1.0), optax.adamw(learning_rate=optax.cosine_decay_schedule(1e-3, 100)))',
      [0, 50],
      [0.001, 0.0005],
    ],
    [
      'optax.piecewise_constant_schedule(1.0, {100: 0.1, 200: 0.5})',
      [99, 100, 200],
      [1, 0.1, 0.05],
    ],
    [
      'optax.sgdr_schedule([dict(init_value=0., peak_value=1., decay_steps=10, warmup_steps=2), dict(init_value=0., peak_value=.5, decay_steps=10, warmup_steps=2)])',
      [0, 2, 12],
      [0, 1, 0.5],
    ],
    [
      'lr_schedule = keras.optimizers.schedules.ExponentialDecay(\n    initial_learning_rate=1e-2,\n    decay_steps=10000,\n    decay_rate=0.9)\noptimizer = keras.optimizers.SGD(learning_rate=lr_schedule)',
      [0, 10000],
      [0.01, 0.009],
    ],
    [
      'lr_decayed_fn = tf.keras.optimizers.schedules.CosineDecay(\n    0.0, 1000, warmup_target=0.1,\n    warmup_steps=1000\n)',
      [0, 500, 1000, 2000],
      [0, 0.05, 0.1, 0],
    ],
    [
      'step = ops.array(0)\nboundaries = [100000, 110000]\nvalues = [1.0, 0.5, 0.1]\nlearning_rate_fn = keras.optimizers.schedules.PiecewiseConstantDecay(\n    boundaries, values)',
      [100000, 100001, 110001],
      [1, 0.5, 0.1],
    ],
    [
      '{"class_name": "CosineDecay", "config": {"initial_learning_rate": 0.1, "decay_steps": 10, "alpha": 0.0, "name": "CosineDecay", "warmup_target": null, "warmup_steps": 0}}',
      [0, 5],
      [0.1, 0.05],
    ],
    [
      '{"module": "keras.optimizers", "class_name": "Adam", "config": {"name": "adam", "learning_rate": {"module": "keras.optimizers.schedules", "class_name": "InverseTimeDecay", "config": {"initial_learning_rate": 0.1, "decay_steps": 1.0, "decay_rate": 0.5, "staircase": false, "name": "InverseTimeDecay"}, "registered_name": null}, "beta_1": 0.9}}',
      [0, 2],
      [0.1, 0.05],
    ],
    [
      'scheduler = get_linear_schedule_with_warmup(optimizer, num_warmup_steps=0.1 * total, num_training_steps=total)\noptimizer = AdamW(model.parameters(), lr=5e-5)\ntotal = 100',
      [0, 5, 10, 100],
      [0, 0.000025, 0.00005, 0],
    ],
    [
      'optimizer = AdamW(p, lr=1e-4)\nlr_scheduler = get_scheduler(\n    name="linear", optimizer=optimizer, num_warmup_steps=0, num_training_steps=200\n)',
      [0, 100],
      [0.0001, 0.00005],
    ],
    [
      'training_args = TrainingArguments(\n    output_dir="test",\n    learning_rate=2e-5,\n    lr_scheduler_type="cosine",\n    warmup_ratio=0.1,\n    max_steps=100,\n)',
      [0, 10, 55, 100],
      [0, 0.00002, 0.00001, 0],
    ],
    [
      'args = Seq2SeqTrainingArguments("out", per_device_train_batch_size=16, gradient_accumulation_steps=2, num_train_epochs=2)',
      [0, 20],
      [0.00005, 0],
    ],
    [
      'args = TrainingArguments("out", max_steps=10, lr_scheduler_type=SchedulerType.COSINE_WITH_MIN_LR, lr_scheduler_kwargs={"min_lr": 1e-5})',
      [0, 10],
      [0.00005, 0.00001],
    ],
    [
      'optimizer = torch.optim.SGD(p, lr=1.)\nscheduler = CosineLRScheduler(optimizer, t_initial=10, lr_min=0.1, warmup_t=2, warmup_lr_init=0.5, warmup_prefix=True)',
      [0, 2, 12],
      [0.5, 1, 0.1],
    ],
    [
      'scheduler = timm.scheduler.StepLRScheduler(optim.SGD(p, 0.1), decay_t=30, decay_rate=0.1)',
      [0, 30],
      [0.1, 0.01],
    ],
  ])('%s', (text, steps, wanted) => {
    const names = { start_learning_rate: 0.1, 'len(train_dataset)': 320 };
    expect(rates(read(text, names), steps)).toEqual(wanted);
  });
});

describe('fromCode() reads our own words', () => {
  it.each([
    'cosine({ peak: 0.001, steps: 900 }).warmup(100)',
    "linear({ steps: '9ep' }).warmup('1ep').named('a \\'b\\' \\u2028')",
    'sequence([constant({ peak: 0.5 }), cosine({ steps: 10 })], [5])',
    'product(cosine({ steps: 9 }), linear({ peak: 1, steps: 9 })).scale(2).repeat(3, { peakMultiplier: 0.5 })',
    'plateau({ patience: 3 })',
  ])('%s', (call) => expect(String(fromCode(call))).toBe(call));

  it('in a cell, with names of its own and what is done with it', () => {
    const text = `
import { cosine as c, show } from 'anneal';
const steps = 10 * 90;
const base = c({ peak: 1e-3, steps });
const schedule = base.warmup(100);
show(schedule);
await fit(model, x, y, schedule, { epochs: 1 });
`;
    expect(String(fromCode(text))).toBe('cosine({ peak: 0.001, steps: 900 }).warmup(100)');
  });

  it('with its plan', () => {
    const code = toCode(cosine({ steps: '50%' }), 'typescript', { plan: { steps: 100 } });
    expect((fromCode(code) as Schedule).steps).toBe(50);
  });
});

describe('fromCode() asks and points', () => {
  const error = (text: string, names = {}): string => {
    try {
      fromCode(text, { names });
    } catch (problem) {
      return (problem as Error).message;
    }
    return '';
  };

  it.each([
    [
      'opt = SGD(p, lr=initial_lr)\nStepLR(opt, 30)',
      'Cannot read the code: initial_lr is not known (line 1, column 17: initial_lr); give it, as in fromCode(text, { names: { initial_lr: … } })',
    ],
    [
      'StepLR(optimizer, 30)',
      "Cannot read the code: optimizer.lr is not known (line 1, column 8: optimizer); give it, as in fromCode(text, { names: { 'optimizer.lr': … } })",
    ],
    [
      'optimizer = Adam(p)\nCosineAnnealingLR(optimizer, len(loader) * args.epochs)',
      "Cannot read the code: len(loader) is not known (line 2, column 30: len(loader)); give it, as in fromCode(text, { names: { 'len(loader)': … } })",
    ],
    ['x = (1 +', 'Cannot read the code: it is no Python at line 1, column 9'],
    [
      'print("hello")',
      'Cannot read the code: there is no schedule in it that is known here, such as CosineAnnealingLR(…) or optax.cosine_decay_schedule(…)',
    ],
    [
      'StepLR(SGD(p), 30, **kwargs)',
      'Cannot read the code: arguments that are unpacked cannot be read: write them out (line 1, column 20: **kwargs)',
    ],
    [
      'StepLR(SGD(p), step_size=0)',
      'Cannot read the code: torch StepLR: step_size must be an integer of at least 1, got 0 (line 1, column 1: StepLR(SGD(p), step_size=0))',
    ],
    [
      'a = StepLR(SGD(p), 3)\nb = ExponentialLR(SGD(p), 0.9)',
      "Cannot read the code: there are 2 schedules in it, a, b; choose one: fromCode(text, { variable: 'b' })",
    ],
    [
      'ChainedScheduler([StepLR(SGD(p), 3), CosineAnnealingLR(SGD(p), 9)])',
      'Cannot read the code: in a chain it would overwrite the others (line 1, column 38: CosineAnnealingLR(SGD(p), 9))',
    ],
    [
      'cosine({ peak: -1 })',
      'Cannot read the code: it cannot build cosine annealing: peak must be a finite number above 0, got -1 (line 1, column 1: cosine({ peak: -1 }))',
    ],
  ])('%s', (text, message) => expect(error(text)).toBe(message));

  it('tells a program which name is missing', () => {
    expect(() => fromCode('StepLR(SGD(p, lr=a.b), 3)')).toThrow(MissingNameError);
    expect(error('StepLR(SGD(p, lr=a.b), 3)', { 'a.b': 0.1 })).toBe('');
  });

  it('refuses what no text is, and what no person wrote', () => {
    expect(() => fromCode(3 as unknown as string)).toThrow(TypeError);
    expect(() => fromCode('#'.repeat(1_000_001))).toThrow(/1000001 characters/);
    expect(() => fromCode(`StepLR(SGD(p), ${'('.repeat(5000)}1${')'.repeat(5000)})`)).toThrow(
      /Cannot read the code/,
    );
    expect(error('a = b\nb = a\nStepLR(SGD(p), a)')).toContain('nested too deeply');
    expect(error('StepLR(SGD(p), __proto__)')).toContain('__proto__ is not known');
    expect(error('StepLR(SGD(p), constructor())')).toContain('constructor() is not known');
  });

  it('does not believe a comment that the code contradicts', () => {
    const code = toCode(cosine({ peak: 1e-3, steps: 900 }), 'optax');
    expect(String(fromCode(code))).toBe('cosine({ peak: 0.001, steps: 900 })');
    const edited = code.replace('decay_steps=900', 'decay_steps=500');
    expect((fromCode(edited) as Schedule)(500)).toBe(0);
  });
});
