import type { Plan, Spec } from 'anneal/pure';
import { jsonProblem, offsetOf, type Place, placeOf } from './json-place';

/** A schedule that is shown beside the document's own. */
export interface Overlay {
  readonly spec: Spec;
  readonly hidden?: boolean;
}

/** Fields of a file that the designer does not know: kept and written back. */
export type Fields = Readonly<Record<string, unknown>>;

/** What a `*.lrs.json` file holds: what the library reads, and under `designer` what only the designer needs. */
export interface DesignDocument {
  /** The learning rate, without its plan; none in a new document. */
  readonly spec?: Spec;
  /** Momentum, or beta1 of Adam. */
  readonly momentum?: Spec;
  readonly plan?: Plan;
  readonly compare: readonly Overlay[];
  readonly rest: Fields;
  /** Unknown fields under `designer` and, where momentum is scheduled, under `hyper`. */
  readonly more: { readonly designer: Fields; readonly hyper: Fields };
}

/** A file that cannot be drawn: why, and where in its text. */
export interface Problem {
  readonly message: string;
  readonly place: Place;
}

/** A new document. */
export const EMPTY: DesignDocument = { compare: [], rest: {}, more: { designer: {}, hyper: {} } };

/** Characters of a file that are read; a person's has a few hundred. */
export const LONGEST_FILE = 4_000_000;

/** Written out: importing it would load the whole library with the file. */
const SPEC_VERSION: typeof import('anneal/pure').SPEC_VERSION = 1;

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A document from the text of a file. Reading runs no code; whether its schedules can be built is asked later. */
export function readText(text: string): { document: DesignDocument } | { problem: Problem } {
  if (text.length > LONGEST_FILE) {
    const message = `The file has ${text.length} characters; at most ${LONGEST_FILE} are read`;
    return { problem: { message, place: { line: 1, column: 1 } } };
  }
  if (text.trim() === '') return { document: EMPTY };
  const broken = jsonProblem(text);
  if (broken) {
    const message = `The file is not JSON: ${broken.message}`;
    return { problem: { message, place: placeOf(text, broken.offset) } };
  }
  try {
    return { document: fromJson(JSON.parse(text)) };
  } catch (error) {
    return { problem: problemAt(text, error) };
  }
}

/** A document from the JSON of a file, a spec, or a spec of several hyper-parameters. */
export function fromJson(json: unknown): DesignDocument {
  if (!isObject(json)) throw new TypeError('The file must hold an object');
  const { version = SPEC_VERSION, designer = {}, ...fields } = json;
  if (typeof version !== 'number' || !(version <= SPEC_VERSION)) {
    throw new RangeError(
      `version is ${String(version)} and this designer reads up to ${SPEC_VERSION}; update jupyterlab-anneal`,
    );
  }
  if (!isObject(designer)) throw new TypeError('designer must be an object');
  const { compare = [], ...moreDesigner } = designer;
  if (!Array.isArray(compare)) throw new TypeError('designer.compare must be a list');
  const common = {
    compare: compare.map((one, index) => overlay(one, index)),
    more: { designer: moreDesigner, hyper: {} },
  };
  if (isObject(fields.hyper)) return fromHyper(fields, fields.hyper, common);
  if (fields.family === undefined) {
    const { plan, ...rest } = fields;
    return { ...common, ...(isObject(plan) && { plan: plan as Plan }), rest };
  }
  return { ...common, ...parted(fields), rest: {} };
}

function fromHyper(
  { hyper: _, ...rest }: Json,
  { lr, momentum, ...others }: Json,
  common: Pick<DesignDocument, 'compare' | 'more'>,
): DesignDocument {
  if (!isObject(lr)) throw new TypeError('hyper.lr must be an object');
  if (momentum !== undefined && !isObject(momentum)) {
    throw new TypeError('hyper.momentum must be an object');
  }
  const { version: _version, ...spec } = lr;
  const { spec: second } = parted(momentum ?? {});
  return {
    ...common,
    ...parted(spec),
    ...(momentum && second && { momentum: second }),
    rest,
    more: { ...common.more, hyper: others },
  };
}

/** A spec and its plan apart. */
function parted({ plan, version: _, ...spec }: Json): Pick<DesignDocument, 'spec' | 'plan'> {
  const values = spec.values ?? {};
  return {
    spec: { ...spec, values } as unknown as Spec,
    ...(plan !== undefined && { plan: plan as Plan }),
  };
}

function overlay(one: unknown, index: number): Overlay {
  if (!isObject(one) || !isObject(one.spec)) {
    throw new TypeError(`designer.compare[${index}].spec must be an object`);
  }
  return one as unknown as Overlay;
}

/** A spec as the library writes it: with its version and the plan. */
export function fullSpec(spec: Spec, plan: Plan | undefined): Spec {
  return { version: SPEC_VERSION, ...spec, ...(plan && { plan }) };
}

/** The JSON of a file. */
export function toJson({ spec, momentum, plan, compare, rest, more }: DesignDocument): object {
  const own = { ...more.designer, ...(compare.length > 0 && { compare }) };
  const designer = Object.keys(own).length > 0 && { designer: own };
  if (!spec) return { version: SPEC_VERSION, ...rest, ...(plan && { plan }), ...designer };
  if (!momentum) return { ...fullSpec(spec, plan), ...rest, ...designer };
  const hyper = {
    lr: fullSpec(spec, plan),
    momentum: fullSpec(momentum, plan),
    ...more.hyper,
  };
  return { version: SPEC_VERSION, hyper, ...rest, ...designer };
}

/** The text of a file. */
export function writeText(document: DesignDocument): string {
  return `${JSON.stringify(toJson(document), null, 2)}\n`;
}

/** The problem an error tells of, at the place it names: a path such as `parts[0].values.peak`. */
export function problemAt(text: string, error: unknown): Problem {
  const message = error instanceof Error ? error.message : String(error);
  const path = /\b((?:hyper|designer|parts|values|plan|version|family|label)\b[\w.[\]]*)/.exec(
    message,
  );
  return { message, place: placeOf(text, path ? offsetOf(text, path[1] as string) : 0) };
}
