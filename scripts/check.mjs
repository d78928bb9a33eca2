// `npm run check`: types, lint and unit tests, without any set-up; the inner loop
import { requireNode } from './setup/node-version.mjs';

requireNode();
const { checkQuickly } = await import('./test/main.mjs');
await checkQuickly();
