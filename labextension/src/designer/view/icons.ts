import { shape } from './dom';

/** Pictures of 16 × 16, drawn with the colour of the text around them. */
const PATHS = {
  warmup: 'M2 13 8 4h6M2 13h12',
  plus: 'M8 3v10M3 8h10',
  compare: 'M2 3c5 0 5 10 12 10M2 12.500c4 0 6-8 12-8',
  log: 'M3 2v12h11M3 11h2M3 8.500h2M3 6.800h2M3 5.600h2M7 4c.5 4 2 6.5 7 7',
  momentum: 'M2 5c3 0 3 6 6 6s3-6 6-6',
  table: 'M2.5 3.500h11v9h-11zM2.5 6.500h11M2.5 9.500h11M6.5 3.500v9',
  export: 'M8 10V2.500M5 5l3-3 3 3M3 9.500v4h10v-4',
  insert: 'M2.5 9.500h11v4h-11zM8 2v5M5.5 4.8 8 7.200l2.5-2.4',
  presets: 'M2.5 2.500H7V7H2.500zM9 2.500h4.500V7H9zM2.5 9H7v4.500H2.500zM9 9h4.500v4.500H9z',
  down: 'm4 6 4 4 4-4',
  eye: 'M1.5 8C4 3.5 12 3.5 14.5 8 12 12.5 4 12.5 1.5 8zM8 6a2 2 0 1 1 0 4 2 2 0 0 1 0-4',
  eyeOff: 'M1.5 8C4 3.5 12 3.5 14.5 8 12 12.5 4 12.5 1.5 8zM3 13 13 3',
  close: 'm4.5 4.5 7 7M11.5 4.500l-7 7',
  split: 'M8 2v12M5.5 5l-3 3 3 3M10.5 5l3 3-3 3',
  join: 'M8 2v12M2.5 5l3 3-3 3M13.5 5l-3 3 3 3',
  repeat:
    'M3 8V6.500A2.5 2.5 0 0 1 5.5 4H13M11 2l2 2-2 2M13 8v1.500a2.5 2.5 0 0 1-2.5 2.500H3M5 14l-2-2 2-2',
  remove: 'M3 4.500h10M6 4.500V3h4v1.500M4.5 4.500l.5 9h6l.5-9',
  duplicate: 'M2.5 5.500h8v8h-8zM5.5 5.500v-3h8v8h-3',
  warning: 'M8 2.2 14.5 13.500h-13zM8 6.500v3.200M8 11.600v.1',
  ok: 'm3 8.5 3.2 3.200L13 4.8',
  file: 'M4 2.500h5.500L12.5 5.500v8h-8.500zM9.5 2.500v3h3',
  braces: 'M6 3C3.5 3 5.5 8 3 8c2.5 0 .5 5 3 5M10 3c2.5 0 .5 5 3 5-2.5 0-.5 5-3 5',
} as const;

/** Name of a picture. */
export type IconName = keyof typeof PATHS;

/** A picture for sighted readers only: the words beside it say the same. */
export function icon(name: IconName): SVGSVGElement {
  return shape(
    'svg',
    'icon',
    { viewBox: '0 0 16 16', 'aria-hidden': 'true' },
    shape('path', '', { d: PATHS[name] }),
  );
}

/** The markup of a picture, for a `LabIcon`. */
export function iconMarkup(name: IconName): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 16 16"><path class="jp-icon3-stroke jp-AnnealDesigner-stroke" fill="none" stroke="#616161" stroke-width="1.4" stroke-linecap="round" stroke-linejoin="round" d="${PATHS[name]}"/></svg>`;
}
