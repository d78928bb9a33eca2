import {
  type Finding,
  fromSpec,
  type Length,
  MissingPlanError,
  type Plan,
  type Spec,
} from 'anneal/pure';
import { lineOf } from '../model/curve-path';
import type { DesignDocument } from '../model/document';
import { findingKey, findingsOf, keptIn } from '../model/findings';
import { type Handle, handlesOf } from '../model/handles';
import { updatesOf } from '../model/length';
import { valueNow } from '../model/nudge';
import { buildScene, curveOf, type Scene } from '../model/scene';
import { readTrack, type Track } from '../model/track';
import type { OverlayPicture, Picture, View } from './picture';

/** Turns documents into pictures, and keeps what has not changed from one to the next. */
export class Composer {
  /** @param name Name of the document while its schedule has none. */
  compose(document: DesignDocument, view: View, name: string, readOnly: boolean): Picture {
    const { spec, momentum, plan } = document;
    const overlays = document.compare.map((overlay, index): OverlayPicture => {
      const title = overlay.spec.label ?? overlay.spec.family ?? String(index + 1);
      try {
        const { scene, line } = this.built(overlay.spec, plan);
        return { overlay, name: overlay.spec.label ?? scene.curve.label, scene, line };
      } catch (error) {
        return { overlay, name: String(title).slice(0, 60), problem: messageOf(error) };
      }
    });
    const base = { document, view, name: spec?.label ?? name, overlays, readOnly };
    if (!spec) {
      return { ...base, handles: [], findings: [] };
    }
    try {
      const lr = this.built(spec, plan);
      const second = momentum && this.built(momentum, plan);
      const scene = view.track === 'momentum' && second ? second.scene : lr.scene;
      const kept = keptIn(document);
      const findings = this.findingsOf(lr.scene).filter((one) => !kept.includes(findingKey(one)));
      const finding = findings[view.finding];
      return {
        ...base,
        lr: lr.scene,
        line: lr.line,
        ...(second && { momentum: second.scene, momentumLine: second.line }),
        scene,
        handles: this.handlesOf(scene),
        findings,
        ...(finding && { finding }),
        ...(finding?.fix && { fixedLine: this.fixedLine(finding, plan) }),
      };
    } catch (error) {
      const needsPlan = error instanceof MissingPlanError;
      const problem = messageOf(error);
      return {
        ...base,
        handles: [],
        findings: [],
        needsPlan,
        problem: needsPlan ? problem.replace(/: .*$/, ': fill in the plan below') : problem,
      };
    }
  }

  /** The picture while a track is dragged: only what it changes is made anew. */
  preview(picture: Picture, track: Track): Picture {
    const { view, scene: before } = picture;
    if (!before) {
      return picture;
    }
    const scene = buildScene(track, picture.document.plan);
    const line = lineOf(scene.curve);
    const handles = picture.handles.map((handle) => follow(handle, before, scene));
    const drawn =
      view.track === 'momentum' ? { momentum: scene, momentumLine: line } : { lr: scene, line };
    const { finding: _, fixedLine: _line, ...rest } = picture;
    return { ...rest, ...drawn, scene, handles, findings: [] };
  }

  private built(spec: Spec, plan: Plan | undefined): Built {
    const known = this.scenes.get(spec);
    if (known && known.plan === plan) {
      return known;
    }
    const scene = buildScene(readTrack(knownFamilies(spec, plan)), plan);
    const built = { plan, scene, line: lineOf(scene.curve) };
    this.scenes.set(spec, built);
    return built;
  }

  private handlesOf(scene: Scene): Handle[] {
    if (this.handled?.scene !== scene) {
      this.handled = { scene, handles: handlesOf(scene) };
    }
    return this.handled.handles;
  }

  private findingsOf(scene: Scene): Finding[] {
    if (this.linted?.scene !== scene) {
      this.linted = { scene, findings: findingsOf(scene, handlesOf(scene)) };
    }
    return this.linted.findings;
  }

  private fixedLine(finding: Finding, plan: Plan | undefined): Built['line'] {
    if (this.fixed?.finding !== finding && finding.fix) {
      const { curve } = buildScene(readTrack(finding.fix.spec), plan);
      this.fixed = { finding, line: lineOf(curve) };
    }
    return (this.fixed as { line: Built['line'] }).line;
  }

  private readonly scenes = new WeakMap<Spec, Built>();
  private handled: { readonly scene: Scene; readonly handles: Handle[] } | undefined;
  private linted: { readonly scene: Scene; readonly findings: Finding[] } | undefined;
  private fixed: { readonly finding: Finding; readonly line: Built['line'] } | undefined;
}

interface Built {
  readonly plan: Plan | undefined;
  readonly scene: Scene;
  readonly line: ReturnType<typeof lineOf>;
}

/** The spec, after the library has said that it knows all of it. */
function knownFamilies(spec: Spec, plan: Plan | undefined): Spec {
  const made = fromSpec({ ...spec, ...(plan && { plan }) });
  curveOf(made);
  return spec;
}

/** A handle at its place in another scene of the same items. */
function follow(handle: Handle, before: Scene, after: Scene): Handle {
  const [old, now] = [before.segments[handle.segment], after.segments[handle.segment]];
  if (!old || !now) {
    return handle;
  }
  const last = handle.segment === after.segments.length - 1;
  const step =
    handle.kind === 'start'
      ? now.from
      : handle.kind === 'end'
        ? now.to
        : innerStep(handle, before, after, now.from - old.from);
  const probe = handle.kind === 'end' && !last ? step - 1 : step;
  return { ...handle, step, probe, rate: after.curve(probe) };
}

/** Where the same boundary of a phase is now, or where a length of its own has put it. */
function innerStep({ step, x }: Handle, before: Scene, after: Scene, moved: number): number {
  const index = before.curve.phases.findIndex(({ from }) => from === step);
  const phases = after.curve.phases;
  if (index >= 0 && phases.length === before.curve.phases.length) {
    return phases[index]?.from ?? step;
  }
  if (!x) {
    return step + moved;
  }
  const value = handleValue(x, after);
  return step + moved + (value === undefined ? 0 : value - x.value);
}

/** A value in updates, or as a plain number. */
function handleValue(
  binding: NonNullable<Handle['x']>,
  { track, plan }: Scene,
): number | undefined {
  const value = valueNow(track, binding);
  return typeof value === 'number' ? value : updatesOf(value as Length, plan);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
