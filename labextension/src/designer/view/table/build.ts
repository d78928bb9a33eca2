import { part } from '../dom';

/** A table, or a grid whose cells are edited; a column of numbers has its title on the right as well. */
export function buildTable(
  role: 'grid' | 'table',
  titles: readonly string[],
  rows: readonly HTMLElement[],
): HTMLElement {
  return part(
    'table',
    'twintable',
    { role },
    part(
      'thead',
      '',
      {},
      part(
        'tr',
        '',
        {},
        ...titles.map((title, index) =>
          part(
            'th',
            rows[0]?.children[index]?.classList.contains('jp-AnnealDesigner-number')
              ? 'number'
              : '',
            { scope: 'col' },
            title,
          ),
        ),
      ),
    ),
    part('tbody', '', {}, ...rows),
  );
}
