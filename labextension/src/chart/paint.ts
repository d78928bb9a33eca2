import { type Figure, paint, themes } from 'anneal/pure';
import type { PaintedFigure } from '../plotly';

/**
 * A figure in the theme that fits what JupyterLab shows now.
 *
 * @param figure Checked: its layout has a height.
 */
export function paintForPage(figure: Figure): PaintedFigure {
  return paint(figure, themes[themeOfPage()]) as unknown as PaintedFigure;
}

/** Read from the page and not from the theme manager: every Jupyter front end marks its page. */
function themeOfPage(): keyof typeof themes {
  const { jpThemeName = '', jpThemeLight } = document.body.dataset;
  if (jpThemeLight !== 'false') {
    return 'light';
  }
  return /high contrast/i.test(jpThemeName) ? 'highContrast' : 'dark';
}
