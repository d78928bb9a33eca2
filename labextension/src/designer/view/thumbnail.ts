import type { AnyFamily } from 'anneal/pure';
import { areaOf, lineOf, pathOf } from '../model/curve-path';
import { buildScene, type Scene, type Segment } from '../model/scene';
import { shape } from './dom';

/** The shape of one segment, small. */
export function sparkOf({ curve }: Scene, { from, to }: Segment): SVGElement {
  const [width, height] = [46, 22];
  const count = 46;
  const steps = Array.from(
    { length: count + 1 },
    (_, i) => from + Math.round((i * Math.max(1, to - 1 - from)) / count),
  );
  const rates = steps.map(curve);
  const [low, high] = [Math.min(...rates), Math.max(...rates)];
  const flat = high - low <= high * 1e-6;
  const points = steps.map((_, i) => {
    const y = flat
      ? height / 2
      : 2 + (1 - ((rates[i] as number) - low) / (high - low)) * (height - 4);
    return `${i === 0 ? 'M' : 'L'}${((i * width) / count).toFixed(1)} ${y.toFixed(1)}`;
  });
  return shape(
    'svg',
    'sparkline',
    { viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true' },
    shape('path', '', { d: points.join('') }),
  );
}

/** The shape of a whole schedule, small, filled below. */
export function thumbnail(scene: Scene, width: number, height: number): SVGElement {
  const line = lineOf(scene.curve, 160);
  const top = Math.max(...line.rates, 1e-12);
  const x = (step: number): number => 2 + (step / scene.curve.steps) * (width - 4);
  const y = (rate: number): number => height - 2 - (rate / top) * (height - 6);
  return shape(
    'svg',
    'thumbnail',
    { viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    shape('path', 'area', { d: areaOf(line, x, y, height) }),
    shape('path', 'curve', { d: pathOf(line, x, y) }),
  );
}

const thumbnails = new Map<string, SVGElement>();

/** The default shape of a family, small; drawn once. */
export function familyPicture(family: AnyFamily): SVGElement {
  let drawing = thumbnails.get(family.id);
  if (!drawing) {
    const scene = buildScene(
      { items: [{ spec: { family: family.id, values: {} } }], head: {} },
      { steps: 1000 },
    );
    drawing = thumbnail(scene, 46, 20);
    thumbnails.set(family.id, drawing);
  }
  return drawing.cloneNode(true) as SVGElement;
}
