import { themes } from 'anneal/pure';
import { compareChart, runChart } from './charts';
import { expect, test } from './fixtures';

test('a change of theme repaints charts without a kernel', async ({ open }) => {
  const notebook = await open([{ charts: [runChart(200)] }, { charts: [compareChart()] }]);
  // every step below, smoothed above
  const loss = notebook.charts.first().locator('.scatterlayer .js-line').nth(1);
  const swatch = notebook.charts.last().getByRole('button', { name: 'linear' }).locator('path');
  for (const theme of ['light', 'dark', 'highContrast', 'light'] as const) {
    await notebook.setTheme(theme);
    const { palette } = themes[theme];
    await expect(loss).toHaveCSS('stroke', rgb(palette.smooth));
    await expect(swatch).toHaveAttribute('stroke', palette.series[0] ?? '');
  }
  // repainted, not sent again
  await expect(notebook.charts.first()).toHaveAttribute('data-frames', '1');
});

const rgb = (hex: string): string =>
  `rgb(${[1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(', ')})`;
