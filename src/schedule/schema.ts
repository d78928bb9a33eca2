import type { AnyFamily, Param } from './family';
import { MAX_DEPTH } from './node';
import { families } from './registry';
import { SPEC_VERSION } from './spec';

/** A JSON Schema, draft 2020-12. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const LENGTH = '^\\d+(\\.\\d+)?(e[+-]?\\d+)?(ep|ba|%|dur)$';

/**
 * The JSON Schema of specs, made from the families: what editors check a `*.lrs.json` file by.
 * `fromSpec` refuses everything that it refuses, and also what takes more than one value to see.
 *
 * @param known The families it is made from.
 * @example
 * const schema = specSchema();
 * assert.equal(schema.$schema, 'https://json-schema.org/draft/2020-12/schema');
 */
export function specSchema(known: readonly AnyFamily[] = families): JsonSchema {
  const data = known.filter(isData);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Learning-rate schedule',
    description: `Parts are nested at most ${MAX_DEPTH} deep.`,
    type: 'object',
    allOf: [{ $ref: '#/$defs/schedule' }],
    properties: { version: { const: SPEC_VERSION }, plan: { $ref: '#/$defs/plan' } },
    $defs: {
      schedule: {
        type: 'object',
        required: ['family'],
        properties: { label: { type: 'string' } },
        oneOf: data.map((family) => ({ $ref: `#/$defs/${family.id}` })),
      },
      length: { type: ['number', 'string'], minimum: 0, pattern: LENGTH },
      plan: planSchema,
      ...Object.fromEntries(data.map((family) => [family.id, familySchema(family)])),
    },
  };
}

/** A family that can be written: one without a function it cannot do without. */
function isData(family: AnyFamily): boolean {
  return Object.values(family.params).every(
    (param) => param.kind !== 'function' || param.default === undefined,
  );
}

const positive = { type: 'number', exclusiveMinimum: 0 };
const whole = { type: 'integer', minimum: 1 };
const planSchema: JsonSchema = {
  type: 'object',
  properties: {
    examples: whole,
    batchSize: whole,
    accumulation: whole,
    stepsPerEpoch: whole,
    steps: whole,
    epochs: positive,
  },
};

function familySchema(family: AnyFamily): JsonSchema {
  const values = Object.entries(family.params)
    .filter(([, param]) => param.kind !== 'function')
    .map(([name, param]) => [name, paramSchema(param)]);
  return {
    title: family.title,
    description: family.summary,
    type: 'object',
    properties: {
      family: { const: family.id },
      values: {
        type: 'object',
        properties: Object.fromEntries(values),
        additionalProperties: false,
      },
      parts: {
        type: 'array',
        items: { $ref: '#/$defs/schedule' },
        ...(family.parts === 'many'
          ? { minItems: 1 }
          : { minItems: family.parts, maxItems: family.parts }),
      },
    },
    ...(family.parts !== 0 && { required: ['parts'] }),
  };
}

function paramSchema(param: Param): JsonSchema {
  const described = { description: param.doc };
  switch (param.kind) {
    case 'rate':
      return {
        ...described,
        type: 'number',
        ...(param.positive ? { exclusiveMinimum: 0 } : { minimum: 0 }),
      };
    case 'number':
      return { ...described, type: 'number', ...bounds(param) };
    case 'length':
      return { ...described, $ref: '#/$defs/length' };
    case 'lengths':
      return { ...described, type: 'array', items: { $ref: '#/$defs/length' } };
    case 'rates':
      return { ...described, type: 'array', minItems: 1, items: { type: 'number', minimum: 0 } };
    case 'choice':
      return { ...described, enum: param.options };
    case 'flag':
      return { ...described, type: 'boolean' };
    default:
      return { ...described, type: 'object' };
  }
}

function bounds({
  min,
  max,
  exclusive,
}: {
  min?: number;
  max?: number;
  exclusive?: true;
}): JsonSchema {
  const [low, high] = exclusive ? ['exclusiveMinimum', 'exclusiveMaximum'] : ['minimum', 'maximum'];
  return { ...(min !== undefined && { [low]: min }), ...(max !== undefined && { [high]: max }) };
}
