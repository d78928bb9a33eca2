import type { Listener } from '../listener';
import { lines } from '../print';
import { numbers } from '../python/dialect';
import { python } from '../python/language';
import { comment, importLine, moduleLines } from '../python/module';
import {
  accumulationOf,
  movesPerEpoch,
  optimizerLines,
  torchLoop,
  trainHead,
} from '../python/torch-loop';
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
  const { listener } = written;
  const perEpoch = movesPerEpoch(source, written);
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
    trainHead(written),
    ...optimizerLines(written),
    ...text,
    ...setLines(listener?.set),
    '',
    ...(perEpoch ? [] : ['    updates = 0']),
    ...torchLoop(accumulationOf(source.plan), perEpoch, {
      update: ['updates += 1', 'scheduler.step_update(updates)'],
      each: 'once per update',
      epoch: [`scheduler.step(epoch + 1${listener ? ', validate(model)' : ''})`],
    }),
  ]);
};

/** What the scheduler is told after it was made. */
function setLines(set: Listener['set']): string[] {
  if (!set) return [];
  return [...comment(set.why, 1), ...lines(set.value, python, 1, `scheduler.${set.attribute} = `)];
}

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
