import type { IChangedArgs } from '@jupyterlab/coreutils';
import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { Contents } from '@jupyterlab/services';
import type { PartialJSONValue, ReadonlyPartialJSONValue } from '@lumino/coreutils';
import { Signal } from '@lumino/signaling';
import { type ScheduleChange, SharedSchedule } from './shared';

/** The model JupyterLab keeps for an open `*.lrs.json` file. */
export class ScheduleModel implements DocumentRegistry.IModel {
  readonly sharedModel = new SharedSchedule();
  readonly contentChanged = new Signal<this, void>(this);
  readonly stateChanged = new Signal<this, IChangedArgs<unknown>>(this);
  readonly defaultKernelName = '';
  readonly defaultKernelLanguage = '';
  /** As the server allows; a constant would take away the Save button without collaboration. */
  readonly collaborative: boolean;

  constructor(options: DocumentRegistry.IModelOptions = {}) {
    this.collaborative = options.collaborationEnabled === true;
    this.sharedModel.changed.connect(this.forward, this);
  }

  get dirty(): boolean {
    return this.sharedModel.dirty;
  }

  set dirty(value: boolean) {
    if (value !== this.dirty) {
      this.sharedModel.dirty = value;
    }
  }

  get readOnly(): boolean {
    return this.isReadOnly;
  }

  set readOnly(newValue: boolean) {
    const oldValue = this.isReadOnly;
    if (newValue !== oldValue) {
      this.isReadOnly = newValue;
      this.stateChanged.emit({ name: 'readOnly', oldValue, newValue });
    }
  }

  get isDisposed(): boolean {
    return this.sharedModel.isDisposed;
  }

  toString(): string {
    return this.sharedModel.getSource();
  }

  fromString(value: string): void {
    this.sharedModel.setSource(value);
  }

  toJSON(): PartialJSONValue {
    return JSON.parse(this.toString());
  }

  fromJSON(value: ReadonlyPartialJSONValue): void {
    this.fromString(`${JSON.stringify(value, null, 2)}\n`);
  }

  initialize(): void {}

  dispose(): void {
    if (!this.isDisposed) {
      this.sharedModel.dispose();
      Signal.clearData(this);
    }
  }

  private forward(_sender: SharedSchedule, change: ScheduleChange): void {
    if (change.contentChange) {
      this.contentChanged.emit();
    }
    for (const { name, oldValue, newValue } of change.stateChange ?? []) {
      if (name !== 'dirty' || oldValue !== newValue) {
        this.stateChanged.emit({ name, oldValue, newValue });
      }
    }
  }

  private isReadOnly = false;
}

/** Makes the models of `*.lrs.json` files. */
export class ScheduleModelFactory implements DocumentRegistry.IModelFactory<ScheduleModel> {
  readonly name = 'anneal-schedule';
  readonly contentType: Contents.ContentType = 'file';
  readonly fileFormat: Contents.FileFormat = 'text';
  readonly collaborative = false;
  isDisposed = false;

  createNew(options?: DocumentRegistry.IModelOptions): ScheduleModel {
    return new ScheduleModel(options);
  }

  preferredLanguage(): string {
    return '';
  }

  dispose(): void {
    this.isDisposed = true;
  }
}
