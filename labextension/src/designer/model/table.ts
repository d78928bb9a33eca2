import type { Finding } from 'anneal/pure';
import type { Handle } from './handles';
import type { Scene } from './scene';

/** A point of the curve as a row: the same selection as in the chart. */
export interface PointRow {
  readonly handle: Handle;
  readonly step: number;
  readonly epoch: number | undefined;
  readonly rate: number;
  /** Share of the highest point. */
  readonly share: number;
  /** Findings at this place. */
  readonly findings: readonly Finding[];
}

/** The points of a scene in the order of their steps. */
export function pointRows(
  scene: Scene,
  handles: readonly Handle[],
  findings: readonly Finding[],
): PointRow[] {
  const peak = Math.max(...handles.map(({ rate }) => rate), Number.MIN_VALUE);
  return handles.map((handle) => ({
    handle,
    step: handle.step,
    epoch: scene.stepsPerEpoch && handle.step / scene.stepsPerEpoch,
    rate: handle.rate,
    share: handle.rate / peak,
    findings: findings.filter(({ at }) => at === handle.step),
  }));
}

/** The rates at the start of every epoch, or of every twentieth without a plan. */
export function gridRows(
  scene: Scene,
  most = 200,
): { step: number; epoch: number | undefined; rate: number }[] {
  const { stepsPerEpoch, total, curve } = scene;
  const wanted = stepsPerEpoch ?? Math.max(1, total / 20);
  const every = wanted * Math.max(1, Math.ceil(total / wanted / most));
  const rows: { step: number; epoch: number | undefined; rate: number }[] = [];
  for (let i = 0; Math.round(i * every) < total; i++) {
    const step = Math.round(i * every);
    rows.push({ step, epoch: stepsPerEpoch && step / stepsPerEpoch, rate: curve(step) });
  }
  return rows;
}
