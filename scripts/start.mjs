// `npm start`: sets the clone up and opens JupyterLab on the first notebook
import { requireNode } from './setup/node-version.mjs';

requireNode();
// loaded only now: an older Node would stop at its syntax instead of saying what it needs
const { main } = await import('./start/main.mjs');
await main(process.argv.slice(2));
