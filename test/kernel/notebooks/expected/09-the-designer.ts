import { chart, type Expected, picture } from '../outputs';

export const expected: Expected = [
  [
    /^cosine\(\{ peak: 0\.005 \}\)\.warmup\('10%'\)$/,
    /^ {2}471 steps: warm-up 47, cosine 424; rate 1\.04e-4 at step 0, 6\.86e-8 at step 470$/,
  ],
  [
    /^Jumps down 40 % at step 204, from 5e-3 to 3e-3$/,
    /^fix: start cosine at 5e-3$/,
    /^rate before and after the seam: 0\.005 0\.005$/,
  ],
  [chart('2 schedules')],
  [chart('warm-up \\+ cosine')],
  [/^the same spec, and the same 471 rates$/],
  [chart('trained as it was drawn')],
  [/^test accuracy 0\.9[3-6]\d\d$/],
  [picture('Learning rate of warm-up \\+ cosine: .*')],
  [
    chart('steered after the first epoch'),
    /^steered at update 157, from 4\.\d\de-3 to 1\.\d\de-3$/,
  ],
  [
    /^import jax$/,
    /^import optax$/,
    /^$/,
    /^# anneal: cosine\(\{ peak: 0\.005 \}\)$/,
    /^# {3}\.warmup\('10%'\)$/,
    /^# {3}\.withPlan\(\{ examples: 10000, batchSize: 64, epochs: 3 \}\)$/,
    /^schedule = optax\.warmup_cosine_decay_schedule\($/,
    /^ {4}init_value=.*$/,
    /^ {4}peak_value=0\.005,$/,
    /^ {4}warmup_steps=47,$/,
    /^ {4}decay_steps=471,$/,
    /^\)$/,
  ],
];
