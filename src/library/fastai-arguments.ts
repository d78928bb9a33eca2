import { show } from '../schedule/validate';
import { wrongKind } from './pieces';
import { Arguments } from './request';

/** How many updates the training has: what a share of it is a share of. 1 when nothing says so. */
export function batchesOf(args: Arguments, epochs: number | undefined): number {
  if (args.has('batches')) return args.count('batches', undefined, 1);
  args.ignore('batches');
  const { batches, batchesPerEpoch } = args.context;
  if (batches !== undefined) return countOf(args, 'batches', batches);
  if (epochs === undefined) return 1;
  return epochs * countOf(args, 'batchesPerEpoch', batchesPerEpoch);
}

function countOf(args: Arguments, name: string, value: unknown): number {
  if (Number.isSafeInteger(value) && (value as number) >= 1) return value as number;
  throw args.refuse(`context.${name} must be an integer of at least 1, got ${show(value)}`);
}

/**
 * Arguments that may be written as a call, `{ call: 'SchedLin(0.1, 0.5)' }`: fastai's annealers are
 * written by position.
 */
export function callOf(args: Arguments, names: readonly string[]): Arguments {
  if (!args.has('call')) {
    args.ignore('call');
    return args;
  }
  const text = args.any('call');
  const match = typeof text === 'string' ? /^\s*(\w+)\((.*)\)\s*$/.exec(text) : null;
  const values = match?.[2]?.split(',').map(Number);
  if (!match || !values || values.length !== names.length || values.some(Number.isNaN)) {
    throw wrongKind(
      args,
      `call must be text such as 'SchedLin(0.1, 0.5)' with ${names.join(', ')}, got ${show(text)}`,
    );
  }
  const params = Object.fromEntries(names.map((name, i) => [name, values[i]]));
  const { context } = args;
  if (args.has('batches')) Object.assign(params, { batches: args.any('batches') });
  return new Arguments({ library: 'fastai', class: match[1] as string, params, context });
}
