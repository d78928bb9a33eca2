import { themeOfPage } from '../../chart/paint';

/** Gives an editor the colours that charts have in the theme of the page. */
export function paint(node: HTMLElement): void {
  const { palette } = themeOfPage();
  palette.series.forEach((color, index) => {
    node.style.setProperty(`--jp-anneal-series${index + 1}`, color);
  });
  node.style.setProperty('--jp-anneal-warning', palette.validation);
  node.style.setProperty('--jp-anneal-muted', palette.muted);
}
