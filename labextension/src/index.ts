import type { JupyterFrontEndPlugin } from '@jupyterlab/application';
import { chartPlugin } from './chart/plugin';

const plugins: JupyterFrontEndPlugin<void>[] = [chartPlugin];

export default plugins;
