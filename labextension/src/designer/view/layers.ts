import { areaOf, pathOf } from '../model/curve-path';
import { lineFrom, lockedSteps } from '../model/run';
import { shape } from './dom';
import { comparedWith, type Frame, type Pane } from './geometry';
import type { Picture } from './picture';

/** Curves under the one that is edited: overlays, the curve after a fix, the lanes. */
export function companions(picture: Picture, frame: Frame): SVGElement[] {
  const { plot, difference, momentum } = frame;
  const marks: SVGElement[] = [];
  picture.overlays.forEach(({ overlay, line }, index) => {
    if (line && !overlay.hidden) {
      marks.push(
        shape('path', `series is-${(index % 5) + 2}`, { d: pathOf(line, frame.x, plot.y.to) }),
      );
    }
  });
  if (picture.fixedLine) {
    marks.push(shape('path', 'fixed', { d: pathOf(picture.fixedLine, frame.x, plot.y.to) }));
  }
  if (difference) marks.push(...differenceOf(picture, frame, difference));
  if (momentum && picture.momentumLine) {
    marks.push(
      shape('path', 'series is-momentum', {
        d: pathOf(picture.momentumLine, frame.x, momentum.y.to),
      }),
    );
  }
  return marks;
}

function differenceOf(picture: Picture, frame: Frame, { y }: Pane): SVGElement[] {
  const other = comparedWith(picture);
  const { lr, line } = picture;
  if (!other?.scene || !other.line || !lr || !line) return [];
  const curve = other.scene.curve;
  const steps = [...new Set([...line.steps, ...other.line.steps])]
    .sort((a, b) => a - b)
    .filter((step) => step <= frame.total);
  const zero = y.to(0).toFixed(1);
  let [path, above, below] = [
    '',
    `M${frame.x(steps[0] ?? 0).toFixed(1)} ${zero}`,
    `M${frame.x(steps[0] ?? 0).toFixed(1)} ${zero}`,
  ];
  for (const step of steps) {
    const value = curve(step) - lr.curve(step);
    const x = frame.x(step).toFixed(1);
    path += `${path ? 'L' : 'M'}${x} ${y.to(value).toFixed(1)}`;
    above += `L${x} ${y.to(Math.max(0, value)).toFixed(1)}`;
    below += `L${x} ${y.to(Math.min(0, value)).toFixed(1)}`;
  }
  const index = picture.overlays.indexOf(other);
  return [
    shape('path', `gain is-${(index % 5) + 2}`, { d: `${above}V${zero}Z` }),
    shape('path', 'gain is-1', { d: `${below}V${zero}Z` }),
    shape('path', 'difference', { d: path }),
  ];
}

/**
 * Areas under the curve, the curve itself, and dotted lines where it jumps on purpose. While a model is trained with
 * it only what lies ahead is drawn, dashed: what was used is the line of the run.
 */
export function mainCurve(picture: Picture, frame: Frame): SVGElement[] {
  const { scene, view, lr, run } = picture;
  if (!picture.line || !scene || !lr) return [];
  const from = lockedSteps(run);
  const line = lineFrom(picture.line, lr.curve, from);
  const name = run ? 'curve is-planned' : 'curve';
  const { x } = frame;
  const y = frame.plot.y.to;
  const base = frame.plot.bottom;
  const selected = view.track === 'lr' ? scene.segments[view.selected] : undefined;
  const marks: SVGElement[] = [shape('path', 'area', { d: areaOf(line, x, y, base) })];
  if (selected) {
    marks.push(
      shape('path', 'area is-selected', {
        d: areaOf(line, x, y, base, selected.from, selected.to),
      }),
    );
  }
  const end = lr.curve.steps;
  if (frame.total > end && lr.total > end) {
    marks.push(shape('path', 'after', { d: `M${x(end)} ${y(lr.curve(end))}H${x(lr.total)}` }));
  }
  marks.push(shape('path', name, { d: pathOf(line, x, y), 'data-curve': true }));
  if (selected && selected.to > from)
    marks.push(
      shape('path', `${name} is-selected`, {
        d: pathOf(part(line, selected.from, selected.to), x, y),
      }),
    );
  for (const { step, restart } of line.jumps) {
    if (restart)
      marks.push(
        shape('path', 'restart', {
          d: `M${x(step)} ${y(lr.curve(step - 1))}V${y(lr.curve(step))}`,
        }),
      );
  }
  return marks;
}

function part(
  line: NonNullable<Picture['line']>,
  from: number,
  to: number,
): NonNullable<Picture['line']> {
  const jumps = new Set(line.jumps.map(({ step }) => step));
  const keep = line.steps.map(
    (step) => step >= from && (step < to || (step === to && !jumps.has(step))),
  );
  return {
    steps: line.steps.filter((_, index) => keep[index]),
    rates: line.rates.filter((_, index) => keep[index]),
    jumps: line.jumps,
  };
}

/** A triangle where a finding is, and what it is about. */
export function warnings(picture: Picture, frame: Frame): SVGElement[] {
  const { lr } = picture;
  if (!lr) return [];
  return picture.findings.map((finding, index) => {
    const x = Math.min(frame.x(finding.at), frame.x1);
    const [before, after] = [lr.curve(Math.max(0, finding.at - 1)), lr.curve(finding.at)];
    const y = frame.plot.y.to((before + after) / 2);
    const open = finding === picture.finding;
    const jump = Math.abs(frame.plot.y.to(before) - frame.plot.y.to(after)) > 4;
    return shape(
      'g',
      `finding${open ? ' is-open' : ''}`,
      { 'data-finding': index },
      jump &&
        shape('path', 'jump', { d: `M${x} ${frame.plot.y.to(before)}V${frame.plot.y.to(after)}` }),
      shape('path', 'triangle', {
        d: 'M0 -7.5 7.5 6H-7.5zM0 -2.5v3.6M0 3.4v.3',
        transform: `translate(${x} ${y})`,
      }),
      shape('title', '', {}, finding.message),
    );
  });
}
