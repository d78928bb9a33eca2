import { planSteps } from '../../schedule/plan';
import type { Listener } from '../listener';
import { numbers } from '../python/dialect';
import { importLine, moduleLines } from '../python/module';
import { optimizerLines } from '../python/torch-loop';
import { schedulerLines } from '../python/torch-scheduler';
import { type Library, writeIdiom } from '../python/write-idiom';
import type { Writer } from '../target';
import { onOptimizer, ratio } from '../write';

const library: Library = {
  target: 'transformers',
  dialect: numbers,
  multiplies: true,
  multipliesOwn: true,
  nothing: 'transformers has no schedule with these rates',
  joins: false,
  own: (name) => onOptimizer('LambdaLR', { lr_lambda: { kind: 'name', name } }),
  flat: (rate, base) =>
    onOptimizer('LambdaLR', {
      lr_lambda: { kind: 'function', parameters: ['step'], result: ratio(rate, base) },
    }),
};

/** `transformers`: an optimizer and its schedule for a `Trainer`. */
export const transformers: Writer = (source) => {
  const written = writeIdiom(source.node, library);
  const code = written.pieces[0]?.code;
  const own = written.pieces[0]?.own;
  const callee = code?.kind === 'call' && code.callee.kind === 'name' ? code.callee.name : '';
  const imports = [
    'import torch',
    ...(own ? [importLine('torch.optim.lr_scheduler', ['LambdaLR'])] : []),
    importLine('transformers', ['Trainer', 'TrainingArguments', ...(own ? [] : [callee])]),
  ];
  const { listener } = written;
  const steps = source.plan ? planSteps(source.plan) : undefined;
  const { accumulation = 1, batchSize } = source.plan ?? {};
  return moduleLines(source, written, library, imports, [
    '',
    '',
    `def make_trainer(${['model', 'train_dataset', ...(listener ? follows(listener).needs : [])].join(', ')}):`,
    ...optimizerLines(written),
    ...schedulerLines(written.pieces).text,
    '    arguments = TrainingArguments(',
    '        output_dir="output",',
    ...(listener
      ? follows(listener).arguments
      : [`        max_steps=${steps ?? source.node.curve.steps},`]),
    ...(batchSize ? [`        per_device_train_batch_size=${batchSize},`] : []),
    ...(accumulation > 1 ? [`        gradient_accumulation_steps=${accumulation},`] : []),
    '    )',
    listener
      ? '    # the trainer tells the scheduler the metric of every evaluation'
      : '    # the trainer steps the scheduler after every update, not per epoch',
    '    return Trainer(',
    '        model=model,',
    '        args=arguments,',
    '        train_dataset=train_dataset,',
    ...(listener ? follows(listener).given : []),
    '        optimizers=(optimizer, scheduler),',
    '    )',
  ]);
};

/** What a trainer needs for a scheduler that follows a metric. */
function follows({ mode }: Listener): Record<'needs' | 'arguments' | 'given', string[]> {
  const own = mode === 'max';
  return {
    needs: ['eval_dataset', ...(own ? ['compute_metrics'] : []), 'epochs'],
    arguments: [
      '        num_train_epochs=epochs,',
      '        eval_strategy="epoch",',
      `        metric_for_best_model="${own ? 'eval_accuracy' : 'eval_loss'}",`,
    ],
    given: [
      '        eval_dataset=eval_dataset,',
      ...(own ? ['        compute_metrics=compute_metrics,'] : []),
    ],
  };
}
