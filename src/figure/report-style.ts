import { darkPalette, lightPalette, type Palette } from './palette';
import { type Theme, themeOf } from './theme';

const KEYS = [
  ...['background', 'text', 'muted', 'axis', 'grid', 'epoch', 'smooth', 'raw', 'validation'],
  ...['rate', 'stop', 'tip'],
] as const;

/** The colours of a palette by the names of their variables. */
function variables(palette: Palette): Record<string, string> {
  const colors = palette as unknown as Record<string, string>;
  return {
    ...Object.fromEntries(KEYS.map((key) => [key, colors[key] as string])),
    ...Object.fromEntries(palette.series.map((color, i) => [`series-${i + 1}`, color])),
    ...Object.fromEntries(
      Object.entries(palette.tints).map(([kind, tint]) => [`tint-${kind.replace('.', '-')}`, tint]),
    ),
  };
}

const reference = (name: string): string => `var(--${name})`;

/** A palette of variables, so that one picture serves two themes. */
function variablePalette(): Palette {
  const named = Object.fromEntries(KEYS.map((key) => [key, reference(key)])) as unknown as Palette;
  return {
    ...named,
    series: lightPalette.series.map((_, i) => reference(`series-${i + 1}`)),
    tints: Object.fromEntries(
      Object.keys(lightPalette.tints).map((kind) => [
        kind,
        reference(`tint-${kind.replace('.', '-')}`),
      ]),
    ),
    band: 0.2,
  };
}

/** The theme of the pictures in a report: its colours are variables of the page. */
export const reportTheme: Theme = themeOf(variablePalette());

const declare = (palette: Palette): string =>
  Object.entries(variables(palette))
    .map(([name, color]) => `--${name}:${color}`)
    .join(';');

/** The style sheet of a report: light, or dark where the reader or the system wants it; light on paper. */
export const reportStyle = `
:root{color-scheme:light;${declare(lightPalette)}}
@media screen and (prefers-color-scheme:dark){:root:not(:has(#light:checked)){color-scheme:dark;${declare(darkPalette)}}}
@media screen{:root:has(#dark:checked){color-scheme:dark;${declare(darkPalette)}}}
body{max-width:940px;margin:0 auto;padding:24px 16px 64px;background:var(--background);color:var(--text);font:14px/1.5 system-ui,-apple-system,"Segoe UI",Helvetica,Arial,sans-serif;font-variant-numeric:tabular-nums}
h1{margin:0 0 4px;font-size:20px}
h2{margin:0;font-size:16px;overflow-wrap:anywhere}
header,.facts,.keys{display:flex;flex-wrap:wrap;gap:2px 18px;align-items:baseline}
section{margin-top:40px;padding-top:20px;border-top:1px solid var(--grid)}
.status{padding:0 8px;border:1px solid var(--axis);border-radius:9px;font-size:12px;font-weight:600}
p{margin:2px 0}
.quiet,.facts span,th,small{color:var(--muted)}
.facts b{color:var(--text)}
small{display:block;font-size:12px}
svg{display:block;max-width:100%;height:auto}
.wide{overflow-x:auto}
table{width:100%;border-collapse:collapse;font-size:13px}
th,td{padding:4px 8px;border-bottom:1px solid var(--grid);font-weight:400;text-align:start;white-space:nowrap}
tbody th{color:var(--text)}
.end{text-align:end}
.bar{display:inline-block;width:100px;height:10px;margin-right:8px;background:var(--grid)}
.bar i{display:block;height:100%;background:currentcolor}
fieldset{display:inline-flex;gap:12px;margin:0;padding:0;border:0;font-size:12px}
legend{float:left;margin-right:10px;color:var(--muted)}
label{display:inline-flex;gap:5px;align-items:center;cursor:pointer}
input:focus-visible{outline:2px solid var(--series-1);outline-offset:2px}
.tools{display:flex;flex-wrap:wrap;gap:2px 24px;margin:4px 0}
@media print{fieldset{display:none}section{break-inside:avoid}}
`.trim();
