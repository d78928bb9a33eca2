import { describe, expect, it } from 'vitest';
import { type Look, type Theme, themes } from '../../src/figure';

type Color = readonly [red: number, green: number, blue: number];

function parse(color: string): { rgb: Color; alpha: number } {
  const hex = /^#(..)(..)(..)$/.exec(color);
  if (hex)
    return {
      rgb: hex.slice(1).map((part) => Number.parseInt(part, 16)) as unknown as Color,
      alpha: 1,
    };
  const [red = 0, green = 0, blue = 0, alpha = 1] = (color.match(/[\d.]+/g) ?? []).map(Number);
  return { rgb: [red, green, blue], alpha };
}

const over = (under: Color, tint: string): Color => {
  const { rgb, alpha } = parse(tint);
  return under.map(
    (channel, i) => channel * (1 - alpha) + (rgb[i] ?? 0) * alpha,
  ) as unknown as Color;
};

function luminance(color: Color): number {
  const [red = 0, green = 0, blue = 0] = color.map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast of two colours as WCAG 2 computes it. */
function contrast(a: Color, b: Color): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

/** Every ground a mark can stand on: the page, each phase, each phase that was not run. */
function grounds({ palette }: Theme, notRun: boolean): Color[] {
  const page = parse(palette.background).rgb;
  const { off = '', ...phases } = palette.tints;
  const tinted = Object.values(phases).map((tint) => over(page, tint));
  return [page, ...tinted, ...(notRun ? [page, ...tinted].map((ground) => over(ground, off)) : [])];
}

const worst = (color: string, theme: Theme, notRun = true): number =>
  Math.min(...grounds(theme, notRun).map((ground) => contrast(parse(color).rgb, ground)));

describe.each(Object.entries(themes))('theme %s', (_, theme) => {
  const roles = Object.entries(theme.roles);
  // blue 1 is the colour of a label beside the plot alone, where there is no tint
  const beside = /^label\.series/;

  it('has labels of at least 4.5 : 1 wherever they stand', () => {
    for (const [role, look] of roles.filter(([name]) => /^label|^arrow/.test(name))) {
      const { color } = look.font as { color: string };
      const page = contrast(parse(color).rgb, parse(theme.palette.background).rgb);
      expect(beside.test(role) ? page : worst(color, theme), role).toBeGreaterThanOrEqual(4.5);
    }
    const { font } = theme.template.layout as { font: { color: string } };
    expect(worst(font.color, theme)).toBeGreaterThanOrEqual(4.5);
    expect(worst(theme.palette.muted, theme)).toBeGreaterThanOrEqual(4.5);
  });

  it('has lines and marks of at least 3 : 1 wherever they stand', () => {
    const guides = new Set(['epoch', 'spread']);
    for (const [role, look] of roles.filter(([name]) => !guides.has(name))) {
      const parts = [look.line, look.marker].filter(Boolean) as Look[];
      for (const { color } of parts) {
        // a step that was not run has no loss
        const low = color ? worst(String(color), theme, role !== 'loss.raw') : 21;
        expect(low, role).toBeGreaterThanOrEqual(3);
      }
    }
  });

  it('tells the series apart by dashes from the fourth on', () => {
    const dashes = [1, 2, 3, 4, 5, 6].map(
      (n) => (theme.roles[`series.${n}`]?.line as Look | undefined)?.dash,
    );
    expect(dashes.slice(0, 3)).toEqual(['solid', 'solid', 'solid']);
    expect(new Set(dashes.slice(3)).size).toBe(3);
  });
});

it('contrast() knows black on white, and that grey on grey fails', () => {
  expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21, 6);
  expect(contrast([128, 128, 128], [160, 160, 160])).toBeLessThan(3);
});
