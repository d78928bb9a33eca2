import { chart, type Expected } from '../outputs';

const row = (name: string): RegExp =>
  new RegExp(`^${name} +accuracy( 0\\.[89]\\d{3}){3} {2}loss( 0\\.\\d{3}){3}$`);

export const expected: Expected = [
  [chart('one-cycle')],
  [
    /^step 0: rate 0\.012, momentum 0\.950, together 0\.24$/,
    /^step 90: rate 0\.30, momentum 0\.850, together 2\.0$/,
    /^step 299: rate 0\.000018, momentum 0\.950, together 0\.00036$/,
    /^with momentum left at 0\.95, the peak would be 6\.0$/,
  ],
  [chart('the usual way, 8 epochs'), /^test accuracy 0\.9[34]\d\d$/],
  [
    row('usual way, 2 epochs'),
    row('one cycle to 0\\.3, momentum 0\\.9'),
    row('one cycle to 0\\.3, both halves'),
  ],
  [
    row('one cycle to 0\\.6, momentum 0\\.9'),
    row('one cycle to 0\\.6, both halves'),
    /^what momentum gains in loss, at 0\.3: 0\.0\d\d {2}at 0\.6: 0\.[12]\d\d$/,
  ],
  [
    row('a plain cosine from 0\\.2'),
    row('one cycle to 0\\.3, both halves'),
    /^apart by less than 0\.015 in loss$/,
  ],
  [
    chart('one cycle, both halves'),
    /^highest rate 0\.30 at update 94, momentum there 0\.85; last rate \d?e-\d, momentum 0\.95$/,
  ],
];
