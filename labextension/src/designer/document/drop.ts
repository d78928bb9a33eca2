import type { Drag } from '@lumino/dragdrop';

/** What the file browser puts into its drags. */
const CONTENTS_MIME = 'application/x-jupyter-icontents';

/** Where dropped schedules go. */
export interface DropTarget {
  readonly node: HTMLElement;
  /** Text of a file on the server. */
  load(path: string): Promise<string>;
  take(text: string, name: string): Promise<void>;
  failed(name: string, error: Error): void;
}

/** A file from the computer that is larger is no schedule. */
const LARGEST_FILE = 8_000_000;

/** Lets files be dropped on a node, from the computer and from the file browser. */
export function acceptDrops(target: DropTarget): void {
  const { node } = target;
  const mark = (on: boolean): void => {
    node.querySelector('.jp-AnnealDesigner')?.classList.toggle('jp-AnnealDesigner-is-target', on);
  };
  const takeAll = (names: readonly string[], read: (name: string) => Promise<string>): void => {
    mark(false);
    for (const name of names) {
      read(name)
        .then((text) => target.take(text, labelOf(name)))
        .catch((error: Error) => target.failed(name, error));
    }
  };
  node.addEventListener('dragover', (event) => {
    if (event.dataTransfer?.types.includes('Files')) {
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      mark(true);
    }
  });
  node.addEventListener('dragleave', () => mark(false));
  node.addEventListener('drop', (event) => {
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length > 0) {
      event.preventDefault();
      event.stopPropagation();
      const byName = new Map(files.map((file) => [file.name, file]));
      takeAll([...byName.keys()], async (name) => {
        const file = byName.get(name);
        if (!file || file.size > LARGEST_FILE) {
          throw new RangeError('the file is too large for a schedule');
        }
        return file.text();
      });
    }
  });
  const fromBrowser = (event: Event): Drag.Event | undefined => {
    const drag = event as Drag.Event;
    return drag.mimeData.hasData(CONTENTS_MIME) ? drag : undefined;
  };
  for (const name of ['lm-dragenter', 'lm-dragover']) {
    node.addEventListener(name, (event) => {
      const drag = fromBrowser(event);
      if (drag) {
        drag.preventDefault();
        drag.stopPropagation();
        // the file browser offers only to move: what it does not offer it never drops
        drag.dropAction = drag.proposedAction;
        mark(true);
      }
    });
  }
  node.addEventListener('lm-dragleave', () => mark(false));
  node.addEventListener('lm-drop', (event) => {
    const drag = fromBrowser(event);
    if (drag) {
      drag.preventDefault();
      drag.stopPropagation();
      drag.dropAction = drag.proposedAction;
      takeAll(drag.mimeData.getData(CONTENTS_MIME) as string[], (path) => target.load(path));
    }
  });
}

function labelOf(path: string): string {
  const name = path.split('/').at(-1) ?? path;
  return name.replace(/(\.lrs)?\.json$|\.(py|[cm]?[jt]s)$/i, '');
}
