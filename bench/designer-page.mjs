// runs in Chromium: the designer on a document of its own, and the time from a pointer to the curve
import { readText } from '../labextension/lib/designer/model/document.js';
import { ScheduleEditor } from '../labextension/lib/designer/view/editor.js';
import { painted, trans } from './page-parts.mjs';
import '../labextension/style/designer.css';

/** Milliseconds until the designer with this file is on the screen. */
globalThis.open = async (text) => {
  const begun = performance.now();
  let state = readText(text);
  const host = {
    name: 'bench',
    readOnly: false,
    read: () => state,
    text: () => text,
    edit(next) {
      state = { document: next };
      editor.refresh();
    },
    editText() {},
    chooseFamily() {},
    paste() {},
    shown() {},
  };
  const editor = new ScheduleEditor(host, trans);
  document.body.replaceChildren(editor.node);
  editor.refresh();
  await painted();
  return performance.now() - begun;
};

/** Milliseconds from each move of the pointer to the curve that answers it. */
globalThis.watch = () => {
  const taken = [];
  let moved;
  addEventListener(
    'pointermove',
    () => {
      moved ??= performance.now();
    },
    true,
  );
  const drawn = () => {
    if (moved !== undefined) taken.push(performance.now() - moved);
    moved = undefined;
  };
  new MutationObserver(drawn).observe(document.querySelector('.jp-AnnealDesigner-plot'), {
    attributeFilter: ['data-drawn'],
  });
  globalThis.taken = taken;
};
