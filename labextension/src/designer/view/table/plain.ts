import type { TranslationBundle } from '@jupyterlab/translation';
import type { Finding } from 'anneal/pure';
import type { Scene } from '../../model/scene';
import { gridRows } from '../../model/table';
import { button, part } from '../dom';
import type { Actions } from '../picture';
import { computed, count } from '../text';
import { buildTable } from './build';

/** The rate at the start of every epoch. */
export function epochTable(scene: Scene, trans: TranslationBundle): HTMLElement {
  return buildTable(
    'table',
    [trans.__('Step'), trans.__('Epoch'), 'lr'],
    gridRows(scene).map(({ step, epoch, rate }) =>
      part(
        'tr',
        '',
        {},
        ...[count(step), epoch === undefined ? '' : epoch.toFixed(2), computed(rate)].map((words) =>
          part('td', 'number', {}, words),
        ),
      ),
    ),
  );
}

/** Everything the checks found, with a button for each fix. */
export function findingTable(
  findings: readonly Finding[],
  actions: Actions,
  trans: TranslationBundle,
): HTMLElement {
  if (findings.length === 0) {
    return part('p', 'muted none', { tabindex: 0 }, trans.__('All checks passed'));
  }
  return buildTable(
    'table',
    [trans.__('Step'), trans.__('Finding'), trans.__('Fix')],
    findings.map((finding, index) => {
      const fix = button('action', trans.__('Apply fix: %1', finding.fix?.message ?? ''), () => {
        actions.look({ finding: index });
        actions.run('apply-fix');
      });
      return part(
        'tr',
        '',
        {},
        part('td', 'number', {}, count(finding.at)),
        part('td', '', {}, trans.__(finding.message)),
        part('td', '', {}, finding.fix && fix),
      );
    }),
  );
}
