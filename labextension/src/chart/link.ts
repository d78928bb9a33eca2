/** A chart that can show where another one is hovered. */
export interface Linked {
  /** Shows the hover of a step, or none. */
  follow(step: number | undefined): void;
}

const charts = new Set<Linked>();
let frame = 0;

/** Adds a chart to those of the page that hover together; the result takes it out again. */
export function link(chart: Linked): () => void {
  charts.add(chart);
  return () => charts.delete(chart);
}

/** Tells the other charts where one is hovered; a burst tells the last. */
export function tell(from: Linked, step: number | undefined): void {
  cancelAnimationFrame(frame);
  frame = requestAnimationFrame(() => {
    for (const chart of charts) {
      if (chart !== from) {
        chart.follow(step);
      }
    }
  });
}
