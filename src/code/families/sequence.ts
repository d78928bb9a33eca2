import { sequenceFamily } from '../../schedule/combinators/sequence';
import type { Values } from '../../schedule/family';
import { codeFor } from '../family-code';
import type { Idiom, Tools } from '../idiom';
import { type Expression, number } from '../syntax';
import { withNamed } from '../write';

export const sequenceCode = codeFor(sequenceFamily, {
  formula({ lengths }, parts) {
    let start = 0;
    const lines = parts.map(({ name, curve }, index) => {
      const call = `return ${name}(${start > 0 ? `t - ${start}` : 't'})`;
      start += lengths?.[index] ?? curve.steps;
      return index < parts.length - 1 ? `if t < ${start}:\n    ${call}` : call;
    });
    return {
      body: lines.join('\n'),
      about: `One after another: ${parts.map(({ name }) => name).join(', ')}.`,
    };
  },
  idioms: {
    pytorch: inOrder,
    optax: inOrder,
    transformers: warmed,
    keras: () => 'Keras cannot run one schedule after another',
    timm: () => 'timm cannot run one scheduler after another',
  },
  base: (_values, parts) => Math.max(...parts),
});

type SequenceValues = Values<typeof sequenceFamily.params>;

/** Part after part, each cut to its length. */
function inOrder({ lengths }: SequenceValues, { node, part }: Tools): Idiom | undefined {
  return node.parts.flatMap((one, index) =>
    index === node.parts.length - 1
      ? part(index)
      : cut(part(index), lengths?.[index] ?? one.curve.steps),
  );
}

/** The first `length` updates of some pieces. */
function cut(pieces: Idiom, length: number): Idiom {
  let left = length;
  return pieces.flatMap((piece) => {
    const own = Math.min(piece.length, left);
    left -= own;
    return own > 0 ? [{ ...piece, length: own }] : [];
  });
}

/** The warm-up of transformers: a straight line to the rate of the optimizer, from 0 or from the lowest rate. */
function warmed(
  { lengths }: SequenceValues,
  { node, thing, base, lasting }: Tools,
): Idiom | undefined {
  const [rise, rest] = node.parts;
  const code = thing(1);
  if (!rise || !rest || node.parts.length > 2 || !code) return undefined;
  const steps = lengths?.[0] ?? rise.curve.steps;
  const from = lowest(code, base);
  const isLine = [0, 1, Math.ceil(steps / 2), steps].every(
    (t) => rise.curve.at(t) === from + (base - from) * (t / steps),
  );
  if (!isLine || !code.named.some(({ name }) => name === 'num_warmup_steps')) return undefined;
  const total = code.named.find(({ name }) => name === 'num_training_steps')?.value;
  return lasting(
    withNamed(code, {
      num_warmup_steps: number(steps),
      ...(total?.kind === 'number' && { num_training_steps: number(total.value + steps) }),
    }),
  );
}

/** Where a warm-up of transformers starts: the lowest rate of `get_wsd_schedule`, 0 elsewhere. */
function lowest(code: Expression & { kind: 'call' }, base: number): number {
  const share = code.named.find(({ name }) => name === 'min_lr_ratio')?.value;
  if (share?.kind === 'number') return share.value * base;
  return share?.kind === 'binary' && share.left.kind === 'number' ? share.left.value : 0;
}
