import { describe, expect, it } from 'vitest';
import { dark, type Figure, light, paint, themes } from '../../src/figure';
import * as examples from './examples';

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) frozen(part);
    Object.freeze(value);
  }
  return value;
}

const rolesOf = ({ data, layout }: Figure): string[] => [
  ...data.map((trace) => trace.meta.role),
  ...[...(layout.shapes ?? []), ...(layout.annotations ?? [])].map((mark) => mark.name),
];

describe.each(Object.entries(examples))('paint() of %s', (_, example) => {
  const { figure } = example();

  it('leaves the figure as it was', () => {
    const before = JSON.stringify(figure);
    paint(frozen(figure), dark);
    expect(JSON.stringify(figure)).toBe(before);
  });

  it('finds a look for every role in every theme', () => {
    for (const [name, theme] of Object.entries(themes)) {
      const unknown = rolesOf(figure).filter((role) => !Object.hasOwn(theme.roles, role));
      expect(unknown, name).toEqual([]);
    }
  });

  it('names no colour before it is painted', () => {
    expect(JSON.stringify(figure)).not.toMatch(/#[0-9a-f]{6}|rgba?\(/i);
    expect(JSON.stringify(paint(figure, light))).toMatch(/#[0-9a-f]{6}/);
  });
});

describe('paint()', () => {
  const figure: Figure = {
    data: [{ type: 'scatter', name: 'a', y: [1], meta: { role: 'lr' }, line: { width: 7 } }],
    layout: { height: 100, shapes: [{ name: 'no such role' }, { name: 'toString' }] },
  };

  it('lets the figure win over the theme', () => {
    const [trace] = paint(figure, light).data;
    expect(trace?.line).toEqual({ color: light.palette.rate, simplify: false, width: 7 });
  });

  it('keeps zoom and hidden traces, and the background of the theme', () => {
    const { layout } = paint(figure, dark);
    expect(layout.uirevision).toBe('keep');
    expect(layout.paper_bgcolor).toBe('#111111');
  });

  it('leaves a role that no theme knows to Plotly', () => {
    expect(paint(figure, light).layout.shapes).toEqual(figure.layout.shapes);
  });
});
