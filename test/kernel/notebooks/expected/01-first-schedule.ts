import { chart, type Expected } from '../outputs';

export const expected: Expected = [
  [
    /^0\.0000099009\d+ 0\.00099009\d+ 0\.001 3\.046\d+e-9$/,
    /^cosine\(.*\)\.warmup\(100\)$/,
    /^ {2}1,000 steps: warm-up 100, cosine 900;/,
  ],
  [chart('warm-up \\+ cosine')],
  [chart('5 schedules')],
  [chart('cosine restarts')],
  [chart('warm-up \\+ cosine')],
  [/^tensorflow \[ 60000, 28, 28, 1 \] \[ 10000, 28, 28, 1 \]$/],
  [/^38826 weights$/],
  [chart('MNIST · warm-up 10 %, cosine')],
  [
    /^finished 860 updates$/,
    /^lr {3}5\.75e-5 {2}4\.94e-3 {2}5\.00e-3 {2}2\.93e-3 {2}2\.06e-8$/,
    /^loss( +\d\.\d{3}){5}$/,
  ],
  [/^test accuracy: 0\.9[78]\d\d$/],
];
