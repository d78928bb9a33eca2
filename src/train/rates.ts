import {
  constant,
  type Feedback,
  type FeedbackState,
  type Hyper,
  type HyperValues,
  isFeedback,
  isSchedule,
  type Phase,
  type Plan,
  type Schedule,
} from '../schedule';
import { pointwiseParts } from '../schedule/parts';

/** What a training may be given as its rate. */
export type RateSource = Schedule | Feedback | Hyper | number;

/** The rate of every update as it is known now: what a chart draws ahead of a run. */
export interface PlannedRate {
  (step: number): number;
  readonly steps: number;
  readonly label: string;
  readonly phases: readonly Phase[];
}

/** Steps that are looked at to see whether a rate moves. */
const LOOKS = 65;

/** A feedback schedule and where it stands. */
interface Listening {
  readonly feedback: Feedback;
  state: FeedbackState;
}

interface Part {
  readonly column: string;
  readonly rate: (step: number) => number;
}

/** Rates and other hyper-parameters of a run, whatever they come from. */
export class Rates {
  /** The schedule of the rate, its lengths resolved. */
  readonly schedule: Schedule | Feedback;
  /** Present when more than the rate moves. */
  readonly hyper: Hyper | undefined;
  /** Factor on every rate: below 1 after a run was rolled back. */
  factor = 1;
  private readonly listening: Listening[] = [];
  private rate: (step: number) => number;
  /** What the schedule and its changes give; nothing while the schedule was not changed. */
  private course: PlannedRate | undefined;
  private readonly parts: readonly Part[];
  private seen: PlannedRate | undefined;

  /** @throws TypeError when `source` is nothing that gives rates; RangeError when the plan does not do for it. */
  constructor(source: RateSource, plan: Plan) {
    this.hyper = isHyper(source) ? source.withPlan(plan) : undefined;
    this.schedule = this.hyper ? this.hyper.lr : scheduleOf(source).withPlan(plan);
    this.rate = this.follow(this.schedule);
    // lengths that will not do are complained about here, not at the first update
    this.rate(0);
    const parts = isFeedback(this.schedule) ? pointwiseParts(this.schedule) : [];
    this.parts = parts.map((part, index) => ({
      column: `lr.${parts.findIndex(({ label }) => label === part.label) === index ? part.label : `${part.label} ${index + 1}`}`,
      rate: this.follow(part),
    }));
  }

  /** Whether they depend on metrics. */
  get listens(): boolean {
    return this.listening.length > 0;
  }

  /** Whether the rate changes at all, as far as can be told. */
  get moves(): boolean {
    if (this.listens) return true;
    const { steps } = this.schedule;
    const looks = Array.from({ length: LOOKS }, (_, i) => Math.round((i * steps) / (LOOKS - 1)));
    return looks.some((step) => this.rate(step) !== this.rate(0));
  }

  /** The hyper-parameters of an update. */
  at(step: number): HyperValues {
    const lr = this.rate(step) * this.factor;
    return this.hyper ? { ...this.hyper.at(step), lr } : { lr };
  }

  /** Columns of the curves that the rate is made of; none when it is one. */
  get partColumns(): readonly string[] {
    return this.parts.map(({ column }) => column);
  }

  /** Rates of those curves. */
  partsAt(step: number): number[] {
    return this.parts.map(({ rate }) => rate(step));
  }

  /** Tells a metric that was seen after `step` updates. */
  hear(metric: number, step: number): void {
    for (const one of this.listening) one.state = one.feedback.next(one.state, metric, step);
    this.seen = undefined;
  }

  /** Makes every rate from now on smaller. */
  cut(factor: number): void {
    this.factor *= factor;
    this.seen = undefined;
  }

  /** Takes the rates from a schedule that was changed on the way. */
  steer(course: PlannedRate): void {
    this.course = course;
    this.rate = course;
    this.seen = undefined;
  }

  /** The rate of every update as it is known now; the same object until that changes. */
  get planned(): PlannedRate {
    const course = this.course ?? this.schedule;
    if (this.factor === 1 && typeof course === 'function') return course;
    const { steps, label, phases } = course;
    const { rate, factor } = this;
    this.seen ??= Object.assign((step: number) => rate(step) * factor, { steps, label, phases });
    return this.seen;
  }

  /** What was heard, for a checkpoint. */
  get heard(): { metrics: readonly number[]; steps: readonly number[] } {
    const { metrics = [], steps } = this.listening[0]?.state.toJSON() ?? {};
    return { metrics, steps: steps ?? metrics.map((_, index) => index + 1) };
  }

  /** Puts back what was heard. */
  restore(heard: { metrics: readonly number[]; steps: readonly number[] }, factor: number): void {
    for (const one of this.listening) {
      one.state = one.feedback.start(heard.metrics, heard.steps);
    }
    this.factor = factor;
    this.seen = undefined;
  }

  private follow(schedule: Schedule | Feedback): (step: number) => number {
    if (isSchedule(schedule)) return schedule;
    const one: Listening = { feedback: schedule, state: schedule.start() };
    this.listening.push(one);
    return (step) => one.state.rateAt(step);
  }
}

/** Whether something gives rates. */
export function isRateSource(value: unknown): value is RateSource {
  return typeof value === 'number' || isSchedule(value) || isFeedback(value) || isHyper(value);
}

function isHyper(value: unknown): value is Hyper {
  const { lr, at } = (value ?? {}) as Partial<Hyper>;
  return typeof value === 'object' && isSchedule(lr) && typeof at === 'function';
}

function scheduleOf(source: RateSource): Schedule | Feedback {
  if (isSchedule(source) || isFeedback(source)) return source;
  if (typeof source === 'number') return constant({ peak: source });
  throw new TypeError(
    'Cannot train: the schedule must be one such as cosine({ peak: 1e-3 }), a constant rate, or hyper({ lr, momentum })',
  );
}
