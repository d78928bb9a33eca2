// measures side by side and writes bench/measured.md: npm run bench [-- section …]
import { writeSection } from './measured.mjs';

const names = ['schedule', 'train', 'kernel', 'charts', 'designer'];

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !names.includes(name));
if (unknown) {
  console.error(`Cannot measure ${unknown}: the sections are ${names.join(', ')}`);
  process.exit(2);
}
for (const name of asked.length > 0 ? asked : names) {
  const { title, run } = await import(`./${name}.mjs`);
  const body = await run();
  console.log(writeSection({ title, command: `npm run bench -- ${name}`, body }));
}
