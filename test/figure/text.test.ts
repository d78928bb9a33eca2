import { describe, expect, it } from 'vitest';
import { cleanText, plainText, plotlyText, wrapText } from '../../src/figure/text';

describe('cleanText()', () => {
  it('cuts long texts, counting characters and not halves of them', () => {
    expect([...cleanText('😀'.repeat(1000), 10)]).toHaveLength(10);
    expect(cleanText('😀'.repeat(1000), 10)).not.toMatch(/\p{Surrogate}/u);
  });

  it('drops what cannot be read: controls, overrides, lone surrogates', () => {
    expect(cleanText('a\u0000b\u202ec\ud800d\u2028e')).toBe('a b c d e');
  });
});

describe('plotlyText()', () => {
  it.each(['<b>x</b>', 'a & b', '%{x}', '$\\frac$', '&#60;'])(
    'keeps %s as it is to read',
    (text) => {
      expect(plotlyText(text)).not.toMatch(/[<>$%]|&(?!#)/);
      expect(plainText(plotlyText(text))).toBe(text);
    },
  );
});

describe('wrapText()', () => {
  it('breaks between words, within its lines', () => {
    expect(wrapText('validation did not improve for 3 epochs', 22, 4)).toEqual([
      'validation did not',
      'improve for 3 epochs',
    ]);
    expect(wrapText('a '.repeat(100).trim(), 10, 2)).toHaveLength(2);
  });
});
