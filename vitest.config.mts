import { defineConfig } from 'vitest/config';

export default defineConfig({
  // the extension's own modules, tested against the library as it is written
  resolve: {
    alias: {
      'anneal/pure': new URL('src/pure.ts', import.meta.url).pathname,
      'anneal/code': new URL('src/code/index.ts', import.meta.url).pathname,
    },
  },
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/kernel/**', 'test/browser/**', 'test/code/libraries/**', 'test/soak/**'],
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
          // of the notebooks, which time nothing
          maxConcurrency: 2,
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
      {
        // what must hold thousands of times; `npm run soak` runs it whole
        test: {
          name: 'soak',
          include: ['test/soak/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 4 * 3_600_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
