import { type DocumentChange, YDocument } from '@jupyter/ydoc';
import { JSONExt, type JSONValue } from '@lumino/coreutils';
import type { YMapEvent } from 'yjs';
import { type DesignDocument, EMPTY, type Problem, readText, writeText } from '../model/document';

/** What a {@link SharedSchedule} tells: its state as every document, and that its content is new. */
export interface ScheduleChange extends DocumentChange {
  readonly contentChange?: true;
}

const FIELDS = ['spec', 'momentum', 'plan', 'compare', 'rest', 'more'] as const;

/** The content of a `*.lrs.json` file, shared: undo, redo and the dirty state come from here. */
export class SharedSchedule extends YDocument<ScheduleChange> {
  readonly version = '1.0.0';

  constructor() {
    super();
    this.undoManager.addToScope(this.content);
    this.content.observe(this.tell);
  }

  /** What the file holds; what it held before it broke, or nothing, while it cannot be read. */
  get document(): DesignDocument {
    const fields = FIELDS.map((name) => [name, this.content.get(name)] as const);
    const given = fields.filter(([, value]) => value !== undefined);
    return { ...EMPTY, ...Object.fromEntries(given) };
  }

  /** Why the text of the file cannot be read; then `text` is the file. */
  get problem(): Problem | undefined {
    return this.content.get('problem') as Problem | undefined;
  }

  /** The text of a file that cannot be read. */
  get text(): string {
    return (this.content.get('text') as string | undefined) ?? this.getSource();
  }

  /**
   * Takes an edit as one step of undo.
   *
   * @param group Edits of one group that follow each other within half a second are one step.
   */
  edit(next: DesignDocument, group?: string): void {
    if (group === undefined || group !== this.group) {
      this.undoManager.stopCapturing();
    }
    this.group = group;
    this.transact(() => this.write(next));
    this.dirty = true;
  }

  /** Takes a text that was mended by hand; one that still cannot be read stays a text. */
  editText(text: string): void {
    this.undoManager.stopCapturing();
    this.group = undefined;
    this.transact(() => this.read(text));
    this.dirty = true;
  }

  override getSource(): string {
    const text = this.content.get('text') as string | undefined;
    if (text !== undefined) {
      return text;
    }
    // a file that was only looked at keeps its bytes
    const { document } = this;
    const { original } = this;
    return original && JSONExt.deepEqual(asJson(original.document), asJson(document))
      ? original.text
      : writeText(document);
  }

  /** Replaces everything: on load, on revert, and when the file has changed on the disk. */
  override setSource(value: string | JSONValue): void {
    const text = typeof value === 'string' ? value : `${JSON.stringify(value, null, 2)}\n`;
    this.transact(() => this.read(text), false);
    this.original =
      this.problem || text.trim() === '' ? undefined : { text, document: this.document };
    // what has just been read is what is on the disk
    this.dirty = false;
  }

  override dispose(): void {
    if (!this.isDisposed) {
      this.content.unobserve(this.tell);
      super.dispose();
    }
  }

  private read(text: string): void {
    const result = readText(text);
    if ('document' in result) {
      this.write(result.document);
    } else {
      this.content.set('text', text);
      this.content.set('problem', result.problem);
    }
  }

  private write(next: DesignDocument): void {
    for (const name of ['text', 'problem']) {
      this.content.delete(name);
    }
    for (const name of FIELDS) {
      const value = next[name];
      if (value === undefined) {
        this.content.delete(name);
      } else if (!JSONExt.deepEqual(asJson(this.content.get(name) ?? null), asJson(value))) {
        this.content.set(name, value);
      }
    }
  }

  private readonly tell = (_event: YMapEvent<unknown>): void => {
    this._changed.emit({ contentChange: true });
  };

  private readonly content = this.ydoc.getMap<unknown>('schedule');
  private original: { readonly text: string; readonly document: DesignDocument } | undefined;
  private group: string | undefined;
}

const asJson = (value: unknown): JSONValue => value as JSONValue;
