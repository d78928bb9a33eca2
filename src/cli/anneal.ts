import type { Group } from './command';
import { doctor } from './doctor/doctor';
import { kernel } from './kernel/kernel';
import { convert } from './schedule/convert';
import { lint } from './schedule/lint';
import { plot } from './schedule/plot';
import { sample } from './schedule/sample';

/** Every command. */
export const anneal: Group = {
  name: 'anneal',
  about: 'the learning-rate workbench for TypeScript notebooks',
  commands: [convert, plot, lint, sample, kernel, doctor],
  examples: [
    ['anneal convert recipe.py --to typescript', 'a schedule of another library in our own words'],
    ['anneal kernel install', 'let Jupyter offer "TypeScript (anneal)"'],
    ['anneal doctor', 'see what is wrong when a notebook does not run'],
  ],
};
