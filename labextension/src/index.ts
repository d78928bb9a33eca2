import type { JupyterFrontEndPlugin } from '@jupyterlab/application';
import { chartPlugin } from './chart/plugin';
import { designerPlugin } from './designer/plugin';

const plugins: JupyterFrontEndPlugin<void>[] = [chartPlugin, designerPlugin];

export default plugins;
