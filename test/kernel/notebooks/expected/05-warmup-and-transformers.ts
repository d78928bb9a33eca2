import { chart, type Expected } from '../outputs';

const row = (name: string): RegExp =>
  new RegExp(`^${name} +[1-3]\\.\\d\\d {2}[1-3]\\.\\d\\d {2}[1-3]\\.\\d\\d$`);

export const expected: Expected = [
  [/^120000 characters, 91 of them different$/, /^3200 windows of 16 to learn from$/],
  [],
  [/^31323 weights in 2 blocks$/],
  [chart('2 schedules')],
  [
    /^by frequency alone +3\.21$/,
    row('norm after, peak 0\\.04, no warm-up'),
    row('norm after, peak 0\\.04, warm-up'),
  ],
  [row('norm after, peak 0\\.02, no warm-up')],
  [row('norm before, peak 0\\.04, no warm-up'), row('norm before, peak 0\\.04, warm-up')],
];
