import { chart, type Expected } from '../outputs';

export const expected: Expected = [
  [/^0\.001 0\.001 0\.000493$/, chart('power law, by custom')],
  [
    /^no error$/,
    /^RangeError: Cannot give a rate: the function of custom must return a finite number of at least 0, got -0\.0000100\d+ at step 101$/,
    /^TypeError: Cannot write the schedule: custom holds a function, which cannot be written as JSON;/,
  ],
  [
    chart('warm-up \\+ power law'),
    /^powerLaw\(\{ peak: 0\.001, hold: 200, steps: 1000 \}\)\.warmup\(50\)$/,
    /^ {2}1,050 steps: warm-up 50, hold 200, power law 800; rate 1\.96e-5 at step 0, 4\.4e-4 at step 1,049$/,
  ],
  [
    /^RangeError: Cannot build power law: peak must be a finite number above 0, got -1$/,
    /^RangeError: Cannot build power law: power must be a finite number at least 0 and at most 1, got 2$/,
    /^RangeError: Cannot build power law: hold must be an integer of at least 1, got 0$/,
    /^TypeError: Cannot build power law: there is no option 'pwoer'; it takes peak, hold, power, steps$/,
  ],
  [/^warm-up: updates 0 to 15$/, /^hold: updates 16 to 172$/, /^power law: updates 173 to 784$/],
  [
    /^\{"version":1,"family":"warmup","values":\{"steps":50\},"parts":\[\{"family":"powerLaw","values":\{"peak":0\.001,"hold":200,"steps":1000\}\}\]\}$/,
    /^RangeError: Cannot read the schedule: parts\[0\]\.family must be one of …, got 'powerLaw'$/,
  ],
  [/^largest difference to the built-in schedule: less than 1e-18$/],
  [chart('2 schedules')],
  [chart('warm-up \\+ power law, then a landing')],
  [
    chart('warm-up \\+ cosine'),
    /^power law, then a landing: test accuracy 0\.9[4-6]\d\d$/,
    /^cosine: {20}test accuracy 0\.9[4-6]\d\d$/,
  ],
];
