import type { Group } from './command';
import { doctor } from './doctor/doctor';
import { kernel } from './kernel/kernel';

/** Every command. */
export const anneal: Group = {
  name: 'anneal',
  about: 'the learning-rate workbench for TypeScript notebooks',
  commands: [kernel, doctor],
  examples: [
    ['anneal kernel install', 'let Jupyter offer "TypeScript (anneal)"'],
    ['anneal doctor', 'see what is wrong when a notebook does not run'],
  ],
};
