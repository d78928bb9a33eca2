import { chart, type Expected } from '../outputs';

export const expected: Expected = [
  [/^\[ 10000, 784 \] \[ 10000, 784 \]$/],
  [chart('Range test')],
  [
    /^verdict: ok$/,
    /^valley +\d\.\de-4$/,
    /^steep +\d\.\de-[12]$/,
    /^slide +\d\.\de-[56]$/,
    /^minimum +\d\.\de-[34]$/,
    /^highest over lowest: more than 1,000$/,
  ],
  [
    /^slide +peak \d\.\de-[56] {2}test accuracy 0\.[2-6]\d\d$/,
    /^valley +peak \d\.\de-4 {2}test accuracy 0\.[89]\d\d$/,
    /^bottom +peak \d\.\de-[23] {2}test accuracy 0\.9\d\d$/,
    /^steep +peak \d\.\de-[12] {2}test accuracy 0\.[0-9]\d\d$/,
  ],
  [
    chart('rates that are far too low'),
    /^flat - the loss stays within 0\.\d+ % of 2\.\d+: test higher rates, or check the data and the loss$/,
    /^valley all the same: \d\.\de-(8|9|10)$/,
  ],
  [
    chart('a range that ends too early'),
    /^narrow - the loss is lowest at \de-3, where the range ends: test higher rates$/,
  ],
  [
    chart('after training'),
    /^rising - the loss never gets below its start, 0\.\d+, and ends at \d+(\.\d+)?: test lower rates, or check the loss$/,
  ],
  [
    chart('one image a batch'),
    /^noisy - the noise, 0\.\d+, is too large for a descent of \d?\.?\d+: use larger batches, or more repeats$/,
  ],
  [
    chart('the same network, plain gradient descent'),
    /^valley with Adam: \d\.\de-4 {2}with gradient descent: \d\.\de-[12]$/,
  ],
];
