import '../../../labextension/style/chart.css';
import './page.css';
import { ChartCard } from '../../../labextension/src/chart/card';
import { type Chart, toSvg } from '../../../src/figure';
import * as examples from '../../figure/examples';

const trans = { __: (text: string): string => text } as unknown as ConstructorParameters<
  typeof ChartCard
>[0];

/** A name as a heading: `compareRuns` is `Compare runs`. */
const words = (name: string): string =>
  name
    .replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`)
    .replace(/^./, (letter) => letter.toUpperCase());

const cards: ChartCard[] = [];

function show(name: string, chart: Chart): HTMLElement {
  const section = document.createElement('section');
  section.id = name;
  const heading = document.createElement('h2');
  heading.textContent = words(name);
  const live = document.createElement('div');
  live.className = 'jp-AnnealChart';
  const card = new ChartCard(trans, {
    drawn: () => {
      live.dataset.ready = 'true';
    },
    failed: (error) => {
      live.textContent = String(error);
    },
    notSaved: () => undefined,
    connect: async () => undefined,
  });
  cards.push(card);
  live.append(card.node);
  const still = document.createElement('figure');
  const picture = new Image();
  picture.alt = chart.description;
  picture.src = URL.createObjectURL(new Blob([toSvg(chart)], { type: 'image/svg+xml' }));
  const caption = document.createElement('figcaption');
  caption.textContent = 'the SVG, where nothing draws the chart';
  still.append(picture, caption);
  section.append(heading, live, still);
  // drawn when it comes into view, as in a notebook
  new IntersectionObserver(
    (entries, observer) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) {
        observer.disconnect();
        void card.show(chart);
      }
    },
    { rootMargin: '400px' },
  ).observe(section);
  return section;
}

/** JupyterLab's own themes, as far as a chart reads them. */
const THEMES = {
  light: ['JupyterLab Light', 'true'],
  dark: ['JupyterLab Dark', 'false'],
  contrast: ['JupyterLab Dark High Contrast', 'false'],
} as const;

function choose(theme: keyof typeof THEMES): void {
  const [name, light] = THEMES[theme];
  Object.assign(document.body.dataset, { jpThemeName: name, jpThemeLight: light, theme });
  for (const card of cards) {
    card.repaint();
  }
}

const bar = document.createElement('nav');
for (const theme of Object.keys(THEMES) as (keyof typeof THEMES)[]) {
  const button = document.createElement('button');
  button.textContent = theme;
  button.addEventListener('click', () => choose(theme));
  bar.append(button);
}
const wanted = new URL(location.href).searchParams;
const only = wanted.get('only')?.split(',');
const main = document.createElement('main');
main.style.maxWidth = `${Number(wanted.get('width')) || 940}px`;
document.body.append(bar, main);
for (const [name, example] of Object.entries(examples)) {
  if (!only || only.includes(name)) {
    main.append(show(name, example()));
  }
}
const first = wanted.get('theme') ?? 'light';
choose(first in THEMES ? (first as keyof typeof THEMES) : 'light');
