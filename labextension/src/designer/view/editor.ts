import type { TranslationBundle } from '@jupyterlab/translation';
import { withSchedule } from '../model/add';
import { type DesignDocument, fromJson, type Problem, problemAt } from '../model/document';
import type { Run } from '../model/run';
import { type Track, writeTrack } from '../model/track';
import { Commands } from './commands';
import { Composer } from './compose';
import type { EditorHost } from './host';
import { InlineTools } from './inline-tools';
import {
  type Actions,
  type Command,
  type Picture,
  START,
  type View,
  withLastCurve,
  withRun,
} from './picture';
import { Screen } from './screen';
import { paint } from './theme';

/** The Schedule Designer: the same in a document and in the output of a cell. */
export class ScheduleEditor implements Actions {
  readonly node: HTMLElement;

  constructor(
    private readonly host: EditorHost,
    private readonly trans: TranslationBundle,
    view: Partial<View> = {},
    /** In the output of a cell there is no toolbar of JupyterLab: its own stands above the chart. */
    inline = false,
  ) {
    this.chosen = { ...START, ...view };
    this.screen = new Screen(trans, this, host, () => this.focus());
    this.screen.chart.onResize = () => this.draw();
    this.commands = new Commands(this, this.screen, trans);
    this.node = this.screen.node;
    if (inline) {
      this.tools = new InlineTools(trans, this, host, () =>
        this.node.classList.toggle('jp-AnnealDesigner-is-wide'),
      );
      this.node.classList.add('jp-AnnealDesigner-is-inline');
      this.node.prepend(this.tools.node);
    }
    this.repaint();
    this.refresh();
  }

  /** What the reader has chosen to see. */
  get view(): View {
    return this.chosen;
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
    const { name, readOnly } = this.host;
    const picture = withRun(
      this.composer.compose(state.document, this.chosen, name, readOnly),
      this.followed,
    );
    // a file that names a family or a value nobody knows is shown as its text
    if (picture.problem && !picture.needsPlan && !this.picture?.scene) {
      this.showBroken(problemAt(this.host.text(), new Error(picture.problem)));
      return;
    }
    this.screen.hideBroken();
    this.show(picture);
  }

  /** Lays a training over the curve; what it has used is locked while it goes on. */
  follow(run: Run): void {
    this.followed = run;
    if (this.picture) {
      this.picture = withRun(this.picture, run);
      this.screen.drawCurve(this.previewOf(this.picture), this.previewed !== undefined);
    }
  }

  removeRun(): void {
    this.followed = undefined;
    this.refresh();
    this.focus();
  }

  /** A sentence beside the tools of an editor in an output. */
  remark(text: string): void {
    this.tools?.remark(text);
  }

  /** The colours of the theme of the moment. */
  repaint(): void {
    paint(this.node);
  }

  look(change: Partial<View>): void {
    const before = this.chosen;
    this.chosen = { ...before, ...change };
    const same = Object.keys(change).every(
      (key) => before[key as keyof View] === change[key as keyof View],
    );
    if (same || !this.picture) {
      return;
    }
    const onlyPointer = Object.keys(change).every((key) => key === 'pointer');
    if (this.screen.chart.isDragging) {
      this.picture = { ...this.picture, view: this.chosen };
    } else if (onlyPointer) {
      this.pointerMoved();
    } else {
      this.refresh();
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
    this.screen.announce(text);
  }

  run(command: Command, argument?: unknown): void {
    this.commands.run(command, argument);
  }

  /** Adds schedules to those that are shown beside the document's own; the first one becomes it when there is none. */
  add(json: unknown, label?: string): void {
    const state = this.host.read();
    if (!('document' in state)) {
      return;
    }
    const given = fromJson(json);
    const { spec } = given;
    if (!spec) {
      throw new TypeError(this.trans.__('There is no schedule in it'));
    }
    this.change(withSchedule(state.document, { ...given, spec }, label));
    if (state.document.spec) {
      this.look({ tab: 'compare' });
    }
  }

  focus(): void {
    this.screen.focus(this.picture, this.chosen.handle);
  }

  dispose(): void {
    this.screen.chart.dispose();
  }

  private show(picture: Picture): void {
    const segments = picture.scene?.segments.length ?? 1;
    if (picture.view.selected >= segments) {
      this.chosen = { ...this.chosen, selected: segments - 1 };
      picture = { ...picture, view: this.chosen };
    }
    if (picture.view.track === 'momentum' && !picture.momentum) {
      this.chosen = { ...this.chosen, track: 'lr' };
    }
    this.picture = withLastCurve(picture, this.picture);
    this.draw();
    this.host.shown(this.picture);
  }

  private draw(): void {
    if (this.picture) {
      this.screen.draw(this.previewOf(this.picture), this.previewed !== undefined);
    }
  }

  /** The picture with the track that is dragged at the moment. */
  private previewOf(picture: Picture): Picture {
    return this.previewed ? this.composer.preview(picture, this.previewed) : picture;
  }

  private pointerMoved(): void {
    this.pointerFrame ??= requestAnimationFrame(() => {
      this.pointerFrame = undefined;
      if (this.picture && !this.screen.chart.isDragging) {
        this.picture = { ...this.picture, view: this.chosen };
        this.screen.drawPointer(this.picture);
      }
    });
  }

  private showBroken(problem: Problem): void {
    this.picture = undefined;
    this.screen.showBroken(problem);
    this.host.shown(undefined);
  }

  private readonly composer = new Composer();
  private readonly screen: Screen;
  private readonly commands: Commands;
  private readonly tools: InlineTools | undefined;
  private chosen: View;
  private picture: Picture | undefined;
  private previewed: Track | undefined;
  private followed: Run | undefined;
  private pointerFrame: number | undefined;
}
