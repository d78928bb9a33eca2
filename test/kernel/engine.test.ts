import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import type * as EngineModule from '../../src/kernel/engine';
import type * as TurnsModule from '../../src/kernel/turns';

const built = createRequire(import.meta.url);
const { Engine } = built('../../dist/kernel/engine.js') as typeof EngineModule;
const { Turns } = built('../../dist/kernel/turns.js') as typeof TurnsModule;

describe('an engine', () => {
  it('ends a cell that is interrupted before it begins, and never begins it', async () => {
    const engine = new Engine(process.cwd(), new Turns());
    const first = engine.run('(globalThis as any).begun = true', 1);
    engine.interrupt();
    expect(await first).toMatchObject({ status: 'error', error: { ename: 'Interrupted' } });
    expect(await engine.run('typeof (globalThis as any).begun', 2)).toEqual({
      status: 'ok',
      shown: { 'text/plain': "'undefined'" },
    });
    engine.close();
  });
});

describe('turns', () => {
  it('come one after another, and say when they are over, also by an error', async () => {
    const turns = new Turns();
    const told: unknown[] = [];
    turns.run(
      () => told.push('first'),
      () => told.push('first over'),
    );
    turns.run(
      () => {
        throw new Error('no');
      },
      (error) => told.push(error),
    );
    await new Promise<void>((resolve) =>
      turns.run(
        () => told.push('last'),
        () => resolve(),
      ),
    );
    expect(told).toEqual(['first', 'first over', new Error('no'), 'last']);
  });

  it('are not over by a cut that hit something else', async () => {
    const turns = new Turns();
    let over = 0;
    const done = new Promise<void>((resolve) => {
      turns.run(
        () => {},
        () => {
          over++;
          resolve();
        },
      );
    });
    turns.cut();
    expect(over).toBe(0);
    await done;
    turns.cut();
    expect(over).toBe(1);
  });
});
