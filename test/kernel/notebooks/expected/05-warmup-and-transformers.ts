import { chart, type Expected } from '../outputs';

const row = (name: string): RegExp =>
  new RegExp(`^${name} +[1-3]\\.\\d\\d {2}[1-3]\\.\\d\\d {2}[1-3]\\.\\d\\d$`);

export const expected: Expected = [
  [/^120000 characters, 91 of them different$/, /^3840 windows of 16 to learn from$/],
  [],
  [/^56731 weights in 4 blocks$/],
  [chart('2 schedules')],
  [
    /^by frequency alone +3\.21$/,
    row('norm after, peak 0\\.01, no warm-up'),
    row('norm after, peak 0\\.01, warm-up'),
  ],
  [row('norm after, peak 0\\.005, no warm-up')],
  [row('norm before, peak 0\\.01, no warm-up'), row('norm before, peak 0\\.01, warm-up')],
];
