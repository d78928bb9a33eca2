import type { TranslationBundle } from '@jupyterlab/translation';
import { families, fromSpec } from 'anneal/pure';
import { type DesignDocument, fromJson, type Problem, problemAt } from '../model/document';
import {
  addAfter,
  addWarmup,
  bareSpec,
  duplicateItem,
  joinItems,
  momentumFor,
  removeItem,
  repeatItem,
  splitItem,
} from '../model/edits';
import { keep } from '../model/findings';
import { lockedSteps, type Run } from '../model/run';
import type { Scene } from '../model/scene';
import type { Track } from '../model/track';
import { writeTrack } from '../model/track';
import { Broken } from './broken';
import { Chart } from './chart';
import { Composer } from './compose';
import { button, part, setText } from './dom';
import { FindingCard } from './finding-card';
import { type IconName, icon } from './icons';
import { Inspector } from './inspector';
import { Legend } from './legend';
import type { Actions, Command, Picture, View } from './picture';
import { PlanBar } from './plan-bar';
import { Start } from './start';
import { Strip } from './strip';
import { Twin } from './table/twin';
import { paint } from './theme';

/** Where the document of an editor lives, and what only its surroundings can do. */
export interface EditorHost {
  /** Name of the file without its ending. */
  readonly name: string;
  readonly readOnly: boolean;
  /** The document, or why it cannot be read. */
  read(): { document: DesignDocument } | { problem: Problem };
  /** The text of the file. */
  text(): string;
  edit(next: DesignDocument, group?: string): void;
  editText(text: string): void;
  /** Opens the menu of segments under a button. */
  chooseFamily(anchor: HTMLElement): void;
  paste(): void;
  /** Puts the code of the schedule into the clipboard, where no menu does. */
  copyCode?(): void;
  /** Called after every change of what is shown. */
  shown(picture: Picture | undefined): void;
}

