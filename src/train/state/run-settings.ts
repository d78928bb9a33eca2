import type { HyperSpec, Plan, Spec } from '../../schedule';
import { isDataset } from '../dataset';
import type { FitOptions } from '../options';
import { list, type Tensor, tensorFlowOf } from '../tf';
import type { Data } from '../train';
import type { Training } from '../training';
import { fingerprint } from './fingerprint';
import type { RunSettings } from './run-log-format';

/**
 * All that the numbers of a run depend on, but for the model: by the names of the options, defaults
 * filled in, so that what was only written otherwise is the same. Data are told by a fingerprint.
 */
export function runSettings({ run }: Training, options: FitOptions, data: Data): RunSettings {
  const { log, checkpoint, resume, title, signal, callbacks, validation, ...others } = options;
  const all: RunSettings = {
    schedule: run.hyper ? hyperWithoutPlan(run.hyper.spec) : withoutPlan(run.schedule.spec),
    ...(run.plan as Plan),
    seed: 0,
    shuffle: true,
    ...others,
    data: 'dataset' in data ? 'a dataset' : dataText(data.x, data.y),
    validation: validation && (isDataset(validation) ? 'a dataset' : dataText(...validation)),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** The plan is told by its facts. */
function withoutPlan({ plan: _, ...spec }: Spec): Spec {
  return spec;
}

function hyperWithoutPlan(spec: HyperSpec): HyperSpec {
  const hyper = Object.entries(spec.hyper).map(([name, one]) => [name, withoutPlan(one)]);
  return { ...spec, hyper: Object.fromEntries(hyper) };
}

function dataText(...data: readonly Parameters<typeof list>[0][]): string {
  const tensors = data.flatMap(list);
  return fingerprint(tensorFlowOf(tensors[0] as Tensor), tensors);
}
