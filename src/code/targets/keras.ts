import { stepsPerEpoch } from '../../schedule/plan';
import type { Listener } from '../listener';
import { lines } from '../print';
import { keras as dialect } from '../python/dialect';
import { python } from '../python/language';
import { comment, importLine, moduleLines } from '../python/module';
import { type Library, type Written, writeIdiom } from '../python/write-idiom';
import { call, type Expression, float, name, number } from '../syntax';
import type { Source, Writer } from '../target';
import { made } from '../write';

/** The class that gives Keras the rates of a function. */
const WRAPPER = 'StepSchedule';

/** The class that divides the count of batches. */
const BATCHES = 'PerUpdate';

const library: Library = {
  target: 'keras',
  dialect,
  multiplies: false,
  multipliesOwn: false,
  nothing: 'keras.optimizers.schedules has no schedule with these rates',
  joins: false,
  own: () => call(WRAPPER, []),
  flat: (rate) => float(rate),
};

/** `keras.optimizers.schedules`. */
export const keras: Writer = (source) => {
  const written = writeIdiom(source.node, library);
  if (written.listener) return listening(source, written, written.listener);
  const piece = written.pieces[0] as (typeof written.pieces)[0];
  const isConstant = piece.code.kind === 'number';
  const used = isConstant ? undefined : nameOf(piece.code);
  const root = written.program.functions.at(-1)?.name;
  const accumulation = source.plan?.accumulation ?? 1;
  const byEpoch = source.plan !== undefined && stepsPerEpoch(source.plan) === 1 && !isConstant;
  // the optimizer counts batches
  const batches = accumulation > 1 && !isConstant && !byEpoch ? accumulation : 1;
  const bases = [
    ...(used === undefined || used === WRAPPER ? [] : [used]),
    ...(root || batches > 1 ? ['LearningRateSchedule'] : []),
  ];
  const imports = [
    'import keras',
    ...(bases.length > 0 ? [importLine('keras.optimizers.schedules', bases)] : []),
  ];
  const classes = [
    ...(root ? wrapper(root) : []),
    ...(batches > 1 ? countingUpdates(batches) : []),
  ];
  return moduleLines(source, written, library, imports, [
    ...classes,
    ...(classes.length > 0 ? ['', ''] : []),
    ...(piece.note === undefined ? [] : comment(piece.note, 0)),
    ...lines(piece.code, python, 0, 'schedule = '),
    '',
    '',
    ...(byEpoch
      ? trainByEpoch(accumulation)
      : trainByUpdate(accumulation, batches > 1 ? `${BATCHES}(schedule)` : 'schedule')),
  ]);
};

const nameOf = (code: Expression): string | undefined =>
  code.kind === 'call' && code.callee.kind === 'name' ? code.callee.name : undefined;

/** A callback that follows a metric of every epoch. */
function listening(
  source: Source,
  written: Written,
  { code, rate, mode, note }: Listener,
): string[] {
  const more = mode === 'max' ? ', metrics=["accuracy"]' : '';
  const imports = ['import keras', importLine('keras.callbacks', ['ReduceLROnPlateau'])];
  return moduleLines(source, written, library, imports, [
    '',
    '',
    'def train(model, dataset, validation, loss, epochs):',
    ...optimizerLines(source.plan?.accumulation ?? 1, float(rate)),
    `    model.compile(optimizer=optimizer, loss=loss${more})`,
    '    # looks at the metric after every epoch',
    ...(note === undefined ? [] : comment(note, 1)),
    ...lines(code, python, 1, 'reduce_lr = '),
    '    return model.fit(',
    '        dataset,',
    '        validation_data=validation,',
    '        epochs=epochs,',
    '        callbacks=[reduce_lr],',
    '    )',
  ]);
}

function wrapper(root: string): string[] {
  return [
    '',
    '',
    '@keras.saving.register_keras_serializable()',
    `class ${WRAPPER}(LearningRateSchedule):`,
    '    """The rate of every update from a function of its 0-based number."""',
    '',
    '    def __call__(self, step):',
    `        return ${root}(step)`,
    '',
    '    def get_config(self):',
    '        return {}',
  ];
}

function countingUpdates(batches: number): string[] {
  return [
    '',
    '',
    `class ${BATCHES}(LearningRateSchedule):`,
    `    """A schedule of updates for an optimizer that counts batches, ${batches} an update."""`,
    '',
    '    def __init__(self, schedule):',
    '        self.schedule = schedule',
    '',
    '    def __call__(self, step):',
    `        return self.schedule(step // ${batches})`,
    '',
    '    def get_config(self):',
    '        return {"schedule": self.schedule}',
  ];
}

/** The optimizer, with the batches whose gradients make one update. */
function optimizerLines(accumulation: number, rate?: Expression): string[] {
  const code = made('keras.optimizers.AdamW', {
    learning_rate: rate,
    gradient_accumulation_steps: accumulation > 1 ? number(accumulation) : undefined,
  });
  return lines(code, python, 1, 'optimizer = ');
}

function trainByEpoch(accumulation: number): string[] {
  return [
    'def train(model, dataset, loss, epochs):',
    ...optimizerLines(accumulation),
    '    model.compile(optimizer=optimizer, loss=loss)',
    '    # a schedule of epochs: its rate is set once per epoch, not per update',
    '    every_epoch = keras.callbacks.LearningRateScheduler(',
    '        lambda epoch: float(schedule(epoch)),',
    '    )',
    '    return model.fit(dataset, epochs=epochs, callbacks=[every_epoch])',
  ];
}

function trainByUpdate(accumulation: number, schedule: string): string[] {
  return [
    'def train(model, dataset, loss, epochs):',
    '    # the optimizer asks the schedule for the rate of every update',
    ...optimizerLines(accumulation, name(schedule)),
    '    model.compile(optimizer=optimizer, loss=loss)',
    '    return model.fit(dataset, epochs=epochs)',
  ];
}