const START: View = {
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

/** The Schedule Designer: the same in a document and in the output of a cell. */
export class ScheduleEditor implements Actions {
  readonly node = part('div', '');

  constructor(
    private readonly host: EditorHost,
    private readonly trans: TranslationBundle,
    view: Partial<View> = {},
    /** In the output of a cell there is no toolbar of JupyterLab: its own stands above the chart. */
    inline = false,
  ) {
    this.view = { ...START, ...view };
    this.chart = new Chart(trans, this);
    this.chart.onResize = () => this.draw();
    this.legend = new Legend(trans, this);
    this.strip = new Strip(trans, this, (anchor) => host.chooseFamily(anchor));
    this.plan = new PlanBar(trans, this);
    this.inspector = new Inspector(trans, this);
    this.card = new FindingCard(trans, this);
    this.twin = new Twin(trans, this);
    this.start = new Start(trans, this, () => host.paste());
    this.broken = new Broken(trans, (text) => {
      host.editText(text);
      // the button that had the focus is gone
      this.focus();
    });
    this.node.className = 'jp-AnnealDesigner';
    this.chart.node.append(this.card.node);
    this.centre.append(
      this.legend.node,
      this.banner,
      this.start.node,
      this.chart.node,
      this.strip.node,
      this.twin.node,
    );
    this.node.append(this.body, this.plan.node, this.broken.node, this.live);
    this.body.append(this.centre, this.inspector.node);
    if (inline) {
      this.node.classList.add('jp-AnnealDesigner-is-inline');
      this.node.prepend(this.tools());
    }
    this.repaint();
    this.refresh();
  }

  /** What is shown now. */
  get shown(): Picture | undefined {
    return this.picture;
  }

  /** Takes the document from its host again. */
  refresh(): void {
    const state = this.host.read();
    if ('problem' in state) {
      this.showBroken(state.problem);
      return;
    }
    const picture = this.withRun(
      this.composer.compose(state.document, this.view, this.host.name, this.host.readOnly),
    );
    // a file that names a family or a value nobody knows is shown as its text
    if (picture.problem && !picture.needsPlan && !this.picture?.scene) {
      this.showBroken(problemAt(this.host.text(), new Error(picture.problem)));
      return;
    }
    this.broken.update(undefined, '', false);
    this.body.hidden = this.plan.node.hidden = false;
    this.show(picture);
  }

  /** Lays a training over the curve; what it has used is locked while it goes on. */
  follow(run: Run): void {
    this.followed = run;
    if (!this.picture) {
      return;
    }
    this.picture = this.withRun(this.picture);
    // not the forms: somebody may be typing there
    const dragging = this.previewed !== undefined;
    const now = this.previewed ? this.composer.preview(this.picture, this.previewed) : this.picture;
    this.legend.update(now);
    this.chart.update(now, dragging);
    this.placeCard(now, dragging);
    if (this.chart.ruler) {
      this.strip.update(now, this.chart.ruler, dragging);
    }
  }

  /** A sentence beside the tools of an editor in an output. */
  remark(text: string): void {
    setText(this.remarks, text);
  }

  /** The colours of the theme of the moment. */
  repaint(): void {
    paint(this.node);
  }

  look(change: Partial<View>): void {
    const before = this.view;
    this.view = { ...before, ...change };
    const same = Object.keys(change).every(
      (key) => before[key as keyof View] === change[key as keyof View],
    );
    if (same || !this.picture) {
      return;
    }
    const onlyPointer = Object.keys(change).every((key) => key === 'pointer');
    if (onlyPointer && !this.chart.isDragging) {
      this.pointerMoved();
      return;
    }
    if (!this.chart.isDragging) {
      this.refresh();
    } else {
      this.picture = { ...this.picture, view: this.view };
    }
  }

  edit(track: Track, group?: string): void {
    const { picture } = this;
    if (!picture?.scene || this.host.readOnly) {
      return;
    }
    const { document, view } = picture;
    const spec = writeTrack(track);
    this.previewed = undefined;
    this.change(
      view.track === 'momentum' ? { ...document, momentum: spec } : { ...document, spec },
      group,
    );
  }

  change(document: DesignDocument, group?: string): void {
    if (!this.host.readOnly) {
      this.host.edit(document, group);
    }
  }

  preview(track: Track | undefined): void {
    this.previewed = track;
    this.draw();
  }

  announce(text: string): void {
    setText(this.live, text);
  }

  run(command: Command, argument?: unknown): void {
    const runners: Record<Command, () => void> = {
      'add-warmup': () => this.editScene((scene) => addWarmup(scene), 0),
      'add-segment': () => this.addSegment(String(argument)),
      split: () =>
        this.editScene((scene, index) => splitItem(scene, index, this.splitStep(scene, index))),
      join: () => this.editScene(joinItems),
      repeat: () => this.editScene(repeatItem),
      duplicate: () => this.editScene(duplicateItem),
      remove: () => this.editScene(removeItem, Math.max(0, this.view.selected - 1)),
      'log-axis': () => this.look({ log: !this.view.log }),
      momentum: () => this.toggleMomentum(),
      table: () => this.toggleTable(),
      compare: () => this.look({ tab: this.view.tab === 'compare' ? 'segment' : 'compare' }),
      advice: () => this.look({ tab: 'advice' }),
      'next-finding': () => this.nextFinding(),
      'apply-fix': () => this.applyFix(),
      'dismiss-finding': () => this.dismiss(),
      'next-pane': () => this.focusPane(1),
      'previous-pane': () => this.focusPane(-1),
    };
    runners[command]();
  }

  /** Adds schedules to those that are shown beside the document's own; the first one becomes it when there is none. */
  add(json: unknown, label?: string): void {
    const state = this.host.read();
    if (!('document' in state)) {
      return;
    }
    const { document } = state;
    const given = fromJson(json);
    if (!given.spec) {
      throw new TypeError(this.trans.__('There is no schedule in it'));
    }
    fromSpec({ ...given.spec });
    const spec = {
      ...given.spec,
      ...(given.spec.label === undefined && label !== undefined && { label }),
    };
    if (!document.spec) {
      this.change({ ...document, ...given, rest: { ...document.rest, ...given.rest } });
    } else {
      this.change({ ...document, compare: [...document.compare, { spec }] });
      this.look({ tab: 'compare' });
    }
  }

  focus(): void {
    if (!this.picture?.document.spec) {
      this.start.focus();
    } else {
      this.chart.focus(this.view.handle);
    }
  }

  dispose(): void {
    this.chart.dispose();
  }

  /** The commands of the toolbar that need nothing but the editor. */
  private tools(): HTMLElement {
    const { trans } = this;
    const tool = (command: Command, label: string, name: IconName): HTMLElement =>
      button('action is-flat tooltext', label, () => this.run(command), { icon: icon(name) });
    const copy = button(
      'action is-flat tooltext',
      trans.__('Copy code'),
      () => this.host.copyCode?.(),
      { icon: icon('insert') },
    );
    copy.hidden = !this.host.copyCode;
    const side = button(
      'action is-flat tooltext',
      trans.__('Inspector'),
      () => this.node.classList.toggle('jp-AnnealDesigner-is-wide'),
      { icon: icon('presets') },
    );
    return part(
      'div',
      'inlinetools',
      { role: 'toolbar', 'aria-label': trans.__('Schedule') },
      tool('add-warmup', trans.__('Add warm-up'), 'warmup'),
      tool('log-axis', trans.__('Log axis'), 'log'),
      tool('momentum', trans.__('Momentum'), 'momentum'),
      tool('table', trans.__('Table'), 'table'),
      side,
      part('span', 'space'),
      this.remarks,
      copy,
    );
  }

  /** A run is counted in updates: where the axis counts something else it cannot be drawn. */
  private withRun(picture: Picture): Picture {
    const { run: _, ...bare } = picture;
    return this.followed && picture.lr?.unit === 'step' ? { ...bare, run: this.followed } : bare;
  }

  private show(picture: Picture): void {
    const segments = picture.scene?.segments.length ?? 1;
    if (picture.view.selected >= segments) {
      this.view = { ...this.view, selected: segments - 1 };
      picture = { ...picture, view: this.view };
    }
    if (picture.view.track === 'momentum' && !picture.momentum) {
      this.view = { ...this.view, track: 'lr' };
    }
    // an edit that cannot be drawn, such as a plan that became too short, leaves the last good curve in sight
    const { scene, lr, line, handles } = this.picture ?? {};
    this.picture =
      picture.problem && scene && lr && line
        ? { ...picture, scene, lr, line, handles: handles ?? [], readOnly: picture.readOnly }
        : picture;
    this.draw();
    this.host.shown(this.picture);
  }

  private draw(): void {
    const { picture } = this;
    if (!picture) {
      return;
    }
    const dragging = this.previewed !== undefined;
    const now = this.previewed ? this.composer.preview(picture, this.previewed) : picture;
    const hasSchedule = now.document.spec !== undefined;
    for (const node of [this.legend.node, this.chart.node, this.strip.node]) {
      node.hidden = !hasSchedule;
    }
    setText(this.banner, now.problem ?? '');
    this.banner.hidden = !now.problem;
    this.start.update(now);
    this.legend.update(now);
    this.twin.update(now, dragging);
    this.chart.update(now, dragging);
    const { ruler } = this.chart;
    if (ruler) {
      this.strip.update(now, ruler, dragging);
    }
    this.placeCard(now, dragging);
    this.inspector.update(
      hasSchedule ? now : { ...now, view: { ...now.view, tab: 'advice' } },
      dragging,
    );
    if (!dragging) {
      this.plan.update(now);
    }
    this.node.dataset.state = now.problem ? 'problem' : hasSchedule ? 'ready' : 'start';
  }

  private placeCard(picture: Picture, dragging: boolean): void {
    const { finding, lr } = picture;
    const training = lockedSteps(picture.run) > 0;
    if (dragging || training || !finding || !lr || picture.view.tab === 'compare') {
      this.card.node.hidden = true;
      return;
    }
    const place = this.chart.placeOf(Math.min(finding.at, lr.total), lr.curve(finding.at));
    this.card.update(picture, place, this.chart.node.clientWidth);
  }

  private pointerMoved(): void {
    if (!this.picture || this.pointerFrame !== undefined) {
      return;
    }
    this.pointerFrame = requestAnimationFrame(() => {
      this.pointerFrame = undefined;
      if (this.picture && !this.chart.isDragging) {
        this.picture = { ...this.picture, view: this.view };
        this.chart.update(this.picture, false);
        if (this.view.tab === 'compare') {
          this.inspector.update(this.picture, false);
        }
      }
    });
  }

  private showBroken(problem: Problem): void {
    this.picture = undefined;
    this.body.hidden = this.plan.node.hidden = true;
    this.broken.update(problem, this.host.text(), this.host.readOnly);
    this.node.dataset.state = 'broken';
    this.host.shown(undefined);
  }

  private editScene(change: (scene: Scene, index: number) => Track, select?: number): void {
    const { scene, view, readOnly } = this.picture ?? {};
    if (!scene || !view || readOnly) {
      return;
    }
    try {
      const track = change(scene, view.selected);
      if (track !== scene.track) {
        this.edit(track);
        this.look({ selected: select ?? view.selected, tab: 'segment' });
        this.announce(this.trans.__('%1 segments', String(track.items.length)));
      }
    } catch (error) {
      this.announce((error as Error).message);
    }
  }

  private addSegment(id: string): void {
    const family = families.find((one) => one.id === id);
    const scene = this.picture?.scene;
    if (family && scene) {
      const index = this.view.selected;
      this.editScene(() => addAfter(scene, index, family), index + 1);
    }
  }

  /** Under the pointer when it is over the segment, else in the middle. */
  private splitStep(scene: Scene, index: number): number {
    const { from = 0, to = 2 } = scene.segments[index] ?? {};
    const { pointer } = this.view;
    const per = scene.stepsPerEpoch;
    const middle = Math.round((from + to) / 2);
    const even = per ? Math.round(Math.round(middle / per) * per) : middle;
    const fallback = even > from && even < to ? even : middle;
    return pointer !== undefined && pointer > from && pointer < to ? pointer : fallback;
  }

  private toggleMomentum(): void {
    const { document, lr } = this.picture ?? {};
    if (!document || !lr) {
      return;
    }
    const { momentum, ...rest } = document;
    this.view = { ...this.view, track: 'lr' };
    this.change(momentum ? rest : { ...document, momentum: momentumFor(lr) });
  }

  private toggleTable(): void {
    const table = this.view.table ? undefined : 'points';
    this.look({ table });
    if (table) {
      this.twin.focus();
    }
  }

  private nextFinding(): void {
    const { findings = [] } = this.picture ?? {};
    if (findings.length > 0) {
      const finding = (this.view.finding + 1) % findings.length;
      this.look({ finding });
      this.announce(findings[finding]?.message ?? '');
    }
  }

  private applyFix(): void {
    const { finding, document, readOnly } = this.picture ?? {};
    if (finding?.fix && document && !readOnly) {
      this.change({ ...document, spec: bareSpec(finding.fix) });
      this.look({ finding: 0 });
      this.announce(this.trans.__('Applied: %1', finding.fix.message));
    }
  }

  private dismiss(): void {
    const { finding, document } = this.picture ?? {};
    if (finding && document) {
      this.change(keep(document, finding));
      this.look({ finding: 0 });
    }
  }

  private focusPane(by: number): void {
    const panes = [
      { node: this.legend.node, focus: () => first(this.legend.node)?.focus() },
      { node: this.chart.node, focus: () => this.chart.focus(this.view.handle) },
      { node: this.strip.node, focus: () => this.strip.focus() },
      { node: this.twin.node, focus: () => this.twin.focus() },
      { node: this.inspector.node, focus: () => first(this.inspector.node)?.focus() },
      { node: this.plan.node, focus: () => first(this.plan.node)?.focus() },
    ].filter(({ node }) => !node.hidden);
    const now = panes.findIndex(({ node }) => node.contains(document.activeElement));
    panes[(now + by + panes.length) % panes.length]?.focus();
  }

  private readonly composer = new Composer();
  private readonly body = part('div', 'body');
  private readonly centre = part('div', 'centre');
  private readonly banner = part('div', 'banner', { role: 'alert', hidden: true });
  private readonly remarks = part('span', 'muted note', { role: 'status' });
  private readonly live = part('div', 'live', { 'aria-live': 'polite', role: 'status' });
  private readonly chart: Chart;
  private readonly legend: Legend;
  private readonly strip: Strip;
  private readonly plan: PlanBar;
  private readonly inspector: Inspector;
  private readonly card: FindingCard;
  private readonly twin: Twin;
  private readonly start: Start;
  private readonly broken: Broken;
  private view: View;
  private picture: Picture | undefined;
  private previewed: Track | undefined;
  private followed: Run | undefined;
  private pointerFrame: number | undefined;
}

function first(node: HTMLElement): HTMLElement | null {
  return node.querySelector<HTMLElement>(
    '[tabindex="0"], button:not([disabled], [tabindex="-1"]), input, select',
  );
}
