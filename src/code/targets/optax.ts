import { numberText } from '../flat';
import { boundariesOf, type Idiom } from '../idiom';
import type { Listener } from '../listener';
import { lines } from '../print';
import { jax } from '../python/dialect';
import { python } from '../python/language';
import { comment, moduleLines } from '../python/module';
import { type Library, type Written, writeIdiom } from '../python/write-idiom';
import { float, number } from '../syntax';
import type { Source, Writer } from '../target';
import { list, made } from '../write';

const library: Library = {
  target: 'optax',
  dialect: jax,
  multiplies: false,
  multipliesOwn: false,
  nothing: 'Optax has no schedule with these rates',
  joins: true,
  own: (name) => ({ kind: 'name', name }),
  flat: (rate) => made('optax.constant_schedule', { value: float(rate) }),
};

/** Optax: a function of the count of updates. */
export const optax: Writer = (source) => {
  const written = writeIdiom(source.node, library);
  const accumulation = source.plan?.accumulation ?? 1;
  if (written.listener) return listening(source, written, written.listener);
  const optimizer =
    accumulation === 1
      ? 'optax.adamw(learning_rate=schedule)'
      : `optax.MultiSteps(optax.adamw(learning_rate=schedule), every_k_schedule=${accumulation})`;
  return moduleLines(
    source,
    written,
    library,
    ['import jax', 'import optax'],
    [
      ...(written.program.functions.length > 0 ? ['', ''] : []),
      ...scheduleLines(written.pieces),
      ...assigned('optimizer', optimizer, accumulation),
      '',
      '',
      'def train(params, batches, loss_fn):',
      '    opt_state = optimizer.init(params)',
      '',
      '    @jax.jit',
      '    def update(params, opt_state, batch):',
      '        grads = jax.grad(loss_fn)(params, batch)',
      '        # the optimizer counts its updates and asks the schedule for the rate of each',
      '        updates, opt_state = optimizer.update(grads, opt_state, params)',
      '        return optax.apply_updates(params, updates), opt_state',
      '',
      '    for batch in batches:',
      '        params, opt_state = update(params, opt_state, batch)',
      '    return params',
    ],
  );
};

/** A thing that scales the updates of another optimizer by what the metric does. */
function listening(
  source: Source,
  written: Written,
  { code, rate, mode, note }: Listener,
): string[] {
  const accumulation = source.plan?.accumulation ?? 1;
  const depth = accumulation === 1 ? 1 : 2;
  const indent = '    '.repeat(depth);
  const chain = [
    'optax.chain(',
    `${indent}optax.adamw(learning_rate=${numberText(rate, true)}),`,
    ...(note === undefined ? [] : comment(note, depth)),
    ...lines(code, python, depth, '', ','),
    `${'    '.repeat(depth - 1)})`,
  ];
  const own = mode === 'max';
  return moduleLines(
    source,
    written,
    library,
    ['import jax', 'import optax'],
    [
      ...(accumulation === 1
        ? [`optimizer = ${chain[0]}`, ...chain.slice(1)]
        : [
            'optimizer = optax.MultiSteps(',
            `    ${chain[0]}`,
            ...chain.slice(1, -1),
            `${chain.at(-1)},`,
            `    every_k_schedule=${accumulation},`,
            ')',
          ]),
      '',
      '',
      `def train(params, batches, loss_fn${own ? ', metric_fn' : ''}):`,
      '    opt_state = optimizer.init(params)',
      '',
      '    @jax.jit',
      '    def update(params, opt_state, batch):',
      ...(own
        ? [
            '        grads = jax.grad(loss_fn)(params, batch)',
            '        # the rate follows the metric of every update, which Optax wants to fall',
            '        value = -metric_fn(params, batch)',
          ]
        : [
            '        # the rate follows the loss of every update',
            '        value, grads = jax.value_and_grad(loss_fn)(params, batch)',
          ]),
      '        updates, opt_state = optimizer.update(grads, opt_state, params, value=value)',
      '        return optax.apply_updates(params, updates), opt_state',
      '',
      '    for batch in batches:',
      '        params, opt_state = update(params, opt_state, batch)',
      '    return params',
    ],
  );
}

function assigned(name: string, text: string, accumulation: number): string[] {
  const one = `${name} = ${text}`;
  if (one.length <= python.width) return [one];
  return [
    `${name} = optax.MultiSteps(`,
    '    optax.adamw(learning_rate=schedule),',
    `    every_k_schedule=${accumulation},`,
    ')',
  ];
}

function scheduleLines(pieces: Idiom): string[] {
  const [only] = pieces;
  if (only && pieces.length === 1) {
    return [
      ...(only.note === undefined ? [] : comment(only.note, 0)),
      ...lines(only.code, python, 0, 'schedule = '),
    ];
  }
  return [
    'schedule = optax.join_schedules(',
    '    schedules=[',
    ...pieces.flatMap(({ code, note }) => [
      ...(note === undefined ? [] : comment(note, 2)),
      ...lines(code, python, 2, '', ','),
    ]),
    '    ],',
    ...lines(list(boundariesOf(pieces).map((one) => number(one))), python, 1, 'boundaries=', ','),
    ')',
  ];
}
