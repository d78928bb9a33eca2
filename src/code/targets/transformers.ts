import { planSteps } from '../../schedule/plan';
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
  const steps = source.plan ? planSteps(source.plan) : undefined;
  const accumulation = source.plan?.accumulation ?? 1;
  return moduleLines(source, written, library, imports, [
    '',
    '',
    'def make_trainer(model, train_dataset):',
    ...optimizerLines(written),
    ...schedulerLines(written.pieces).text,
    '    arguments = TrainingArguments(',
    '        output_dir="output",',
    `        max_steps=${steps ?? source.node.curve.steps},`,
    ...(accumulation > 1 ? [`        gradient_accumulation_steps=${accumulation},`] : []),
    '    )',
    '    # the trainer steps the scheduler after every update, not per epoch',
    '    return Trainer(',
    '        model=model,',
    '        args=arguments,',
    '        train_dataset=train_dataset,',
    '        optimizers=(optimizer, scheduler),',
    '    )',
  ]);
};
