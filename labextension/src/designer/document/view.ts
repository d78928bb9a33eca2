import type { IThemeManager } from '@jupyterlab/apputils';
import { PathExt } from '@jupyterlab/coreutils';
import { type DocumentRegistry, DocumentWidget } from '@jupyterlab/docregistry';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Message } from '@lumino/messaging';
import { Signal } from '@lumino/signaling';
import { Widget } from '@lumino/widgets';
import type { ScheduleEditor } from '../view/editor';
import type { EditorHost } from '../view/host';
import type { Picture, View } from '../view/picture';
import { acceptDrops } from './drop';
import { FILE_EXTENSION } from './file-type';
import type { ScheduleModel } from './model';

/** What an open schedule needs from JupyterLab. */
export interface ViewServices {
  readonly trans: TranslationBundle;
  readonly themes: IThemeManager | null;
  /** How a new editor looks, from the settings. */
  readonly look: () => Partial<View>;
  chooseFamily(anchor: HTMLElement): void;
  /** Adds a schedule from a text, or from the clipboard. */
  paste(view: ScheduleView, text?: string): void;
  readonly drop: {
    load(path: string): Promise<string>;
    take(view: ScheduleView, text: string, name: string): Promise<void>;
    failed(name: string, error: Error): void;
  };
}

/** A schedule that is open in the main area: its editor, fetched when the first one opens. */
export class ScheduleView extends Widget implements EditorHost {
  /** What is shown has changed: commands may be on or off now. */
  readonly changed = new Signal<this, Picture | undefined>(this);

  constructor(
    readonly context: DocumentRegistry.IContext<ScheduleModel>,
    private readonly services: ViewServices,
  ) {
    super();
    this.addClass('jp-AnnealDesigner-view');
    // the standard keys of undo and redo are for this node
    this.node.dataset.jpUndoer = 'true';
    this.node.tabIndex = -1;
    context.pathChanged.connect(this.refresh, this);
    services.themes?.themeChanged.connect(this.repaint, this);
    const { drop } = services;
    acceptDrops({
      node: this.node,
      load: drop.load,
      take: (text, name) => drop.take(this, text, name),
      failed: drop.failed,
    });
    this.node.addEventListener('paste', (event) => {
      const text = event.clipboardData?.getData('text/plain');
      // a field takes what is pasted into it
      if (text && !this.readOnly && !(event.target as Element).closest('input, textarea, select')) {
        event.preventDefault();
        services.paste(this, text);
      }
    });
    void Promise.all([import('../view/editor'), context.ready]).then(([{ ScheduleEditor }]) => {
      if (!this.isDisposed) {
        this.editor = new ScheduleEditor(this, services.trans, services.look());
        this.node.append(this.editor.node);
        context.model.contentChanged.connect(this.refresh, this);
        context.model.stateChanged.connect(this.stateChanged, this);
        this.editor.refresh();
        this.node.dataset.ready = 'true';
      }
    });
  }

  get name(): string {
    return PathExt.basename(this.context.localPath, FILE_EXTENSION);
  }

  get readOnly(): boolean {
    return this.context.model.readOnly;
  }

  /** What is shown now, once the editor is there. */
  get picture(): Picture | undefined {
    return this.editor?.shown;
  }

  read(): ReturnType<EditorHost['read']> {
    const { document, problem } = this.context.model.sharedModel;
    return problem ? { problem } : { document };
  }

  text(): string {
    return this.context.model.toString();
  }

  edit(...[next, group]: Parameters<EditorHost['edit']>): void {
    this.context.model.sharedModel.edit(next, group);
  }

  editText(text: string): void {
    this.context.model.sharedModel.editText(text);
  }

  chooseFamily(anchor: HTMLElement): void {
    this.services.chooseFamily(anchor);
  }

  paste(): void {
    this.services.paste(this);
  }

  shown(picture: Picture | undefined): void {
    this.changed.emit(picture);
  }

  /** The editor, once it is there. */
  editor: ScheduleEditor | undefined;

  override dispose(): void {
    if (!this.isDisposed) {
      this.services.themes?.themeChanged.disconnect(this.repaint, this);
      this.editor?.dispose();
      Signal.clearData(this);
      super.dispose();
    }
  }

  protected override onActivateRequest(message: Message): void {
    super.onActivateRequest(message);
    if (!this.node.contains(document.activeElement)) {
      this.node.focus({ preventScroll: true });
    }
  }

  private refresh(): void {
    this.editor?.refresh();
  }

  private stateChanged(): void {
    if (this.editor && this.editor.shown?.readOnly !== this.readOnly) {
      this.editor.refresh();
    }
  }

  private repaint(): void {
    // after the page has been marked with the new theme
    requestAnimationFrame(() => this.editor?.repaint());
  }
}

/** The tab of a schedule. */
export class ScheduleWidget extends DocumentWidget<ScheduleView, ScheduleModel> {
  constructor(options: DocumentWidget.IOptions<ScheduleView, ScheduleModel>) {
    super(options);
    this.toolbar.addClass('jp-AnnealDesigner-toolbar');
  }
}
