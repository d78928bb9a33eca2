import { adjust, choicesOf } from './adjust';
import { type Cell, type Chart, cellText, type Table } from './chart';
import { fitWidth, nominalWidth } from './layout';
import { reportStyle, reportTheme } from './report-style';
import { roleClass, toSvg } from './svg';
import { cleanText, xmlText } from './text';

// noise is drawn finely: a report is read at leisure, and printed
const MOST_CHARACTERS = 60_000;

const text = (value: string, limit = 400): string => xmlText(cleanText(value, limit));

/** A small drawing of a cell: a bar, or a dot for each seed. */
function drawing(cell: Cell): string {
  if (typeof cell === 'string') return '';
  if (cell.share !== undefined) {
    const percent = Math.round(100 * Math.min(1, Math.max(0, cell.share)));
    return `<span class="bar"><i style="width:${percent}%"></i></span>`;
  }
  if (!cell.dots) return '';
  const { values, median, range } = cell.dots;
  const [low, high] = range;
  const place = (value: number): number =>
    Math.round(10 * (8 + (high > low ? (124 * (value - low)) / (high - low) : 62))) / 10;
  const dots = values
    .filter(Number.isFinite)
    .map((value) => `<circle cx="${place(value)}" cy="8" r="4"/>`);
  const bar = Number.isFinite(median)
    ? `<path stroke="var(--text)" stroke-width="2" d="M${place(median)} 1v14"/>`
    : '';
  const words = values.map((value) => value.toPrecision(3)).join(', ');
  return `<svg width="140" height="16" role="img" aria-label="${xmlText(words)}"><path stroke="var(--axis)" d="M0 8h140"/><g fill="currentcolor" stroke="var(--background)">${dots.join('')}</g>${bar}</svg>`;
}

const colorOf = (role: string): string => {
  const number = /^series\.([1-6])/.exec(role)?.[1];
  return number ? `var(--series-${number})` : 'inherit';
};

function cellHtml(cell: Cell, align: string, role: string | undefined): string {
  const note = typeof cell === 'object' && cell.note ? `<small>${text(cell.note)}</small>` : '';
  const picture = drawing(cell);
  const style = picture && role ? ` style="color:${colorOf(role)}"` : '';
  const words = text(cellText(cell));
  const shown = picture && words ? `<span style="color:var(--text)">${words}</span>` : words;
  return `<td${align === 'end' ? ' class="end"' : ''}${style}>${picture}${shown}${note}</td>`;
}

/** A box that shows or hides the traces of a role, by style alone. */
function key(id: string, role: string, name: string): string {
  const line = roleClass(role);
  if (!line) return text(name);
  const input = `<input type="checkbox" id="${id}-${line}" checked style="accent-color:${colorOf(role)}">`;
  return `<label>${input}${text(name)}</label>`;
}

function tableHtml({ columns, rows }: Table, id: string): string {
  const head = columns.map(
    ({ title, note, align }) =>
      `<th scope="col"${align === 'end' ? ' class="end"' : ''}>${text(title)}${note ? `<small>${text(note)}</small>` : ''}</th>`,
  );
  const body = rows.map(({ role, cells }) => {
    const [name, ...others] = cells;
    const first = role ? key(id, role, cellText(name)) : text(cellText(name));
    const rest = others.map((cell, i) => cellHtml(cell, columns[i + 1]?.align ?? 'start', role));
    return `<tr><th scope="row">${first}</th>${rest.join('')}</tr>`;
  });
  return `<div class="wide"><table><thead><tr>${head.join('')}</tr></thead><tbody>${body.join('')}</tbody></table></div>`;
}

/** Names of the lines of a chart without a table, by role. */
function linesOf({ figure, table }: Chart): Map<string, string> {
  const names = new Map<string, string>();
  for (const { name, meta, yaxis } of table ? [] : figure.data) {
    if (name && !yaxis && !names.has(meta.role)) names.set(meta.role, name);
  }
  return names.size > 1 ? names : new Map();
}

