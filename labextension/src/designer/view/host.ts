import type { DesignDocument, Problem } from '../model/document';
import type { Picture } from './picture';

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
