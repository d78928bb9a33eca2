import { type Finding, formatRate, lint } from 'anneal/pure';
import { type DesignDocument, fullSpec } from './document';
import type { Handle } from './handles';
import { moveVertically, NO_SNAP } from './move';
import type { Scene } from './scene';
import { nameOfItem, writeTrack } from './track';

/** The same finding after another edit. */
export function findingKey({ rule, at }: Finding): string {
  return `${rule}@${at}`;
}

/** Findings that a person has decided to leave as they are; the document keeps them. */
export function keptIn({ more }: DesignDocument): readonly string[] {
  const { kept } = more.designer;
  return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : [];
}

/** A document in which a finding is left as it is. */
export function keep(document: DesignDocument, finding: Finding): DesignDocument {
  const kept = [...keptIn(document), findingKey(finding)];
  return { ...document, more: { ...document.more, designer: { ...document.more.designer, kept } } };
}

/** What is likely to be a mistake; a jump where two segments meet can be mended at every seam. */
export function findingsOf(scene: Scene, handles: readonly Handle[]): Finding[] {
  return lint(scene.schedule).map((finding) =>
    finding.fix ? finding : withFix(finding, scene, handles),
  );
}

function withFix(finding: Finding, scene: Scene, handles: readonly Handle[]): Finding {
  const start = handles.find(({ kind, step, y }) => kind === 'start' && step === finding.at && y);
  if (finding.rule !== 'jump' || finding.at === 0 || !start) return finding;
  const before = Number(scene.curve(finding.at - 1).toPrecision(12));
  const track = moveVertically(scene, start, before, NO_SNAP);
  if (track === scene.track) return finding;
  const segment = scene.segments[start.segment];
  const name = segment ? nameOfItem(segment.item).toLowerCase() : '';
  return {
    ...finding,
    fix: {
      message: `start ${name} at ${formatRate(before, 3)}`,
      spec: fullSpec(writeTrack(track), scene.plan),
    },
  };
}
