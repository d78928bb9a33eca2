import type { Fact } from './chart';
import {
  formatLoss,
  formatPace,
  formatPercent,
  formatRate,
  formatSteps,
  formatThroughput,
  formatTime,
} from './format';
import { changesText } from './run-changes';
import { bestValidation, epochOf, type RunView } from './run-view';

/**
 * The line of facts above a run: how far, how fast, how long, and how good.
 *
 * @param average Smoothed loss after the last step; NaN before the first.
 * @param failedAt First step without a finite loss, −1 if there is none.
 */
export function runFacts(view: RunView, average: number, failedAt: number): Fact[] {
  const { step, totalSteps, elapsed, remaining, examplesPerSecond, status } = view;
  const running = status.kind === 'running';
  const facts: Fact[] = [
    { label: 'step', value: `${formatSteps(step)}/${formatSteps(totalSteps)}` },
    { label: '', value: formatPercent(step / totalSteps) },
  ];
  const add = (label: string, value: string): number => facts.push({ label, value });
  if (!running && step > 0) add('took', formatTime(elapsed));
  if (step > 0 && elapsed > 0) add('', formatPace(elapsed / step));
  if (running && examplesPerSecond !== undefined && examplesPerSecond > 0) {
    add('', formatThroughput(examplesPerSecond));
  }
  if (running && remaining !== undefined && Number.isFinite(remaining)) {
    add('ETA', formatTime(remaining));
  }
  if (failedAt >= 0) {
    add('first NaN', `step ${formatSteps(failedAt)}`);
    add('rate there', formatRate(view.lr[failedAt] as number, 3));
  }
  if (Number.isFinite(average)) add('loss, smoothed', formatLoss(average));
  if (running && step > 0) add('lr', formatRate(view.lr[step - 1] as number));
  if (view.resumedAt?.length) add('resumed at step', view.resumedAt.map(formatSteps).join(', '));
  const changes = changesText(view);
  if (changes) add('changed at step', changes);
  const { factor } = view;
  // a float32 keeps seven digits
  if (factor !== undefined && Math.abs(factor - 1) > 1e-5)
    add('planned rate', `× ${formatRate(factor)}`);
  const best = bestValidation(view);
  if (best) {
    add('best validation', formatLoss(best.loss));
    const epoch = epochOf(view, best.step);
    if (!running && epoch) add('at epoch', `${epoch}`);
    else if (!running) add('at step', formatSteps(best.step));
  }
  if (view.restored !== undefined)
    add('weights', `restored from step ${formatSteps(view.restored)}`);
  return facts;
}

/** Facts as one line of text: `step 1,820/4,690 · 39 % · ETA 0:36`. */
export function factsText(facts: readonly Fact[]): string {
  return facts.map(({ label, value }) => (label ? `${label} ${value}` : value)).join(' · ');
}
