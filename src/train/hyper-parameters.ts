import type { Gradients } from './gradients';
import { readMomentum, setLearningRate, setMomentum } from './optimizer';
import type { TrainingOptions } from './options';
import type { Rates } from './rates';
import type { Optimizer } from './tf';
import type { Position, Setup } from './training-setup';

/** Hyper-parameters of an update, as it really uses them. */
export type Used = Pick<Position, 'lr' | 'momentum' | 'weightDecay'>;

/** Gives each update its hyper-parameters, and knows what is recorded of them. */
export class HyperParameters {
  used: Used = { lr: Number.NaN, momentum: undefined, weightDecay: undefined };
  private readonly rates: Rates;
  private readonly optimizer: Optimizer | undefined;
  private readonly options: TrainingOptions;

  /** @throws TypeError when the optimizer has no momentum that could move. */
  constructor({ rates, optimizer, options }: Setup) {
    this.rates = rates;
    this.optimizer = optimizer;
    this.options = options;
    if (optimizer && rates.hyper?.momentum) readMomentum(optimizer);
  }

  /** Names of the columns that are neither the rate nor a metric. */
  get columns(): readonly string[] {
    const { momentum, weightDecay } = this.rates.hyper ?? {};
    return [
      ...(momentum ? ['momentum'] : []),
      ...(weightDecay ? ['weightDecay'] : []),
      ...(this.options.gradientNorm === undefined ? [] : ['gradientNorm']),
      ...this.rates.partColumns,
    ];
  }

  /** Sets them for an update. */
  set(step: number, gradients: Gradients | undefined): void {
    const { optimizer, options } = this;
    const wanted = this.rates.at(step);
    const lr = optimizer ? setLearningRate(optimizer, wanted.lr) : wanted.lr;
    const { momentum, weightDecay = options.weightDecay } = wanted;
    if (gradients) {
      const every = options.gradientNorm;
      gradients.next.shrink = lr * (weightDecay ?? 0);
      gradients.next.measure = every !== undefined && step % every === 0;
    }
    this.used = {
      lr,
      momentum: momentum !== undefined && optimizer ? setMomentum(optimizer, momentum) : momentum,
      weightDecay,
    };
  }

  /** Values of {@link columns} for the update that was set last. */
  values(step: number, gradients: Gradients | undefined): number[] {
    const { momentum, weightDecay } = this.rates.hyper ?? {};
    return [
      ...(momentum ? [this.used.momentum as number] : []),
      ...(weightDecay ? [this.used.weightDecay as number] : []),
      ...(this.options.gradientNorm === undefined ? [] : [gradients?.norm ?? Number.NaN]),
      ...this.rates.partsAt(step),
    ];
  }
}
