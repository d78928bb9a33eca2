import { themes } from 'anneal/pure';
import { violations } from './axe';
import { compareChart, compareRunsChart, rangeChart, runChart } from './charts';
import { expect, test } from './fixtures';

const CHARTS = '.jp-AnnealChart';

for (const theme of ['light', 'dark', 'highContrast'] as const) {
  test(`axe finds nothing wrong with charts, ${theme}`, async ({ open }) => {
    const notebook = await open([
      { charts: [runChart(200)] },
      { charts: [compareRunsChart()] },
      { charts: [compareChart()] },
      { charts: [rangeChart()] },
    ]);
    const { page, charts } = notebook;
    await notebook.setTheme(theme);
    for (const chart of await charts.all()) {
      await chart.scrollIntoViewIfNeeded();
      await expect(chart).toHaveAttribute('data-ready', 'true');
    }
    await charts.last().getByRole('button', { name: 'Save' }).click();
    expect(await violations(page, CHARTS)).toEqual([]);
  });

  test(`text and lines on the screen stand out, ${theme}`, async ({ open }) => {
    const notebook = await open([{ charts: [runChart(200)] }, { charts: [compareRunsChart()] }]);
    await notebook.setTheme(theme);
    const { charts } = notebook;
    for (const chart of await charts.all()) {
      await chart.scrollIntoViewIfNeeded();
      await expect(chart).toHaveAttribute('data-ready', 'true');
      await expect(chart.locator('.main-svg').first()).toHaveCSS(
        'background-color',
        rgb(themes[theme].palette.background),
      );
      const { texts, lines } = await chart.evaluate(measure);
      expect(texts.length).toBeGreaterThan(10);
      expect(lines.length).toBeGreaterThan(1);
      expect(texts.filter(({ ratio }) => ratio < 4.5)).toEqual([]);
      expect(lines.filter(({ ratio }) => ratio < 3)).toEqual([]);
    }
  });
}

test('axe can find something', async ({ open }) => {
  const { page, charts } = await open([{ charts: [runChart(200)] }]);
  await expect(charts).toHaveAttribute('data-ready', 'true');
  await charts.evaluate((node) => node.append(document.createElement('button')));
  expect(await violations(page, CHARTS)).toEqual([expect.stringContaining('button-name')]);
});

const rgb = (hex: string): string =>
  `rgb(${[1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(', ')})`;

interface Measured {
  readonly what: string;
  readonly ratio: number;
}

/** Contrast of each text and line of a chart with what lies under it, as the browser has painted it; runs in the page. */
function measure(chart: Element): { texts: Measured[]; lines: Measured[] } {
  type Color = readonly number[];
  const parse = (text: string): Color => (text.match(/[\d.]+/g) ?? []).map(Number);
  const over = (ground: Color, [red = 0, green = 0, blue = 0, alpha = 1]: Color): Color =>
    [red, green, blue].map((channel, i) => channel * alpha + (ground[i] ?? 0) * (1 - alpha));
  const luminance = (color: Color): number => {
    const [red = 0, green = 0, blue = 0] = color.map((channel) => {
      const part = channel / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ratio = (a: Color, b: Color): number => {
    const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (light + 0.05) / (dark + 0.05);
  };
  const paper = parse(
    getComputedStyle(chart.querySelector('.main-svg') as Element).backgroundColor,
  );
  // every tint a mark may stand on: the strongest decides
  const tints = [...chart.querySelectorAll<SVGElement>('.shapelayer path')].map((shape) => {
    const style = getComputedStyle(shape);
    return [...parse(style.fill).slice(0, 3), Number(style.fillOpacity)];
  });
  const grounds = [paper, ...tints.map((tint) => over(paper, tint))];
  const worst = (color: Color, on: readonly Color[]): number =>
    Math.min(...on.map((ground) => ratio(color, ground)));
  const texts = [...chart.querySelectorAll<SVGTextElement>('.main-svg text')]
    .filter((text) => text.textContent?.trim() && text.getBoundingClientRect().width > 0)
    .map((text) => {
      // names of compared things stand beside the plot, where there is no tint
      const on = text.closest('.annotation') && tints.length > 0 ? grounds : [paper];
      return { what: text.textContent ?? '', ratio: worst(parse(getComputedStyle(text).fill), on) };
    });
  const lines = [...chart.querySelectorAll<SVGPathElement>('.scatterlayer .js-line')].map(
    (line) => ({
      what: line.getAttribute('d')?.slice(0, 20) ?? '',
      ratio: worst(parse(getComputedStyle(line).stroke), grounds),
    }),
  );
  return { texts, lines };
}
