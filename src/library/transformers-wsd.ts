import { wsd } from '../schedule/families/wsd';
import type { Schedule } from '../schedule/schedule';
import { formula } from './formula';
import { optimizerRate } from './optimizer-rate';
import { atLeast, flat, lead, ramp } from './pieces';
import type { Arguments } from './request';

/** The schedule of `get_wsd_schedule`: `min_lr_ratio` is where its warm-up starts, too. */
export function warmupStableDecay(args: Arguments): Schedule {
  const peak = optimizerRate(args);
  const ratio = atLeast(args, 'min_lr_ratio', 0);
  const warmup = args.count('num_warmup_steps');
  const decay = args.count('num_decay_steps');
  const stable = stableSteps(args, warmup + decay);
  const rise = args.choice('warmup_type', ['linear', 'cosine', '1-sqrt'], 'linear');
  const shape = args.choice('decay_type', ['linear', 'cosine', '1-sqrt'], 'cosine');
  const cycles = args.number('num_cycles', 0.5);
  const halfCosine = shape !== 'cosine' || cycles === 0.5;
  if (stable >= 0 && ratio <= 1 && halfCosine && (rise !== '1-sqrt' || warmup === 0)) {
    const floor = peak * ratio;
    const rest =
      stable + decay > 0
        ? wsd({ peak, floor, warmup: 0, decay, decayShape: shape, steps: stable + decay })
        : flat(floor);
    if (warmup === 0) return rest;
    return lead(ramp(floor, peak, warmup, rise === 'cosine' ? 'cosine' : 'linear'), warmup, rest);
  }
  return formula('transformers.warmup_stable_decay', {
    peak,
    min_lr_ratio: ratio,
    num_warmup_steps: warmup,
    num_stable_steps: stable,
    num_decay_steps: decay,
    warmup_type: rise,
    decay_type: shape,
    num_cycles: cycles,
  });
}

/** `num_stable_steps`, or what the total leaves. The library goes below 0 without a word and then jumps into the decay. */
function stableSteps(args: Arguments, others: number): number {
  args.ignore('num_training_steps');
  if (args.has('num_stable_steps')) return args.count('num_stable_steps');
  args.ignore('num_stable_steps');
  if (!args.has('num_training_steps')) {
    throw args.refuse('give num_training_steps or num_stable_steps');
  }
  const total = args.count('num_training_steps');
  if (total >= others || args.bugForBug) return total - others;
  throw args.refuse(
    `num_warmup_steps and num_decay_steps (${others} together) must fit in num_training_steps, got ${total}`,
  );
}
