import { describe, expect, it } from 'vitest';
import { epochTicks, fitWidth, rateTicks } from '../../src/figure';
import { compareSchedules, runLive, runStopped, scheduleRestarts } from './examples';

const labels = (figure: ReturnType<typeof fitWidth>): (string | undefined)[] =>
  (figure.layout.annotations ?? [])
    .filter(({ visible }) => visible !== false)
    .map(({ text }) => text as string);

describe('fitWidth()', () => {
  it('leaves out phase names without room and brings them back with it', () => {
    const { figure } = scheduleRestarts();
    expect(labels(fitWidth(figure, 400))).not.toContain('warm-up');
    expect(labels(fitWidth(figure, 900))).toContain('warm-up');
  });

  it('shortens labels below 560 px', () => {
    const { figure } = runLive();
    expect(labels(fitWidth(figure, 400))).toContain('faint: raw');
    expect(labels(fitWidth(figure, 900))).not.toContain('faint: raw');
  });

  it('leaves end labels of a comparison to the table when there is no margin for them', () => {
    const fitted = fitWidth(compareSchedules().figure, 400);
    expect(labels(fitted)).toEqual(['epoch']);
    expect(fitted.layout.margin).toMatchObject({ r: 20 });
  });

  it('turns a label that would be cut off', () => {
    const find = (width: number): unknown =>
      fitWidth(runStopped().figure, width).layout.annotations?.find(
        ({ text }) => text === '<b>stopped early</b>',
      )?.xanchor;
    expect([find(900), find(400)]).toEqual(['left', 'right']);
  });

  it('leaves the figure as it was', () => {
    const { figure } = runLive();
    const before = JSON.stringify(figure);
    fitWidth(figure, 300);
    expect(JSON.stringify(figure)).toBe(before);
  });
});

describe('ticks', () => {
  it('epochTicks() are at least 34 px apart and on whole epochs', () => {
    expect(epochTicks(0, 4690, 469, 816).ticktext).toHaveLength(11);
    expect(epochTicks(0, 46900, 469, 816).ticktext.slice(0, 3)).toEqual(['0', '5', '10']);
    expect(epochTicks(500, 900, 469, 816).ticktext).toEqual([]);
  });

  it('rateTicks() are round and written as in code', () => {
    expect(rateTicks(0, 1e-3).ticktext).toEqual(['0', '2e-4', '4e-4', '6e-4', '8e-4', '1e-3']);
    expect(rateTicks(0, 0).tickvals).toEqual([0]);
  });
});
