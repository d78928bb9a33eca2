// `npm run soak [-- part …]`: the full figures of what must hold thousands of times, into bench/measured.md
import { requireNode } from './setup/node-version.mjs';

requireNode();
const { soak } = await import('./soak/main.mjs');
await soak(process.argv.slice(2));
