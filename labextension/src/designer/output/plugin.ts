import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { IThemeManager } from '@jupyterlab/apputils';
import { INotebookTracker } from '@jupyterlab/notebook';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { kernelFinder } from '../../kernel';
import { SCHEDULE_MIME } from '../document/file-type';
import { DesignRenderer, type OutputServices } from './renderer';

/** Behind charts (−1), so that a schedule that was shown stays a chart; before its picture (SVG). */
const RANK = 0;

/** Shows the Schedule Designer in the output of `design(schedule)`. */
export const designOutputPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-anneal:design-output',
  description: 'Edits schedules in cell outputs.',
  autoStart: true,
  requires: [IRenderMimeRegistry],
  optional: [INotebookTracker, IThemeManager, ITranslator],
  activate: (
    _app: JupyterFrontEnd,
    rendermime: IRenderMimeRegistry,
    notebooks: INotebookTracker | null,
    themes: IThemeManager | null,
    translator: ITranslator | null,
  ) => {
    const services: OutputServices = {
      trans: (translator ?? nullTranslator).load('jupyterlab_anneal'),
      themes,
      kernelOf: kernelFinder(notebooks),
    };
    rendermime.addFactory(
      {
        // data only, never HTML: an untrusted notebook may show it
        safe: true,
        mimeTypes: [SCHEDULE_MIME],
        createRenderer: () => new DesignRenderer(services),
      },
      RANK,
    );
  },
};
