import { type RateCurve, sampleCurve } from 'anneal/pure';

/** A curve as it is drawn, apart from where it is placed. */
export interface Line {
  readonly steps: readonly number[];
  readonly rates: readonly number[];
  /** Steps at which it jumps: to `up` on purpose it is not joined. */
  readonly jumps: readonly { readonly step: number; readonly restart: boolean }[];
}

/** The points that draw a curve, up to the rate it holds after its last step. */
export function lineOf(curve: RateCurve, points = 480): Line {
  const { steps, jumps } = sampleCurve(curve, points);
  const places = [...steps];
  const last = curve.steps - 1;
  const [before, after] = [curve(last), curve(curve.steps)];
  const beside = last > 0 ? Math.abs(before - curve(last - 1)) : Infinity;
  // where a cycle begins again at the end there is nothing to draw
  if (Math.abs(after - before) <= Math.max(4 * beside, 1e-12)) places.push(curve.steps);
  return { steps: places, rates: places.map(curve), jumps };
}

const round = (value: number): string => value.toFixed(1);

/** The path of a line, broken at restarts. */
export function pathOf(
  line: Line,
  x: (step: number) => number,
  y: (rate: number) => number,
): string {
  const broken = new Set(line.jumps.filter(({ restart }) => restart).map(({ step }) => step));
  const upright = new Set(line.jumps.map(({ step }) => step));
  let path = '';
  line.steps.forEach((step, index) => {
    const [px, py] = [round(x(step)), round(y(line.rates[index] as number))];
    if (index === 0 || broken.has(step)) path += `M${px} ${py}`;
    else if (upright.has(step)) path += `H${px}V${py}`;
    else path += `L${px} ${py}`;
  });
  return path;
}

/** The area between a stretch of a line and a base in px. */
export function areaOf(
  line: Line,
  x: (step: number) => number,
  y: (rate: number) => number,
  base: number,
  from = 0,
  to = Infinity,
): string {
  const inside = line.steps
    .map((step, index) => [step, line.rates[index] as number] as const)
    .filter(([step]) => step >= from && step <= to);
  const jumps = new Set(line.jumps.map(({ step }) => step));
  const [first] = inside;
  const last = inside.at(-1);
  if (!first || !last) return '';
  let path = `M${round(x(first[0]))} ${round(base)}`;
  for (const [step, rate] of inside) {
    // the seam itself belongs to the next stretch
    if (step === to && jumps.has(step)) {
      path += `H${round(x(step))}`;
      continue;
    }
    path +=
      jumps.has(step) && step !== first[0]
        ? `H${round(x(step))}V${round(y(rate))}`
        : `L${round(x(step))} ${round(y(rate))}`;
  }
  return `${path}V${round(base)}Z`;
}
