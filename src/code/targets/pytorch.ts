import { numbers } from '../python/dialect';
import { importLine, moduleLines } from '../python/module';
import {
  accumulationOf,
  movesPerEpoch,
  optimizerLines,
  torchLoop,
  trainHead,
} from '../python/torch-loop';
import { schedulerLines } from '../python/torch-scheduler';
import { type Library, writeIdiom } from '../python/write-idiom';
import type { Expression } from '../syntax';
import type { Writer } from '../target';
import { onOptimizer, ratio } from '../write';

/** A rate as what `LambdaLR` multiplies the rate of the optimizer with. */
const factor = (result: Expression): Expression =>
  onOptimizer('LambdaLR', { lr_lambda: { kind: 'function', parameters: ['step'], result } });

const library: Library = {
  target: 'pytorch',
  dialect: numbers,
  multiplies: true,
  multipliesOwn: true,
  nothing: 'torch.optim.lr_scheduler has no schedule with these rates',
  joins: true,
  own: (name, base) =>
    base === 1
      ? onOptimizer('LambdaLR', { lr_lambda: { kind: 'name', name } })
      : factor({
          kind: 'binary',
          operator: '/',
          left: { kind: 'call', callee: { kind: 'name', name }, positional: [STEP], named: [] },
          right: { kind: 'number', value: base },
        }),
  flat: (rate, base) => factor(ratio(rate, base)),
};

const STEP: Expression = { kind: 'name', name: 'step' };

/** `torch.optim.lr_scheduler`. */
export const pytorch: Writer = (source) => {
  const written = writeIdiom(source.node, library);
  const { text, classes } = schedulerLines(written.pieces);
  const swa = classes.filter((name) => name === 'SWALR');
  const imports = [
    'import torch',
    importLine(
      'torch.optim.lr_scheduler',
      classes.filter((name) => name !== 'SWALR'),
    ),
    ...(swa.length > 0 ? [importLine('torch.optim.swa_utils', swa)] : []),
  ].filter((line) => !line.endsWith('import '));
  return moduleLines(source, written, library, imports, [
    '',
    '',
    trainHead(written),
    ...optimizerLines(written),
    ...text,
    '',
    ...torchLoop(accumulationOf(source.plan), movesPerEpoch(source, written), {
      update: ['scheduler.step()'],
      each: 'once per update',
      epoch: [`scheduler.step(${written.listener ? 'validate(model)' : ''})`],
    }),
  ]);
};
