// what scripts of pages share

const fill = (/** @type {string} */ text, /** @type {unknown[]} */ ...values) =>
  text.replace(/%(\d+)/g, (_, index) => String(values[Number(index) - 1]));

/** The words as they are written. */
export const trans = {
  __: fill,
  _n: (one, many, count, ...values) => fill(count === 1 ? one : many, count, ...values),
};

/** Ends when the browser has painted. */
export const painted = () =>
  new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
