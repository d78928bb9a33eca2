import { chart, type Expected } from '../outputs';

const row = (name: string, tenths: string): RegExp =>
  new RegExp(`^${name} +(0\\.${tenths}\\d\\d +){6} mean 0\\.${tenths}\\d\\d$`);

export const expected: Expected = [
  [/^\[ 8000, 784 \] to train on, \[ 2000, 784 \] to validate with$/],
  [chart('3 schedules')],
  [/^constant +0\.[23]\d{3}$/, /^cosine +0\.[23]\d{3}$/, /^warm-up \+ cosine +0\.[23]\d{3}$/],
  [row('constant', '[34]'), row('cosine', '[23]'), row('warm-up \\+ cosine', '[23]')],
  [chart('3 settings × 6 seeds')],
  [
    /^constant or cosine\? +chance does as well in 3\.1 % of the flips$/,
    /^cosine, warmed up or not\? +chance does as well in \d+\.\d % of the flips$/,
  ],
  [
    /^largest difference, cosine against itself: +0\.0\d\d$/,
    /^largest difference, warmed up against not: +0\.0\d\d$/,
    /^cosine against itself: chance does as well in \d+\.\d % of the flips$/,
  ],
  [
    /^constant 0\.4 +0\.3\d\d$/,
    /^constant 0\.2 +0\.2\d\d$/,
    /^cosine 0\.4 +0\.2\d\d$/,
    /^cosine is ahead by 0\.\d{3} before, by -?0\.0\d\d now$/,
    /^constant 0\.2 or cosine 0\.4\? +chance does as well in \d+\.\d % of the flips$/,
  ],
];
