import type { Schedule } from '../schedule/schedule';
import type { ComposerClock } from './composer-time';
import { lead, ramp } from './pieces';
import type { Arguments } from './request';

/**
 * A straight rise from 0 to `target` over `t_warmup`, then `rest`, which is told how many batches have passed.
 *
 * The rise ends when `t_warmup` does, and `ssr` shortens it only with `scale_warmup`: a scaled one
 * waits at its top until the time that is not scaled has passed.
 */
export function warmedUp(
  args: Arguments,
  clock: ComposerClock,
  target: number,
  rest: (warmup: number) => Schedule,
): Schedule {
  const text = args.any('t_warmup');
  const warmup = clock.batches('t_warmup', text, 1);
  const rise = args.flag('scale_warmup', false) ? clock.batches('t_warmup', text) : warmup;
  const after = rest(warmup);
  if (warmup === 0) return after;
  if (rise >= 1) return lead(ramp(0, target, rise), warmup, after);
  throw args.refuse(`t_warmup must be at least one batch when it is scaled by ssr ${clock.ssr}`);
}
