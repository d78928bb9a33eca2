import { fromSpec, type Spec } from 'anneal/pure';
import type { DesignDocument } from './document';

/** A document with one more schedule: its own when it has none, else one beside it. */
export function withSchedule(
  document: DesignDocument,
  given: DesignDocument & { readonly spec: Spec },
  label?: string,
): DesignDocument {
  // what cannot be built is refused before it is in the document
  fromSpec({ ...given.spec });
  if (!document.spec) {
    return { ...document, ...given, rest: { ...document.rest, ...given.rest } };
  }
  const spec = {
    ...given.spec,
    ...(given.spec.label === undefined && label !== undefined && { label }),
  };
  return { ...document, compare: [...document.compare, { spec }] };
}
