import type { IThemeManager } from '@jupyterlab/apputils';
import type { IRenderMime } from '@jupyterlab/rendermime-interfaces';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Message } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';
import { keepKeys } from '../../keep-keys';
import type { KernelOf } from '../../kernel';
import { SCHEDULE_MIME } from '../document/file-type';
import {
  type DesignDocument,
  EMPTY,
  fromJson,
  fullSpec,
  type Problem,
  toJson,
} from '../model/document';
import { differsAhead, lockedSteps, type Run } from '../model/run';
import type { ScheduleEditor } from '../view/editor';
import type { EditorHost } from '../view/host';
import type { Binding } from './binding';

/** What a designer in an output needs from JupyterLab. */
export interface OutputServices {
  readonly trans: TranslationBundle;
  readonly themes: IThemeManager | null;
  readonly kernelOf: KernelOf;
}

/**
 * The Schedule Designer inside the output of a cell.
 *
 * Never writes to the model: the notebook keeps the schedule as the cell has shown it.
 */
export class DesignRenderer extends Widget implements IRenderMime.IRenderer, EditorHost {
  readonly name = 'schedule';
  readonly readOnly = false;

  constructor(private readonly services: OutputServices) {
    super();
    this.addClass('jp-AnnealDesigner-output');
    keepKeys(this.node);
    this.node.addEventListener('keydown', (event) => this.key(event));
    services.themes?.themeChanged.connect(this.repaint, this);
  }

  async renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    const { design, ...json } = model.data[SCHEDULE_MIME] as Record<string, unknown>;
    this.design = typeof design === 'string' ? design : undefined;
    this.load(json);
    const { ScheduleEditor } = await import('../view/editor');
    if (this.isDisposed) {
      return;
    }
    if (!this.editor) {
      this.editor = new ScheduleEditor(this, this.services.trans, {}, true);
      this.node.append(this.editor.node);
    }
    this.editor.refresh();
    this.node.dataset.ready = 'true';
    this.connect();
  }

  read(): ReturnType<EditorHost['read']> {
    return this.problem ? { problem: this.problem } : { document: this.document };
  }

  text(): string {
    return `${JSON.stringify(toJson(this.document), null, 2)}\n`;
  }

  edit(next: DesignDocument): void {
    this.past.push(this.document);
    this.future = [];
    this.take(next);
  }

  editText(): void {}

  chooseFamily(): void {
    this.editor?.run('advice');
  }

  paste(): void {}

  copyCode(): void {
    void import('../notebook/code')
      .then(({ cellSource }) =>
        navigator.clipboard.writeText(cellSource(this.document, 'typescript')),
      )
      .then(() => this.editor?.announce(this.services.trans.__('Copied as code')));
  }

  shown(): void {}

  override dispose(): void {
    if (!this.isDisposed) {
      this.services.themes?.themeChanged.disconnect(this.repaint, this);
      this.binding?.dispose();
      this.editor?.dispose();
      super.dispose();
    }
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    this.connect();
  }

  private load(json: unknown): void {
    try {
      this.document = fromJson(json);
      this.problem = undefined;
    } catch (error) {
      this.problem = { message: (error as Error).message, place: { line: 1, column: 1 } };
    }
  }

  private take(next: DesignDocument): void {
    const before = this.editor?.shown?.lr;
    this.document = next;
    this.editor?.refresh();
    if (next.spec) {
      this.binding?.send(fullSpec(next.spec, next.plan));
    }
    const after = this.editor?.shown?.lr;
    const from = lockedSteps(this.run);
    if (from > 0 && before && after) {
      this.editor?.remark(
        differsAhead(before.curve, after.curve, from, after.total)
          ? this.services.trans.__('Changed from the next update on')
          : this.services.trans.__(
              'Nothing ahead is another: updates that were done keep their rates',
            ),
      );
    }
  }

  /** Once, when both the design and the notebook around it are known. */
  private connect(): void {
    const kernel = this.isAttached && this.editor ? this.services.kernelOf(this.node) : undefined;
    const { design } = this;
    if (!kernel || !design || this.connecting) {
      return;
    }
    this.connecting = true;
    void import('./binding')
      .then(({ Binding }) =>
        Binding.connect(kernel, design, {
          take: (spec) => this.hear(spec),
          follow: (run) => this.follow(run),
          refused: (problem) => this.refuse(problem),
          lost: () => this.lose(),
        }),
      )
      .then((binding) => {
        this.binding = binding;
        this.say(binding ? 'bound' : 'foreign');
      });
  }

  /** The kernel has set the schedule. */
  private hear(spec: unknown): void {
    const { compare, more } = this.document;
    this.load(spec);
    this.document = { ...this.document, compare, more };
    this.editor?.refresh();
    if (this.node.dataset.bound !== 'true') {
      this.say('bound');
    }
  }

  /** The kernel trains with the schedule. */
  private follow(run: Run): void {
    const before = this.run;
    this.run = run;
    this.editor?.follow(run);
    this.node.dataset.run = run.status.kind;
    this.node.dataset.step = String(run.step);
    const { trans } = this.services;
    if (run.status.kind === before?.status.kind) {
      return;
    }
    this.editor?.remark(
      run.status.kind === 'running'
        ? trans.__('A model trains with it: drag what lies ahead')
        : trans.__('Training %1: the curve is free again', run.status.word),
    );
  }

  private refuse(problem: string): void {
    this.editor?.remark(problem);
  }

  /** What the kernel trained with it is over, however it ended. */
  private lose(): void {
    if (this.run?.status.kind === 'running') {
      const word = this.services.trans.__('lost');
      this.follow({ ...this.run, status: { word, kind: 'stopped' } });
    }
    this.say('lost');
  }

  private say(state: 'bound' | 'lost' | 'foreign'): void {
    this.node.dataset.bound = String(state === 'bound');
    const { trans } = this.services;
    const sentences = {
      bound: trans.__('Bound to the kernel: schedule is what you see'),
      lost: trans.__('Not bound to a kernel: run the cell again, or copy the code'),
      foreign: trans.__(
        'This kernel has no comms, so nothing can be steered here: choose the kernel “TypeScript (anneal)”, or copy the code',
      ),
    };
    this.editor?.remark(sentences[state]);
  }

  /** Undo and redo of its own: an output has no document. */
  private key(event: KeyboardEvent): void {
    if (!(event.ctrlKey || event.metaKey) || !/^[zy]$/i.test(event.key)) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    const back = event.key.toLowerCase() === 'z' && !event.shiftKey;
    const [from, to] = back ? [this.past, this.future] : [this.future, this.past];
    const next = from.pop();
    if (next) {
      to.push(this.document);
      this.take(next);
    }
  }

  private repaint(): void {
    requestAnimationFrame(() => this.editor?.repaint());
  }

  private editor: ScheduleEditor | undefined;
  private binding: Binding | undefined;
  private run: Run | undefined;
  private design: string | undefined;
  private connecting = false;
  private document: DesignDocument = EMPTY;
  private problem: Problem | undefined;
  private past: DesignDocument[] = [];
  private future: DesignDocument[] = [];
}
