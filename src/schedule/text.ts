import type { Feedback } from './feedback-state';
import { lengthsOf, type Node } from './node';
import type { Schedule } from './schedule';
import { exactText, formatSteps, rateText } from './words';

/** The call that builds a node: `cosine({ peak: 0.001, steps: 900 }).warmup(100)`. */
export function writeCall(node: Node): string {
  const options = Object.fromEntries(
    Object.entries(node.options).map(([name, value]) => [name, writeValue(value)]),
  );
  const parts = node.parts.map(writeCall);
  const call = node.family.text?.(options, parts) ?? `${node.family.id}(${writeOptions(options)})`;
  return node.label === undefined ? call : `${call}.named(${writeValue(node.label)})`;
}

/** An options object as code; nothing when there are none. */
export function writeOptions(options: Readonly<Record<string, unknown>>): string {
  const pairs = Object.entries(options).map(([name, text]) => `${name}: ${text}`);
  return pairs.length ? `{ ${pairs.join(', ')} }` : '';
}

/** A name as a key of an object: quoted unless it is a plain word. */
function writeName(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) && name !== '__proto__' ? name : `[${writeValue(name)}]`;
}

/** A value as a literal; text is quoted and escaped so that it cannot become code. */
function writeValue(value: unknown): string {
  if (typeof value === 'string') {
    const body = JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
    return `'${body.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}'`;
  }
  if (typeof value === 'number') return exactText(value);
  if (Array.isArray(value)) return `[${value.map(writeValue).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  return `{ ${Object.entries(value)
    .map(([name, one]) => `${writeName(name)}: ${writeValue(one)}`)
    .join(', ')} }`;
}

/** Two lines for a notebook: the call, and what it does over its steps. */
export function describe(schedule: Schedule | Feedback, node: Node): string {
  const units = new Set(lengthsOf(node).filter((length) => typeof length === 'string'));
  const call = writeCall(node);
  if (units.size > 0 && !isResolved(schedule)) {
    return `${call}\n  ${[...units].join(' and ')} of a plan that is not known yet: fit knows it, or withPlan({ examples, batchSize, epochs }) gives it`;
  }
  const phases = schedule.phases
    .slice(0, 4)
    .map(({ name, from, to }) => `${name} ${formatSteps(to - from)}`);
  if (schedule.phases.length > 4) phases.push('…');
  return `${call}\n  ${formatSteps(schedule.steps)} steps: ${phases.join(', ')}; ${ratesOf(schedule)}`;
}

/** Whether every length is in updates; printing never throws for one that is not. */
function isResolved(schedule: Schedule | Feedback): boolean {
  try {
    return schedule.steps > 0;
  } catch {
    return false;
  }
}

function ratesOf(schedule: Schedule | Feedback): string {
  if (typeof schedule !== 'function') {
    return `rate ${rateText(schedule.start().rate)} before the first metric`;
  }
  const last = schedule.steps - 1;
  return `rate ${rateText(schedule(0))} at step 0, ${rateText(schedule(last))} at step ${formatSteps(last)}`;
}
