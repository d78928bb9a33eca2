import { type Plan, stepsPerEpoch } from '../../schedule/plan';
import { numberText } from '../flat';
import type { Source } from '../target';
import type { Written } from './write-idiom';

/** The optimizer that a schedule multiplies. */
export function optimizerLines({ base, pieces, program }: Written): string[] {
  const name = program.functions.at(-1)?.name;
  const own = pieces.length === 1 && pieces[0]?.own && base === 1;
  return [
    ...(own ? [`    # lr is multiplied: ${name} gives the rate itself`] : []),
    `    optimizer = torch.optim.AdamW(model.parameters(), lr=${numberText(base, true)})`,
  ];
}

/** Whether a schedule is moved once an epoch: what it counts in, or the metric of an epoch. */
export const movesPerEpoch = ({ plan }: Source, { listener }: Written): boolean =>
  listener !== undefined || (plan !== undefined && stepsPerEpoch(plan) === 1);

/** What the function that trains is given. */
export const trainHead = ({ listener }: Written): string =>
  `def train(model, loader, loss_fn, epochs${listener ? ', validate' : ''}):`;

/** Batches whose gradients make one update. */
export const accumulationOf = (plan: Plan | undefined): number => plan?.accumulation ?? 1;

/** A training loop that moves a schedule. */
export interface Stepping {
  /** Lines after an update, the last of which is explained by `each`. */
  readonly update: readonly string[];
  readonly each: string;
  /** Lines after an epoch, when it is moved then. */
  readonly epoch: readonly string[];
}

/** The loop inside a function, at its first level of indentation. */
export function torchLoop(
  accumulation: number,
  perEpoch: boolean,
  { update, each, epoch }: Stepping,
): string[] {
  const moves = perEpoch
    ? []
    : [...update.slice(0, -1), `${update.at(-1)}  # ${each}, not per epoch`];
  const ends = perEpoch
    ? epoch.map((line, i) => `        ${line}${i === 0 ? '  # once per epoch' : ''}`)
    : [];
  const head = perEpoch && /epoch/.test(epoch.join()) ? 'epoch' : '_';
  if (accumulation === 1) {
    return [
      `    for ${head} in range(epochs):`,
      '        for inputs, targets in loader:',
      '            optimizer.zero_grad()',
      '            loss = loss_fn(model(inputs), targets)',
      '            loss.backward()',
      '            optimizer.step()',
      ...moves.map((line) => `            ${line}`),
      ...ends,
    ];
  }
  return [
    `    for ${head} in range(epochs):`,
    '        for batch, (inputs, targets) in enumerate(loader, start=1):',
    `            loss = loss_fn(model(inputs), targets) / ${accumulation}`,
    '            loss.backward()',
    `            if batch % ${accumulation} == 0 or batch == len(loader):`,
    '                optimizer.step()',
    '                optimizer.zero_grad()',
    ...moves.map((line) => `                ${line}`),
    ...ends,
  ];
}
