import { warmupFamily } from '../../schedule/combinators/warmup';
import type { Resolved } from '../../schedule/node';
import { codeFor, type Part } from '../family-code';
import { moved } from '../share';
import { type Expression, float, number } from '../syntax';
import { flag, made, onOptimizer, ratio, unless, withNamed } from '../write';

export const warmupCode = codeFor(warmupFamily, {
  formula({ steps, from, shape }, parts) {
    const { name, curve } = parts[0] as Part;
    return {
      body: `
if t < steps:
    return ${moved('first', 'target', '(t + 1) / (steps + 1)', shape)}
return ${name}(t - steps)`,
      names: { first: { float: from }, target: { float: curve.at(0) } },
      about: `A rise of ${steps} updates, then ${name}.`,
    };
  },
  idioms: {
    pytorch({ steps, from, shape }, { node, base, part }) {
      const target = targetOf(node);
      const first = (from * steps + target) / (steps + 1);
      if (shape !== 'linear' || target > base || first > base || first === 0) return undefined;
      const code = onOptimizer('LinearLR', {
        start_factor: from === 0 && target === base ? quotient(1, steps + 1) : ratio(first, base),
        end_factor: target === base ? undefined : ratio(target, base),
        total_iters: number(steps),
      });
      return [{ code, length: steps }, ...part(0)];
    },
    optax({ steps, from, shape }, { node, thing, part, lasting }) {
      if (shape !== 'linear') return undefined;
      const init_value = firstRate(from, targetOf(node), steps);
      const only = thing(0);
      const { peak, floor, exponent } = (node.parts[0] as Resolved).values as Record<
        string,
        number
      >;
      if (nameOf(only) === 'optax.cosine_decay_schedule' && only) {
        const decay = only.named.find(({ name }) => name === 'decay_steps')?.value;
        return lasting(
          made('optax.warmup_cosine_decay_schedule', {
            init_value,
            peak_value: float(peak as number),
            warmup_steps: number(steps),
            decay_steps: number(steps + (decay?.kind === 'number' ? decay.value : 0)),
            end_value: unless(0, floor as number),
            exponent: unless(1, exponent as number),
          }),
        );
      }
      const code = made('optax.linear_schedule', {
        init_value,
        end_value: float(targetOf(node)),
        transition_steps: number(steps),
      });
      return [{ code, length: steps }, ...part(0)];
    },
    keras({ steps, from, shape }, { node, thing, lasting }) {
      const code = thing(0);
      if (shape !== 'linear' || nameOf(code) !== 'CosineDecay' || !code) return undefined;
      if (code.named.some(({ name }) => name === 'warmup_steps')) return undefined;
      const target = targetOf(node);
      const rest = code.named.filter(({ name }) => name !== 'initial_learning_rate');
      const initial = { name: 'initial_learning_rate', value: firstRate(from, target, steps) };
      return lasting(
        withNamed(
          { ...code, named: [initial, ...rest] },
          { warmup_target: float(target), warmup_steps: number(steps) },
        ),
      );
    },
    transformers: () => 'the warm-ups of transformers begin with a rate of 0',
    timm({ steps, from, shape }, { node, base, thing, lasting }) {
      const code = thing(0);
      const target = targetOf(node);
      if (shape !== 'linear' || target !== base || !code) return undefined;
      if (code.named.some(({ name }) => name === 'warmup_t')) return undefined;
      return lasting(
        withNamed(code, {
          warmup_t: number(steps),
          warmup_lr_init: firstRate(from, target, steps),
          // in front of the curve, not over its start; elsewhere that is the default
          warmup_prefix: WITHOUT_PREFIX.test(nameOf(code)) ? flag(true) : undefined,
        }),
      );
    },
  },
  base: (_values, parts) => parts[0],
});

/** Schedulers of timm that lay a warm-up over the start of their curve unless told no. */
const WITHOUT_PREFIX = /^(Cosine|Poly|Tanh)LRScheduler$/;

const targetOf = (node: Resolved): number => (node.parts[0] as Resolved).curve.at(0);

const nameOf = (code: (Expression & { kind: 'call' }) | undefined): string =>
  code?.callee.kind === 'name' ? code.callee.name : '';

const quotient = (left: number, right: number): Expression => ({
  kind: 'binary',
  operator: '/',
  left: number(left),
  right: number(right),
});

/** Rate of step 0, which is one part of `steps + 1` on the way. */
function firstRate(from: number, target: number, steps: number): Expression {
  return from === 0 ? ratio(target, steps + 1) : float(from + (target - from) / (steps + 1));
}
