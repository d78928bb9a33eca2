import { darkPalette, highContrastPalette, lightPalette, type Palette } from './palette';

/** Plotly attributes of a trace, a shape or an annotation. */
export type Look = Readonly<Record<string, unknown>>;

/** How figures look: a Plotly template for axes, fonts and hover, and a look for each role. */
export interface Theme {
  readonly palette: Palette;
  readonly template: { readonly layout: Look };
  readonly roles: Readonly<Record<string, Look>>;
}

const family =
  "system-ui, -apple-system, blinkmacsystemfont, 'Segoe UI', helvetica, arial, sans-serif";
const clear = 'rgba(0,0,0,0)';
// from the fourth on, so that no line rests on colour alone
const dashes = ['solid', 'solid', 'solid', '10px,3px', '6px,3px', '2px,2px'];

function fade(hex: string, opacity: number): string {
  if (!hex.startsWith('#')) return `color-mix(in srgb, ${hex} ${opacity * 100}%, transparent)`;
  const channels = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  return `rgba(${channels.join(',')},${opacity})`;
}

function templateOf(palette: Palette): Theme['template'] {
  const small = { size: 11, color: palette.muted };
  const axis = {
    // said outright, or each draw looks through the data for dates and tries whether the ticks must be turned
    type: 'linear',
    tickangle: 0,
    ticklabeloverflow: 'allow',
    zeroline: false,
    automargin: false,
    tickfont: small,
  };
  return {
    layout: {
      font: { family, size: 12, color: palette.text },
      paper_bgcolor: palette.background,
      plot_bgcolor: clear,
      colorway: palette.series,
      showlegend: false,
      dragmode: 'zoom',
      hovermode: 'x unified',
      // one box for both panels
      hoversubplots: 'axis',
      // px: farther, and a row would stand under a step it does not belong to
      hoverdistance: 2,
      hoverlabel: {
        bgcolor: palette.tip,
        bordercolor: palette.axis,
        font: { family, size: 12, color: palette.text },
        align: 'left',
      },
      modebar: { bgcolor: clear, color: palette.muted, activecolor: palette.series[0] },
      xaxis: {
        ...axis,
        showgrid: false,
        showline: true,
        linecolor: palette.axis,
        linewidth: 1,
        ticks: 'outside',
        ticklen: 4,
        tickcolor: palette.axis,
        title: { font: small, standoff: 8 },
        showspikes: true,
        spikemode: 'across',
        spikethickness: 1,
        spikedash: 'solid',
        spikecolor: palette.axis,
        spikesnap: 'hovered data',
      },
      yaxis: {
        ...axis,
        showgrid: true,
        gridcolor: palette.grid,
        gridwidth: 1,
        showline: false,
        ticks: '',
        ticklabelstandoff: 5,
        title: { font: small, standoff: 10 },
        minor: { showgrid: false },
      },
    },
  };
}

function traceLooks(palette: Palette): Record<string, Look> {
  const ring = { color: palette.background, width: 1.5 };
  const mark = (color: string, size: number, symbol = 'circle'): Look => ({
    marker: { color, size, symbol, line: ring },
  });
  const rate = { color: palette.rate, simplify: false };
  return {
    hidden: { hoverinfo: 'skip', line: { width: 0 } },
    'loss.raw': { line: { color: palette.raw, width: 1 } },
    'loss.smooth': { line: { color: palette.smooth, width: 2.25 } },
    'loss.smooth.now': mark(palette.smooth, 8),
    validation: {
      ...mark(palette.validation, 8),
      line: { color: palette.validation, width: 1, dash: 'dot' },
    },
    'validation.best': mark(palette.validation, 15, 'star'),
    nan: mark(palette.stop, 10, 'x'),
    lr: { line: { ...rate, width: 2 } },
    'lr.planned': { line: { ...rate, width: 1.5, dash: '5px,4px' } },
    'lr.before': { line: { ...rate, width: 1.25, dash: '1px,3px' } },
    'lr.now': mark(palette.rate, 7),
    momentum: { line: { ...rate, color: palette.series[3], width: 1.5 } },
    'weight-decay': { line: { ...rate, color: palette.series[4], width: 1.5 } },
    'grad-norm': { line: { color: palette.series[5], width: 1.25 } },
  };
}