/** Rules that hide what is not checked: one a key. */
function hiding(id: string, roles: Iterable<string>): string {
  const classes = [...new Set([...roles].map(roleClass).filter(Boolean))];
  return classes
    .map((line) => `#${id}:has(#${id}-${line}:not(:checked)) svg .${line}{display:none}`)
    .join('\n');
}

function section(chart: Chart, index: number): { html: string; style: string } {
  const id = `chart-${index + 1}`;
  const lines = linesOf(chart);
  const picture = (loss?: 'log' | 'linear'): string => {
    const figure = loss ? fitWidth(adjust(chart.figure, { loss }), nominalWidth) : chart.figure;
    return toSvg({ ...chart, figure }, { theme: reportTheme, most: MOST_CHARACTERS, inline: true });
  };
  const scales = choicesOf(chart.figure).loss;
  const options = scales.map(
    (scale, i) =>
      `<label><input type="radio" name="${id}-scale" id="${id}-${scale}"${i === 0 ? ' checked' : ''}>${scale}</label>`,
  );
  const chooser = options.length
    ? `<fieldset><legend>loss</legend>${options.join('')}</fieldset>`
    : '';
  const keys = [...lines].map(([role, name]) => key(id, role, name));
  const shown = keys.length ? `<fieldset><legend>lines</legend>${keys.join('')}</fieldset>` : '';
  const pictures = scales.length
    ? scales.map((scale) => `<div class="${scale}">${picture(scale)}</div>`).join('')
    : picture();
  const facts = (chart.facts ?? []).map(
    ({ label, value }) => `<span>${text(label)} <b>${text(value)}</b></span>`,
  );
  const roles = [...lines.keys(), ...(chart.table?.rows.map(({ role = '' }) => role) ?? [])];
  const style = [
    hiding(id, roles),
    ...(scales.length
      ? [
          `#${id}:has(#${id}-log:checked) .linear,#${id}:has(#${id}-linear:checked) .log{display:none}`,
        ]
      : []),
  ];
  const html = [
    `<section id="${id}"><header><h2>${text(chart.title)}</h2>`,
    chart.status ? `<span class="status">${text(chart.status.word)}</span>` : '',
    '</header>',
    chart.subtitle ? `<p class="quiet">${text(chart.subtitle)}</p>` : '',
    facts.length ? `<p class="facts">${facts.join('')}</p>` : '',
    chooser || shown ? `<div class="tools">${chooser}${shown}</div>` : '',
    pictures,
    chart.verdict
      ? `<p><strong>${text(chart.verdict.head)}</strong> ${text(chart.verdict.text, 1000)}</p>`
      : '',
    chart.table ? tableHtml(chart.table, id) : '',
    '</section>',
  ];
  return { html: html.join(''), style: style.filter(Boolean).join('\n') };
}

/**
 * Charts as one page to send to somebody: pictures, tables and verdicts in a single file that loads nothing, runs no
 * script, follows light and dark, and lets lines be hidden and the scale be changed.
 *
 * Every text of a chart is escaped; the page forbids itself scripts and everything from outside.
 *
 * @returns A complete HTML document.
 * @example
 * assert.match(toReport([scheduleChart(cosine())], 'Cosine'), /^<!doctype html>/);
 */
export function toReport(charts: readonly Chart[], title: string): string {
  const sections = charts.map(section);
  const name = text(title, 120);
  const policy = "default-src 'none'; style-src 'unsafe-inline'";
  const themes = ['auto', 'light', 'dark'].map(
    (theme, i) =>
      `<label><input type="radio" name="theme" id="${theme}"${i === 0 ? ' checked' : ''}>${theme}</label>`,
  );
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width">',
    `<title>${name}</title><style>${reportStyle}\n${sections.map(({ style }) => style).join('\n')}</style></head>`,
    `<body><main><h1>${name}</h1><fieldset><legend>theme</legend>${themes.join('')}</fieldset>`,
    ...sections.map(({ html }) => html),
    '</main></body></html>\n',
  ].join('');
}
