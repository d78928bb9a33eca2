import { formatRate, formatSteps, type Param } from 'anneal/pure';

/** `lengthMultiplier` as people write it: Length multiplier. */
export function nameOf(param: string): string {
  const words = param.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A value that was typed, as code writes it: `8.4e-4`. */
export function typed(value: number): string {
  return formatRate(value, 12);
}

/** A value that was computed: three figures. */
export function computed(value: number): string {
  return formatRate(value, 3);
}

/** A signed computed value with a true minus. */
export function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${computed(Math.abs(value))}`;
}

/** A count of updates. */
export function count(steps: number): string {
  return formatSteps(steps);
}

/** A place in epochs: `2.67`. */
export function epochs(step: number, perEpoch: number): string {
  return (step / perEpoch).toFixed(2);
}

/** Whether a parameter is a rate or several. */
export function isRate(param: Param): boolean {
  return param.kind === 'rate' || param.kind === 'rates';
}
