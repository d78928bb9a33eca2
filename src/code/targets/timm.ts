import { stepsPerEpoch } from '../../schedule/plan';
import { numbers } from '../python/dialect';
import { importLine, moduleLines } from '../python/module';
import { accumulationOf, optimizerLines, torchLoop } from '../python/torch-loop';
import { schedulerLines } from '../python/torch-scheduler';
import { type Library, writeIdiom } from '../python/write-idiom';
import type { Writer } from '../target';
import { flag, onOptimizer, withNamed } from '../write';

/** The class that gives timm the rates of a function. */
const WRAPPER = 'StepScheduler';

const library: Library = {
  target: 'timm',
  dialect: numbers,
  multiplies: true,
  multipliesOwn: false,
  nothing: 'timm.scheduler has no schedule with these rates',
  joins: false,
  own: () => onOptimizer(WRAPPER, {}),
  flat: () => onOptimizer(WRAPPER, {}),
};

/** `timm.scheduler`. */
export const timm: Writer = (source) => {
  const written = writeIdiom(source.node, library);
  const perEpoch = source.plan !== undefined && stepsPerEpoch(source.plan) === 1;
  const root = written.program.functions.at(-1)?.name;
  const pieces = written.pieces.map((piece) =>
    piece.code.kind === 'call' && !perEpoch && !piece.own
      ? { ...piece, code: withNamed(piece.code, { t_in_epochs: flag(false) }) }
      : piece,
  );
  const { text, classes } = schedulerLines(pieces);
  const imports = [
    'import torch',
    root
      ? importLine('timm.scheduler.scheduler', ['Scheduler'])
      : importLine('timm.scheduler', classes),
  ];
  return moduleLines(source, written, library, imports, [
    ...(root ? wrapper(root, perEpoch) : []),
    '',
    '',
    'def train(model, loader, loss_fn, epochs):',
    ...optimizerLines(written),
    ...text,
    '',
    ...(perEpoch ? [] : ['    updates = 0']),
    ...torchLoop(accumulationOf(source.plan), source.plan, {
      update: ['updates += 1', 'scheduler.step_update(updates)'],
      each: 'once per update',
      epoch: ['scheduler.step(epoch + 1)'],
    }),
  ]);
};

function wrapper(root: string, perEpoch: boolean): string[] {
  return [
    '',
    '',
    `class ${WRAPPER}(Scheduler):`,
    '    """The rate of every update from a function of its 0-based number."""',
    '',
    '    def __init__(self, optimizer):',
    `        super().__init__(optimizer, param_group_field="lr", t_in_epochs=${perEpoch ? 'True' : 'False'})`,
    '        self.update_groups(self._get_lr(0))',
    '',
    '    def _get_lr(self, t):',
    `        return [${root}(t) for _ in self.base_values]`,
  ];
}
