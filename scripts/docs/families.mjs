import { createRequire } from 'node:module';
import temml from 'temml';

const require = createRequire(import.meta.url);
/** @type {typeof import('anneal/pure')} */
const anneal = require('anneal/pure');

/** @typedef {(typeof anneal.families)[number]} Family */
/** @typedef {{ file: string, text: string }} Page */

/**
 * Default of a parameter, as a reader would write it.
 *
 * @param {Record<string, any>} param
 */
function defaultOf(param) {
  const value = param.default;
  if (value === undefined) return '';
  if (value === 'rest') return 'what the plan leaves, or 1,000';
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'object' && 'share' in value) return `${value.share * 100} % of \`steps\``;
  return `\`${JSON.stringify(value, (_, one) => (one?.share ? `${one.share * 100}%` : one))}\``;
}

/**
 * Unit and range of a parameter.
 *
 * @param {Record<string, any>} param
 */
function unitOf(param) {
  const bound = (/** @type {number} */ value, /** @type {string} */ word) =>
    `${param.exclusive ? (word === 'least' ? 'above' : 'below') : `at ${word}`} ${value}`;
  const range = [
    ...(param.min !== undefined ? [bound(param.min, 'least')] : []),
    ...(param.max !== undefined ? [bound(param.max, 'most')] : []),
  ].join(', ');
  /** @type {Record<string, string>} */
  const units = {
    rate: param.positive ? 'rate, above 0' : 'rate, at least 0',
    rates: 'rates, each at least 0',
    length: 'updates, or text with a unit',
    lengths: 'lengths, ascending',
    number: [param.unit, range].filter(Boolean).join(', '),
    choice: (param.options ?? []).map((/** @type {string} */ one) => `\`${one}\``).join(' or '),
    flag: '`true` or `false`',
    function: 'a function of the step',
    data: 'plain JSON',
  };
  return units[param.kind] ?? param.kind;
}

/**
 * MathML, which every browser draws without a style sheet.
 *
 * @param {string} latex
 */
function math(latex, displayMode = false) {
  const mathml = temml.renderToString(latex, { displayMode });
  // braces in prose start a tag of TypeDoc
  return mathml.replaceAll('{', '&#123;').replaceAll('}', '&#125;');
}

/**
 *
 *
 * @param {readonly (readonly string[])[]} rows
 */
const table = ([head = [], ...rows]) =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

/**
 * The default of a family drawn, or nothing when it has none.
 *
 * @param {Family} family
 */
function pictureOf(family) {
  if (family.parts !== 0 || family.feedback) return undefined;
  const make = /** @type {Record<string, any>} */ (anneal)[family.id];
  if (typeof make !== 'function') return undefined;
  const { schedule, ...axis } = anneal.preview(make());
  return anneal.toSvg(anneal.scheduleChart(schedule, axis));
}

/**
 * The page of one family.
 *
 * @param {Family} family
 */
function pageOf(family) {
  const parameters = Object.entries(family.params).map(([name, param]) => [
    `\`${name}\``,
    math(param.symbol),
    unitOf(param),
    defaultOf(param),
    param.doc,
  ]);
  const picture = pictureOf(family);
  return `---
title: ${family.title}
---

# ${family.title}

${family.summary}
${picture ? `\n![${family.title}, its default](${family.id}.svg)\n` : ''}
${math(family.latex, true)}

${parameters.length ? table([['option', '', 'unit', 'default', ''], ...parameters]) : 'It takes no options.'}

${family.source ? `Source: [${family.source.text}](${family.source.url})\n` : ''}
${
  family.id in anneal
    ? `The builder is {@link anneal.${family.id}}.`
    : `It is a method of every schedule: {@link anneal.Composable.${family.id}}.`
}
`;
}

/**
 * The page with all of them.
 *
 * @param {readonly Family[]} families
 */
function overview(families) {
  const rows = (/** @type {(family: Family) => boolean} */ belongs) =>
    table([
      ['', ''],
      ...families.filter(belongs).map((family) => {
        const link = `families/${family.id}.md`;
        const picture = pictureOf(family) ? `![${family.title}](families/${family.id}.svg)` : '';
        return [
          picture,
          `**[${family.title}](${link})**<br>${family.summary}<div class="formula">${math(family.latex)}</div>`,
        ];
      }),
    ]);
  return `---
title: Schedule families
children:
${families.map(({ id }) => `  - ./families/${id}.md`).join('\n')}
---

# Schedule families

Every schedule is a function of the 0-based update *t*, built by a function of the same name. The pictures are the
defaults; the symbols are those of the option tables on each page.

${rows((family) => family.parts === 0 && !family.feedback)}

## Combinations

${rows((family) => family.parts !== 0)}

## Schedules that listen to a metric

${rows((family) => family.feedback === true)}
`;
}

/**
 * The pages about schedule families, generated from the registry.
 *
 * @returns {Page[]}
 */
export function familyPages() {
  const { families } = anneal;
  return [
    { file: 'families.md', text: overview(families) },
    ...families.map((family) => ({ file: `families/${family.id}.md`, text: pageOf(family) })),
    ...families.flatMap((family) => {
      const svg = pictureOf(family);
      return svg ? [{ file: `families/${family.id}.svg`, text: svg }] : [];
    }),
  ];
}
