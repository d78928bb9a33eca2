import type { JupyterFrontEndPlugin } from '@jupyterlab/application';
import { chartPlugin } from './chart/plugin';
import { designOutputPlugin } from './designer/output/plugin';
import { designerPlugin } from './designer/plugin';

const plugins: JupyterFrontEndPlugin<void>[] = [chartPlugin, designerPlugin, designOutputPlugin];

export default plugins;
