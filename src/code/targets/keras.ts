import { stepsPerEpoch } from '../../schedule/plan';
import { lines } from '../print';
import { keras as dialect } from '../python/dialect';
import { python } from '../python/language';
import { comment, importLine, moduleLines } from '../python/module';
import { type Library, writeIdiom } from '../python/write-idiom';
import { call, float } from '../syntax';
import type { Writer } from '../target';

/** The class that gives Keras the rates of a function. */
const WRAPPER = 'StepSchedule';

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
  const piece = written.pieces[0] as (typeof written.pieces)[0];
  const callee = piece.code.kind === 'call' && piece.code.callee.kind === 'name';
  const used = callee ? (piece.code as { callee: { name: string } }).callee.name : undefined;
  const root = written.program.functions.at(-1)?.name;
  const imports = [
    'import keras',
    ...(used
      ? [
          importLine('keras.optimizers.schedules', [
            used === WRAPPER ? 'LearningRateSchedule' : used,
          ]),
        ]
      : []),
  ];
  return moduleLines(source, written, library, imports, [
    ...(root ? wrapper(root) : []),
    ...(root ? ['', ''] : []),
    ...(piece.note === undefined ? [] : comment(piece.note, 0)),
    ...lines(piece.code, python, 0, 'schedule = '),
    '',
    '',
    ...trainLines(source.plan),
  ]);
};

function wrapper(root: string): string[] {
  return [
    '',
    '',
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

function trainLines(plan: Parameters<Writer>[0]['plan']): string[] {
  const accumulation = plan?.accumulation ?? 1;
  if (plan && stepsPerEpoch(plan) === 1) {
    return [
      'def train(model, dataset, loss, epochs):',
      '    model.compile(optimizer=keras.optimizers.AdamW(), loss=loss)',
      '    # a schedule of epochs: its rate is set once per epoch, not per update',
      '    every_epoch = keras.callbacks.LearningRateScheduler(',
      '        lambda epoch: float(schedule(epoch)),',
      '    )',
      '    return model.fit(dataset, epochs=epochs, callbacks=[every_epoch])',
    ];
  }
  const optimizer =
    accumulation === 1
      ? ['    optimizer = keras.optimizers.AdamW(learning_rate=schedule)']
      : [
          '    optimizer = keras.optimizers.AdamW(',
          '        learning_rate=schedule,',
          `        gradient_accumulation_steps=${accumulation},`,
          '    )',
        ];
  return [
    'def train(model, dataset, loss, epochs):',
    '    # the optimizer asks the schedule for the rate of every update',
    ...optimizer,
    '    model.compile(optimizer=optimizer, loss=loss)',
    '    return model.fit(dataset, epochs=epochs)',
  ];
}
