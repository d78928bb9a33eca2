/** What `CosineDecayRestarts` computes with. */
export interface KerasRestart {
  readonly start: number;
  readonly alpha: number;
  /** Factor of each swing over the one before. */
  readonly swing: number;
  /** Updates of the first cycle. */
  readonly first: number;
  /** Factor of each cycle's length over the one before. */
  readonly longer: number;
  /** `float32 restarts`: only the number of the restart is found in float32. */
  readonly arithmetic: 'float32' | 'float32 restarts';
}

type Round = (x: number) => number;
const exactly: Round = (x) => x;

/**
 * Logarithms of multipliers, and of their powers, that PyTorch's float32 does not round to the
 * nearest: the ones that decide which restarts are missed (PyTorch 2.13 on a CPU, asked for the
 * multipliers 1.05, 1.1 … 2, 2.25 … 10.25 at every restart up to step 10⁶ of first cycles up to 200).
 */
const FLOAT32_LOGS: ReadonlyMap<number, number> = new Map(
  [
    [1.3, 0.2623642086982727],
    [1.5, 0.40546512603759766],
    [1.6, 0.4700036644935608],
    [1.8, 0.5877866744995117],
    [3.5, 1.252763032913208],
    [5.0625, 1.6218605041503906],
    [5.5, 1.7047481536865234],
    [5.832, 1.7633600234985352],
    [7, 1.9459102153778076],
    [9.25, 2.224623680114746],
    [12.25, 2.505526065826416],
    [49, 3.8918204307556152],
    [85.5625, 4.449247360229492],
  ].map(([x, log]) => [Math.fround(x as number), log as number]),
);

/** Keras's own expression, rounded after every operation; its logarithm misses some restarts, in float32 only. */
export function kerasRestart(values: KerasRestart): (step: number) => number {
  const round = values.arithmetic === 'float32' ? Math.fround : exactly;
  const [start, alpha, swing] = [values.start, values.alpha, values.swing].map(round) as [
    number,
    number,
    number,
  ];
  return (step) => {
    const index = restartOf(values, step);
    const share = shareOf(values, step, index, round);
    const cosine = round(Math.cos(round(round(Math.PI) * share)));
    const swung = round(round(0.5 * round(swing ** index)) * round(1 + cosine));
    return round(start * round(round(round(1 - alpha) * swung) + alpha));
  };
}

/** Number of the cycle that `step` is in, as float32 finds it. */
function restartOf(values: KerasRestart, step: number): number {
  const round = Math.fround;
  const longer = round(values.longer);
  const done = round(round(step) / round(values.first));
  if (longer === 1) return Math.floor(done);
  const inside = round(1 - round(done * round(1 - longer)));
  return Math.floor(round(float32Log(inside) / float32Log(longer)));
}

function float32Log(x: number): number {
  return FLOAT32_LOGS.get(x) ?? Math.fround(Math.log(x));
}

/** Share of that cycle that is done. */
function shareOf(values: KerasRestart, step: number, index: number, round: Round): number {
  const longer = round(values.longer);
  const done = round(round(step) / round(values.first));
  if (longer === 1) return round(done - index);
  const length = round(longer ** index);
  const before = round(round(1 - length) / round(1 - longer));
  return round(round(done - before) / length);
}
