import { type Figure, paint, type Theme, themes } from 'anneal/pure';
import type { PaintedFigure } from '../plotly';

/**
 * A figure in the theme that fits what JupyterLab shows now.
 *
 * @param figure Checked: its layout has a height.
 */
export function paintForPage(figure: Figure): PaintedFigure {
  return paint(figure, themeOfPage()) as unknown as PaintedFigure;
}

/** Read from the page and not from the theme manager: every Jupyter front end marks its page. */
export function themeOfPage(): Theme {
  const { jpThemeName = '', jpThemeLight } = document.body.dataset;
  if (jpThemeLight !== 'false') {
    return themes.light;
  }
  return /high contrast/i.test(jpThemeName) ? themes.highContrast : themes.dark;
}
