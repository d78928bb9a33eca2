import type { Chart } from 'anneal/pure';
import { part } from './elements';

/** Longest wait for a paint, ms: a tab that nobody looks at paints nothing. */
const PATIENCE = 100;

/** A still picture in the place of a plot: it needs no Plotly, and is there a few hundred milliseconds before it. */
export class Sketch {
  constructor(private readonly place: HTMLElement) {
    this.image.alt = '';
  }

  /**
   * Shows a chart.
   *
   * @param width Of the plot, px.
   * @returns A promise that ends when the picture is on the screen.
   */
  async show(chart: Chart, width: number): Promise<void> {
    const { pictureOf } = await import('./compose');
    this.image.src = `data:image/svg+xml,${encodeURIComponent(pictureOf(chart, width))}`;
    await this.image.decode();
    this.place.append(this.image);
    await painted();
  }

  remove(): void {
    this.image.remove();
  }

  private readonly image = part('img', 'sketch');
}

function painted(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, PATIENCE);
  });
}
