/** Colours of one theme; every text is at least 4.5 : 1 and every line 3 : 1 on the background and on any phase. */
export interface Palette {
  readonly background: string;
  readonly text: string;
  readonly muted: string;
  readonly axis: string;
  readonly grid: string;
  readonly epoch: string;
  /** Six colours for compared things, in the order they are given out. */
  readonly series: readonly string[];
  readonly smooth: string;
  readonly raw: string;
  readonly validation: string;
  readonly rate: string;
  readonly stop: string;
  readonly tip: string;
  /** Tints of the phases, with their opacity. */
  readonly tints: Readonly<Record<string, string>>;
  /** Opacity of a band between the lowest and the highest of several runs. */
  readonly band: number;
}

/** For a white page. */
export const lightPalette: Palette = {
  background: '#ffffff',
  text: '#212121',
  muted: '#5f6368',
  axis: '#80868b',
  grid: '#e6e8eb',
  epoch: '#dfe2e6',
  series: ['#1c61d0', '#b94300', '#04563f', '#8a1a78', '#402000', '#3a4452'],
  smooth: '#0f4db0',
  raw: '#5a84d3',
  validation: '#ad3f00',
  rate: '#04563f',
  stop: '#b3261e',
  tip: '#ffffff',
  tints: {
    rise: 'rgba(201,74,6,0.10)',
    hold: 'rgba(95,99,104,0.09)',
    fall: 'rgba(31,102,214,0.07)',
    cycle: 'rgba(31,102,214,0.13)',
    'cycle.even': 'rgba(31,102,214,0.07)',
    'cool-down': 'rgba(138,26,120,0.08)',
    off: 'rgba(95,99,104,0.07)',
  },
  band: 0.16,
};

/** For a dark page. */
export const darkPalette: Palette = {
  background: '#111111',
  text: '#e3e3e3',
  muted: '#a9adb3',
  axis: '#80868b',
  grid: '#2a2c2f',
  epoch: '#303338',
  series: ['#3d97ff', '#f2933a', '#5cefb5', '#f7b8ee', '#e6dc7e', '#c0c6d4'],
  smooth: '#7db8ff',
  raw: '#4577bd',
  validation: '#f2933a',
  rate: '#5cefb5',
  stop: '#ff8a80',
  tip: '#1d1f22',
  tints: {
    rise: 'rgba(242,147,58,0.15)',
    hold: 'rgba(192,198,212,0.11)',
    fall: 'rgba(61,151,255,0.11)',
    cycle: 'rgba(61,151,255,0.20)',
    'cycle.even': 'rgba(61,151,255,0.11)',
    'cool-down': 'rgba(247,184,238,0.12)',
    off: 'rgba(192,198,212,0.07)',
  },
  band: 0.22,
};

/** For people who need strong contrast, on black. */
export const highContrastPalette: Palette = {
  background: '#111111',
  text: '#ffffff',
  muted: '#e0e0e0',
  axis: '#ffffff',
  grid: '#454545',
  epoch: '#5a5a5a',
  series: ['#5aa6ff', '#ff8a3d', '#46f9b6', '#fbcaf3', '#faf349', '#b0b0b3'],
  smooth: '#a6d1ff',
  raw: '#5f98dd',
  validation: '#ffa870',
  rate: '#46f9b6',
  stop: '#ffaba4',
  tip: '#000000',
  tints: {
    rise: 'rgba(255,138,61,0.20)',
    hold: 'rgba(255,255,255,0.12)',
    fall: 'rgba(90,166,255,0.16)',
    cycle: 'rgba(90,166,255,0.26)',
    'cycle.even': 'rgba(90,166,255,0.16)',
    'cool-down': 'rgba(251,202,243,0.16)',
    off: 'rgba(255,255,255,0.10)',
  },
  band: 0.34,
};

/**
 * Mid-tones for the static picture, which must read on white and on black.
 *
 * No single colour reaches 4.5 : 1 on both, so what the picture says is also in its title and in plain text.
 */
export const midTonePalette: Palette = {
  background: 'none',
  text: '#767676',
  muted: '#767676',
  axis: '#8a8a8a',
  grid: '#8a8a8a',
  epoch: '#8a8a8a',
  series: ['#3a7fd0', '#c8651b', '#108a6c', '#b558a4', '#8f7d1a', '#767676'],
  smooth: '#3a7fd0',
  raw: '#3a7fd0',
  validation: '#c8651b',
  rate: '#108a6c',
  stop: '#d8493f',
  tip: 'none',
  tints: {
    rise: 'rgba(200,101,27,0.09)',
    hold: 'rgba(128,128,128,0.06)',
    fall: 'rgba(58,127,208,0.06)',
    cycle: 'rgba(58,127,208,0.11)',
    'cycle.even': 'rgba(58,127,208,0.06)',
    'cool-down': 'rgba(181,88,164,0.07)',
    off: 'rgba(128,128,128,0.06)',
  },
  band: 0.22,
};
