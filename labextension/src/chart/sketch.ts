import { part } from './elements';

/** Longest wait for a paint, ms: a tab that nobody looks at paints nothing. */
const PATIENCE = 100;

/** A still picture in the place of a plot: it needs no Plotly, and is there a few hundred milliseconds before it. */
export class Sketch {
  constructor(private readonly place: HTMLElement) {
    this.image.alt = '';
  }

  /** Shows an SVG document. @returns A promise that ends when it is on the screen. */
  async show(svg: string): Promise<void> {
    this.image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
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
