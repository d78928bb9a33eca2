import type { HyperSpec, Plan, Spec } from '../../schedule';
import { isDataset } from '../dataset';
import type { TrainingOptions } from '../options';
import { list, type Tensor, tensorFlowOf } from '../tf';
import type { Training } from '../training';
import type { ValidationData } from '../validate';
import { fingerprint } from './fingerprint';
import type { LogOptions } from './log-options';
import type { RunSettings } from './run-log-format';

/**
 * All that the numbers of a run depend on, but for the model: by the names of the options, defaults
 * filled in, so that what was only written otherwise is the same. Data are told by a fingerprint,
 * functions and objects of TensorFlow not at all.
 */
export function runSettings(
  { run }: Training,
  options: TrainingOptions & LogOptions,
  data: Readonly<Record<'data' | 'validation', ValidationData | undefined>>,
): RunSettings {
  const { log, checkpoint, resume, title, signal, callbacks, ...others } = options;
  const all: RunSettings = {
    schedule: run.hyper ? hyperWithoutPlan(run.hyper.spec) : withoutPlan(run.schedule.spec),
    ...(run.plan as Plan),
    seed: 0,
    ...others,
    data: dataText(data.data),
    validation: dataText(data.validation),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** A spec as a log has it: the plan is told by its facts. */
export function withoutPlan({ plan: _, ...spec }: Spec): Spec {
  return spec;
}

function hyperWithoutPlan(spec: HyperSpec): HyperSpec {
  const hyper = Object.entries(spec.hyper).map(([name, one]) => [name, withoutPlan(one)]);
  return { ...spec, hyper: Object.fromEntries(hyper) };
}

function dataText(data: ValidationData | undefined): string | undefined {
  if (data === undefined || isDataset(data)) return data && 'a dataset';
  const tensors = data.flatMap(list);
  return fingerprint(tensorFlowOf(tensors[0] as Tensor), tensors);
}
