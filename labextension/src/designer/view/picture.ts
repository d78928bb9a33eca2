import type { Finding } from 'anneal/pure';
import type { Line } from '../model/curve-path';
import type { DesignDocument, Overlay } from '../model/document';
import type { Handle } from '../model/handles';
import type { Run } from '../model/run';
import type { Scene, Segment } from '../model/scene';
import { nameOfItem, type Track } from '../model/track';

/** What the reader has chosen to see; it is no part of the document. */
export interface View {
  /** Which of the schedules is edited. */
  readonly track: 'lr' | 'momentum';
  readonly selected: number;
  /** Handle that has, or had last, the focus. */
  readonly handle: string | undefined;
  readonly tab: 'segment' | 'compare' | 'advice';
  readonly log: boolean;
  readonly snap: 'epoch' | 'round' | 'off';
  readonly table: 'points' | 'epochs' | 'findings' | undefined;
  /** Step under the pointer. */
  readonly pointer: number | undefined;
  /** Place of the finding whose card is open. */
  readonly finding: number;
}

/** What is seen first. */
export const START: View = {
  track: 'lr',
  selected: 0,
  handle: undefined,
  tab: 'segment',
  log: false,
  snap: 'epoch',
  table: undefined,
  pointer: undefined,
  finding: 0,
};

/** An overlay that was built, or why it could not be. */
export interface OverlayPicture {
  readonly overlay: Overlay;
  readonly name: string;
  readonly scene?: Scene;
  readonly line?: Line;
  readonly problem?: string;
}

/** Everything that is shown at a moment. */
export interface Picture {
  readonly document: DesignDocument;
  readonly view: View;
  /** Name of the document: its label, or that of its file. */
  readonly name: string;
  readonly lr?: Scene;
  readonly momentum?: Scene;
  /** The scene of the track that is edited; what could be drawn last while the document has an error. */
  readonly scene?: Scene;
  readonly line?: Line;
  readonly momentumLine?: Line;
  readonly handles: readonly Handle[];
  /** Why the document cannot be drawn as it is. */
  readonly problem?: string;
  /** Its lengths are in units that only a plan turns into updates. */
  readonly needsPlan?: boolean;
  readonly overlays: readonly OverlayPicture[];
  readonly findings: readonly Finding[];
  readonly finding?: Finding;
  /** The curve after the fix of the open finding. */
  readonly fixedLine?: Line;
  readonly readOnly: boolean;
  /** The training that follows the schedule, or did last. */
  readonly run?: Run;
}

/** A picture with a training laid over it, where the axis counts updates as a training does. */
export function withRun(picture: Picture, followed: Run | undefined): Picture {
  const { run: _, ...bare } = picture;
  return followed && picture.lr?.unit === 'step' ? { ...bare, run: followed } : bare;
}

/** An edit that cannot be drawn, such as a plan that became too short, leaves the last good curve in sight. */
export function withLastCurve(picture: Picture, last: Picture | undefined): Picture {
  const { scene, lr, line, handles } = last ?? {};
  return picture.problem && scene && lr && line
    ? { ...picture, scene, lr, line, handles: handles ?? [] }
    : picture;
}

/** What parts of the editor ask of it. */
export interface Actions {
  look(change: Partial<View>): void;
  /** Takes an edit of the track; edits of one group in quick succession are one step of undo. */
  edit(track: Track, group?: string): void;
  change(document: DesignDocument, group?: string): void;
  /** Shows a track without taking it; nothing ends that. */
  preview(track: Track | undefined): void;
  announce(text: string): void;
  /** Takes the training that is over off the curve. */
  removeRun(): void;
  run(command: Command, argument?: unknown): void;
}

/** What menus, keys and buttons can ask for. */
export type Command =
  | 'add-warmup'
  | 'add-segment'
  | 'split'
  | 'join'
  | 'repeat'
  | 'duplicate'
  | 'remove'
  | 'log-axis'
  | 'momentum'
  | 'table'
  | 'compare'
  | 'advice'
  | 'next-finding'
  | 'apply-fix'
  | 'dismiss-finding'
  | 'next-pane'
  | 'previous-pane';

/** Name of a segment: its own, or that of its family. */
export function titleOf({ item }: Segment): string {
  return nameOfItem(item);
}

/** What a handle is called: `peak`, `floor`, or the length it moves. */
export function handleName({ y, x }: Handle): string {
  return (y ?? x)?.address.name ?? '';
}
