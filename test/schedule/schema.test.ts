import Ajv from 'ajv/dist/2020';
import { describe, expect, it } from 'vitest';
import { formulaFamily, fromSpec } from '../../src/library';
import {
  cosine,
  families,
  plateau,
  sequence,
  specSchema,
  stepDecay,
  wsd,
} from '../../src/schedule';

const schema = specSchema([...families, formulaFamily]);
const valid = new Ajv({ allowUnionTypes: true }).compile(schema);

describe('specSchema()', () => {
  it('is the one that is published', async () => {
    const text = `${JSON.stringify(schema, null, 2)}\n`;
    await expect(text).toMatchFileSnapshot('../../docs/schedule-v1.schema.json');
  });

  it.each([
    cosine({ peak: 1e-3, steps: '10ep' })
      .warmup('1ep')
      .named('mine')
      .withPlan({ stepsPerEpoch: 10 }),
    sequence([stepDecay({ every: '500ba' }), wsd(), plateau()], [10, '5%']),
    cosine().scale(2).clamp(0, 1).repeat(3, { lengthMultiplier: 2 }),
  ])('accepts the spec of %s', (schedule) => {
    expect(valid(JSON.parse(JSON.stringify(schedule))), JSON.stringify(valid.errors)).toBe(true);
  });

  it.each([
    [{}, 'no family'],
    [{ family: 'magic' }, 'an unknown family'],
    [{ family: 'cosine', values: { peak: -1 } }, 'a value out of range'],
    [{ family: 'cosine', values: { stpes: 1 } }, 'an unknown option'],
    [{ family: 'cosine', values: { steps: '10 epochs' } }, 'an unknown unit'],
    [{ family: 'warmup', values: {}, parts: [] }, 'a missing part'],
    [{ family: 'warmup', values: {} }, 'no parts'],
    [{ version: 2, family: 'cosine' }, 'a newer version'],
    [{ family: 'scale', parts: [{ family: 'cosine', values: { end: 'never' } }] }, 'a bad part'],
  ])('refuses %o as fromSpec does: %s', (spec, _why) => {
    expect(valid(spec)).toBe(false);
    expect(() => fromSpec(spec)).toThrow();
  });
});
