// runs in Chromium: the designer on a document of its own, and the time from a pointer to the curve
import { readText } from '../labextension/lib/designer/model/document.js';
import { ScheduleEditor } from '../labextension/lib/designer/view/editor.js';
import '../labextension/style/designer.css';

const fill = (/** @type {string} */ text, /** @type {unknown[]} */ ...values) =>
  text.replace(/%(\d+)/g, (_, index) => String(values[Number(index) - 1]));
const trans = {
  __: fill,
  _n: (one, many, count, ...values) => fill(count === 1 ? one : many, count, ...values),
};

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
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
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
