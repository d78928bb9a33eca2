import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
/** @type {typeof import('anneal/pure')} */
const { compareChart, preview, recommend, toSvg } = require('anneal/pure');

/** @typedef {import('anneal/pure').Situation} Situation */
/** @typedef {import('./families.mjs').Page} Page */

/** @type {readonly { model: Situation['model'], heading: string, about: string }[]} */
const KINDS = [
  {
    model: 'simple',
    heading: 'Simple and small models',
    about: 'Linear models, small dense networks: the loss is smooth and a few drops are enough.',
  },
  {
    model: 'deep',
    heading: 'Deep networks',
    about: 'Convolutional and residual networks, trained for many epochs.',
  },
  {
    model: 'transformer',
    heading: 'Transformers',
    about: 'Adam or AdamW, from nothing or fine-tuning; the first updates need a warm-up.',
  },
];

const name = (/** @type {Situation['model']} */ model) => `choosing-${model}.svg`;

/**
 * What `recommend` says about one kind of model.
 *
 * @param {(typeof KINDS)[number]} kind
 */
function section({ model, heading, about }) {
  const entries = recommend({ model }).map(
    ({ schedule, reason, notWhen, source }, index) => `### ${index + 1}. ${schedule.label}

\`\`\`ts
${schedule}
\`\`\`

${reason} ([${source.text}](${source.url}))

*Not when:* ${notWhen}
`,
  );
  return `## ${heading}

${about}

![The schedules below, on one axis](${name(model)})

${entries.join('\n')}`;
}

/**
 *
 *
 * @param {Situation['model']} model
 */
function pictureOf(model) {
  const previews = recommend({ model }).map(({ schedule }) => preview(schedule));
  const { schedule, ...axis } = /** @type {(typeof previews)[number]} */ (previews[0]);
  const curves = previews.map((one, index) => ({
    label: recommend({ model })[index]?.schedule.label ?? '',
    curve: one.schedule,
  }));
  return toSvg(compareChart(curves, axis));
}

/**
 * The page about which schedule to try first, from what `recommend` says.
 *
 * @returns {Page[]}
 */
export function choosingPages() {
  const text = `---
title: Choosing a schedule
---

# Choosing a schedule

{@link anneal.recommend} gives these answers in a notebook, refined by optimizer, budget and batch size:
\`recommend({ model: 'deep', optimizer: 'momentum', epochs: 90, batchSize: 1024 })\`. Peaks are where to start
a range test, not an answer.

${KINDS.map(section).join('\n')}`;
  const pictures = KINDS.map(({ model }) => ({ file: name(model), text: pictureOf(model) }));
  return [{ file: 'choosing.md', text }, ...pictures];
}
