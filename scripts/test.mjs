// `npm test`: sets the clone up, then runs every suite; the last line is `N passed, N failed`
import { requireNode } from './setup/node-version.mjs';

requireNode();
const { testEverything } = await import('./test/main.mjs');
await testEverything();
