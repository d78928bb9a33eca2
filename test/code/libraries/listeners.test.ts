import { afterAll, describe, expect, it } from 'vitest';
import { type Target, toCode } from '../../../src/code';
import { type Feedback, greedy, plateau } from '../../../src/schedule';
import { checkUsed } from './check-rates';
import { Libraries } from './libraries';

const libraries = new Libraries();
afterAll(() => libraries.end());

/** Metrics that get better, stall, get worse and jump, always the same ones. */
const METRICS = Array.from({ length: 60 }, (_, index) => {
  const noise = Math.sin(index * 12.9898) * 43758.5453;
  return 0.2 + 2 * 0.93 ** Math.min(index, 25) + 0.1 * (noise - Math.floor(noise));
});

const share = { peak: 0.5, factor: 0.5, patience: 2 } as const;
const amount = { ...share, relative: 0, absolute: 0.01 } as const;

const PLATEAUS: Readonly<Record<string, Feedback>> = {
  'a share': plateau(share),
  'a share and all else': plateau({ ...share, relative: 0.01, cooldown: 3, floor: 0.01 }),
  'an amount': plateau(amount),
  'an amount and a cooldown': plateau({ ...amount, cooldown: 1, floor: 0.02 }),
  'the counting of Keras': plateau({ ...amount, convention: 'keras', cooldown: 3 }),
  'the counting of Optax': plateau({ ...amount, convention: 'optax', cooldown: 2 }),
  'no patience': plateau({ ...amount, patience: 0 }),
  'a metric that shall rise': plateau({ ...amount, mode: 'max' }),
  'a share of a metric that shall rise': plateau({ ...share, mode: 'max', relative: 0.01 }),
  'small cuts': plateau({ ...share, peak: 1e-7, patience: 0 }),
  'no small cuts': plateau({ ...share, peak: 1e-7, patience: 0, leastCut: 1e-8 }),
  'means of three': plateau({ ...share, average: 3, patience: 1 }),
  'patience 0 of Optax': plateau({ ...share, convention: 'optax', patience: 0 }),
};

const GREEDY: Readonly<Record<string, Feedback>> = {
  'a share': greedy({ peak: 0.1, factor: 0.8, patience: 1 }),
  'an amount and all else': greedy({
    ...{ peak: 0.1, factor: 0.5, patience: 1, relative: 0, absolute: 0.01 },
    ...{ cooldown: 2, pause: 1, floor: 0.05, ceiling: 0.3 },
  }),
  'means, and a fresh start': greedy({
    ...{ peak: 0.1, factor: 0.5, patience: 0, floor: 0.08, resetAfter: 2, average: 3, cooldown: 1 },
  }),
  'a metric that shall rise': greedy({ peak: 0.1, factor: 0.8, patience: 1, mode: 'max' }),
};

/** What each library does not have. */
const REFUSED: Readonly<Record<string, RegExp>> = {
  'pytorch: means of three': /looks at every metric by itself: average must be 1$/,
  'timm: means of three': /average must be 1$/,
  'keras: means of three': /average must be 1$/,
  'transformers: means of three': /average must be 1$/,
  'keras: a share': /relative must be 0$/,
  'keras: a share and all else': /relative must be 0$/,
  'keras: a share of a metric that shall rise': /relative must be 0$/,
  'keras: small cuts': /relative must be 0$/,
  'keras: no small cuts': /relative must be 0$/,
  'optax: a share of a metric that shall rise':
    /the threshold can only be an amount: relative must be 0$/,
  'optax: no small cuts': /makes every cut, however small: leastCut must be 0$/,
  'timm: an amount': /absolute must be 0$/,
  'timm: an amount and a cooldown': /absolute must be 0$/,
  'timm: the counting of Keras': /absolute must be 0$/,
  'timm: the counting of Optax': /absolute must be 0$/,
  'timm: no patience': /absolute must be 0$/,
  'timm: a metric that shall rise': /absolute must be 0$/,
  'pytorch: patience 0 of Optax': /cuts with every better metric$/,
  'keras: patience 0 of Optax': /cuts with every better metric$/,
  'timm: patience 0 of Optax': /cuts with every better metric$/,
  'transformers: patience 0 of Optax': /cuts with every better metric$/,
};

const TARGETS = ['pytorch', 'keras', 'optax', 'transformers', 'timm'] as const;

async function check(feedback: Feedback, target: Target): Promise<void> {
  const text = toCode(feedback, target);
  const { mode = 'min' } = feedback.spec.values as { mode?: 'min' | 'max' };
  const run = { target, text, loop: true, steps: 0, metrics: METRICS, mode } as const;
  const rates = await libraries.rates({ ...run, precision: 'float64' });
  const wanted = feedback.replay(METRICS);
  expect(new Set(wanted).size).toBeGreaterThan(2);
  checkUsed(target, rates, wanted, text);
}

describe.each(TARGETS)('plateau for %s', (target) => {
  it.each(Object.entries(PLATEAUS))('has the rates of replay with %s', async (name, feedback) => {
    const refused = REFUSED[`${target}: ${name}`];
    if (refused) expect(() => toCode(feedback, target)).toThrow(refused);
    else await check(feedback, target);
  });
});

describe('greedy', () => {
  it.each(Object.entries(GREEDY))('has the rates of replay with %s', (_, feedback) =>
    check(feedback, 'transformers'),
  );
});
