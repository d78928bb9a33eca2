import { LabIcon } from '@jupyterlab/ui-components';
import { type IconName, iconMarkup } from './view/icons';

/** A curve that rises and falls: the mark of schedules. */
export const scheduleIcon = new LabIcon({
  name: 'anneal:schedule',
  svgstr:
    '<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 16 16"><path class="jp-icon3 jp-icon-selectable" fill="#616161" d="M1.5 13h13v1.2h-13z"/><path class="jp-AnnealDesigner-mark" fill="none" stroke="#1976d2" stroke-width="1.9" stroke-linecap="round" stroke-linejoin="round" d="M2.2 11.6 5 3.6c4.2 0 4.4 6.6 8.8 6.6"/></svg>',
});

/** A picture of the toolbar. */
export function toolIcon(name: IconName): LabIcon {
  return new LabIcon({ name: `anneal:${name}`, svgstr: iconMarkup(name) });
}
