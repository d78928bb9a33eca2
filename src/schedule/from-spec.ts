import type { AnyFamily } from './family';
import type { Feedback } from './feedback-state';
import { checkedNode, MAX_DEPTH, type Node } from './node';
import { checkPlan, type Plan } from './plan';
import { families } from './registry';
import { fromNode, type Schedule } from './schedule';
import { SPEC_VERSION } from './spec';
import { show } from './validate';

/** Characters of a spec as text: a person's has a few hundred. */
const LONGEST_TEXT = 4_000_000;
/** Schedules in a spec, parts of parts included. */
const MOST_PARTS = 10_000;
const KNOWN = new Set(['version', 'family', 'values', 'parts', 'label', 'plan']);

/** Reads schedules from specs. */
export type SpecReader = (spec: unknown) => Schedule | Feedback;

/**
 * A reader that knows some families.
 *
 * @example
 * const read = specReader(families);
 * assert.equal(read({ family: 'constant', values: { peak: 0.5 } })(0), 0.5);
 */
export function specReader(families: readonly AnyFamily[]): SpecReader {
  const byId = new Map(families.map((family) => [family.id, family]));
  return (spec) => {
    const json = typeof spec === 'string' ? parse(spec) : spec;
    const root = object(json, 'the spec');
    checkVersion(root.version);
    const plan =
      root.plan === undefined
        ? undefined
        : checkPlan(object(root.plan, 'plan') as Plan, 'the spec');
    return fromNode(read(root, '', 0, { byId, left: MOST_PARTS }), plan);
  };
}

/**
 * A schedule from its spec. Reading never runs code, and hostile input ends in one clear error.
 *
 * @param spec What `schedule.spec` gave, or the same as JSON text.
 * @throws SyntaxError when text is not JSON; TypeError or RangeError that names the path, such as `values.peak`.
 * @example
 * const schedule = fromSpec({ family: 'cosine', values: { peak: 1e-3, steps: 900 } });
 * assert.equal(schedule(0), 1e-3);
 */
export const fromSpec: SpecReader = specReader(families);

/** What a reader knows, and how many more parts it will read. */
interface Reading {
  readonly byId: ReadonlyMap<string, AnyFamily>;
  left: number;
}

function checkVersion(version: unknown = SPEC_VERSION): void {
  if (typeof version !== 'number') throw wrong('version', 'must be a number', version);
  if (version >= 1 && version <= SPEC_VERSION) return;
  throw new RangeError(
    `Cannot read the schedule: version is ${version} and this anneal reads up to ${SPEC_VERSION}; update anneal`,
  );
}

function read(spec: Record<string, unknown>, path: string, depth: number, reading: Reading): Node {
  const { byId } = reading;
  if (reading.left-- === 0) {
    throw new RangeError(`Cannot read the schedule: it has more than ${MOST_PARTS} parts`);
  }
  if (depth > MAX_DEPTH) {
    throw new RangeError(`Cannot read the schedule: parts are nested more than ${MAX_DEPTH} deep`);
  }
  const family = typeof spec.family === 'string' ? byId.get(spec.family) : undefined;
  if (!family) {
    throw wrong(`${path}family`, `must be one of ${[...byId.keys()].join(', ')}`, spec.family);
  }
  const values = spec.values === undefined ? {} : object(spec.values, `${path}values`);
  const parts = spec.parts === undefined ? [] : spec.parts;
  if (!Array.isArray(parts)) throw wrong(`${path}parts`, 'must be a list of specs', parts);
  if (family.parts === 'many' ? parts.length === 0 : parts.length !== family.parts) {
    throw wrong(
      `${path}parts`,
      `must hold ${family.parts === 'many' ? 'at least 1' : family.parts}`,
      parts.length,
    );
  }
  const label = spec.label;
  if (label !== undefined && typeof label !== 'string')
    throw wrong(`${path}label`, 'must be text', label);
  const unknown = Object.fromEntries(Object.entries(spec).filter(([field]) => !KNOWN.has(field)));
  const node: Node = {
    family,
    options: Object.fromEntries(Object.entries(values)),
    parts: parts.map((part, index) => {
      const where = `${path}parts[${index}]`;
      return read(object(part, where), `${where}.`, depth + 1, reading);
    }),
    ...(label !== undefined && { label }),
    ...(Object.keys(unknown).length > 0 && { unknown }),
  };
  return checkedNode(node, `${path}values.`);
}

function parse(text: string): unknown {
  if (text.length > LONGEST_TEXT) {
    throw new RangeError(
      `Cannot read the schedule: the text has ${text.length} characters, at most ${LONGEST_TEXT} are read`,
    );
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SyntaxError(
      `Cannot read the schedule: the text is not JSON (${(error as Error).message})`,
    );
  }
}

function object(value: unknown, path: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw wrong(path, 'must be an object', value);
}

function wrong(path: string, allowed: string, value: unknown): TypeError | RangeError {
  const kind = allowed.startsWith('must be one of') ? RangeError : TypeError;
  return new kind(`Cannot read the schedule: ${path} ${allowed}, got ${show(value)}`);
}