function shapeLooks(palette: Palette): Record<string, Look> {
  const line = (color: string, width: number, layer: string, dash = 'solid'): Look => ({
    line: { color, width, dash },
    layer,
  });
  const looks: Record<string, Look> = {
    epoch: line(palette.epoch, 1, 'below'),
    restart: line(palette.muted, 1, 'below', '2px,3px'),
    baseline: line(palette.muted, 1, 'below', '2px,3px'),
    target: line(palette.muted, 1, 'below', '6px,4px'),
    now: line(palette.muted, 1, 'above'),
    change: line(palette.rate, 1, 'above'),
    ended: line(palette.text, 1.5, 'above'),
    stop: line(palette.stop, 1.5, 'above'),
    drop: line(palette.validation, 1, 'above', '2px,3px'),
    spread: { fillcolor: 'rgba(128,128,128,0.16)', line: { width: 0 }, layer: 'below' },
  };
  for (const [kind, fillcolor] of Object.entries(palette.tints)) {
    looks[`phase.${kind}`] = { fillcolor, line: { width: 0 }, layer: 'below' };
  }
  return looks;
}

function label(color: string, size: number): Look {
  const arrow = { arrowcolor: color, arrowwidth: 1, arrowhead: 0, standoff: 3 };
  return { font: { color, size }, showarrow: false, borderpad: 0, ...arrow };
}

function labelLooks(palette: Palette): Record<string, Look> {
  const arrowhead = {
    showarrow: true,
    arrowhead: 2,
    arrowsize: 0.9,
    arrowwidth: 1.25,
    standoff: 0,
  };
  return {
    'label.phase': label(palette.text, 11),
    'label.text': label(palette.text, 11),
    'label.muted': label(palette.muted, 11),
    'label.loss.smooth': label(palette.smooth, 12),
    'label.validation': label(palette.validation, 12),
    'label.lr': label(palette.rate, 12),
    'label.stop': label(palette.stop, 12),
    'label.momentum': label(palette.series[3] as string, 11),
    'label.weight-decay': label(palette.series[4] as string, 11),
    'label.grad-norm': label(palette.muted, 11),
    arrow: { ...label(palette.text, 11), ...arrowhead },
  };
}

function seriesLooks(palette: Palette): Record<string, Look> {
  const looks: Record<string, Look> = {};
  palette.series.forEach((color, i) => {
    const role = `series.${i + 1}`;
    looks[role] = { line: { color, width: 2, simplify: false, dash: dashes[i] } };
    looks[`${role}.band`] = { line: { width: 0 }, fillcolor: fade(color, palette.band) };
    looks[`${role}.mark`] = {
      marker: { color, size: 9, line: { color: palette.background, width: 1.5 } },
    };
    looks[`label.${role}`] = label(color, 12);
  });
  return looks;
}

/**
 * Builds a theme from its colours.
 *
 * @example
 * assert.equal(themeOf(light.palette).palette.background, '#ffffff');
 */
export function themeOf(palette: Palette): Theme {
  const roles = {
    ...traceLooks(palette),
    ...shapeLooks(palette),
    ...labelLooks(palette),
    ...seriesLooks(palette),
  };
  return { palette, template: templateOf(palette), roles };
}

/** For a white page. */
export const light: Theme = themeOf(lightPalette);
/** For a dark page. */
export const dark: Theme = themeOf(darkPalette);
/** For people who need strong contrast, on black. */
export const highContrast: Theme = themeOf(highContrastPalette);

/** The themes by name. */
export const themes = { light, dark, highContrast } as const;
