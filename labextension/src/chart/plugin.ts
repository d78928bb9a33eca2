import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { IThemeManager } from '@jupyterlab/apputils';
import { INotebookTracker } from '@jupyterlab/notebook';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { kernelFinder } from '../kernel';
import { CHART_MIME } from './mime';
import { ChartRenderer } from './renderer';

/** Below Plotly's own renderer (0), so that a bundle that carries both MIME types shows ours. */
const RANK = -1;

/** Draws charts in cell outputs, saved ones and those of a running cell. */
export const chartPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-anneal:chart',
  description: 'Draws learning-rate charts in cell outputs.',
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
    const trans = (translator ?? nullTranslator).load('jupyterlab_anneal');
    const kernelOf = kernelFinder(notebooks);
    rendermime.addFactory(
      {
        // data only, never HTML: an untrusted notebook may show it
        safe: true,
        mimeTypes: [CHART_MIME],
        createRenderer: () => new ChartRenderer({ themes, trans, kernelOf }),
      },
      RANK,
    );
  },
};
