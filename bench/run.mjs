// measures side by side and writes bench/measured.md: npm run bench
import { execFileSync } from 'node:child_process';
import { renameSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import * as schedule from './schedule.mjs';
import * as train from './train.mjs';

const sections = [schedule, train];

const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
const head = `# Measured

By \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}, at ${commit}: ${cpus().length} cores (${cpus()[0]?.model.trim()}), Node ${process.versions.node}.
Times are medians of runs in turns; the machine is shared, so read the ratios.
`;

const parts = [head];
for (const { title, run } of sections) parts.push(`## ${title}\n\n${await run()}\n`);
const file = fileURLToPath(new URL('measured.md', import.meta.url));
writeFileSync(`${file}.part`, parts.join('\n'));
renameSync(`${file}.part`, file);
console.log(parts.join('\n'));
