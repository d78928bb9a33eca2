import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import type * as EndUserCode from '../../src/kernel/end-user-code';

const built = createRequire(import.meta.url);
const { judge } = built('../../dist/kernel/end-user-code.js') as typeof EndUserCode;

const cell = 'anneal-cell-3';
const node = 'node:internal/console/constructor';
const library = 'file:///project/node_modules/library/index.js';
const compiler = 'file:///project/node_modules/@tslab/typescript-for-tslab/lib/typescript.js';
const kernel = pathToFileURL(built.resolve('../../dist/kernel/server.js')).href;

describe('judge()', () => {
  it.each([
    ['a cell', [cell], 'end', 'end'],
    ['a cell that the kernel called', [cell, node, kernel], 'end', 'end'],
    ['a library that a cell called', [library, node, cell, kernel], 'return', 'end'],
    ['a library that goes on after an await', [library, node], 'wait', 'end'],
    ['Node that a cell called', [node, cell], 'return', 'end'],
    ['the kernel that a cell called', [kernel, node, cell], 'return', 'return'],
    ['a library that the kernel called for a cell', [library, kernel, cell], 'return', 'return'],
    ['the kernel', [kernel, node], 'wait', 'wait'],
    ['the compiler', [compiler, kernel], 'wait', 'wait'],
    ['Node itself', [node], 'wait', 'wait'],
    ['nothing', [], 'wait', 'wait'],
  ])('lets %s end, return or go on, and later', (_, stack, soon, late) => {
    expect([judge(stack, false), judge(stack, true)]).toEqual([soon, late]);
  });
});
