import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/kernel/**', 'test/browser/**', 'test/code/libraries/**'],
          testTimeout: 20_000,
        },
      },
      {
        // exported code in the libraries it is for, all in one process of Python
        test: {
          name: 'libraries',
          include: ['test/code/libraries/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
      {
        // real kernels: one at a time, since they share two cores with what they run
        test: {
          name: 'kernel',
          include: ['test/kernel/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
