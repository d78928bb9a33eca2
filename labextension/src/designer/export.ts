import { preview, type Schedule, scheduleChart, toSvg } from 'anneal/pure';
import type { DesignDocument } from './model/document';
import { scheduleOf } from './notebook/code';

/** What a schedule can be exported as. */
export const EXPORT_FORMATS = ['png', 'svg', 'csv', 'json'] as const;

/** Name of a format. */
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Rows of a table of rates; above it the file would be larger than spreadsheets read. */
const MOST_ROWS = 1_000_000;

/** The rates of every update as text. @throws RangeError when there are too many of them. */
export function csvOf(document: DesignDocument): string {
  const schedule = drawable(document);
  if (schedule.steps > MOST_ROWS) {
    throw new RangeError(
      `A table of ${schedule.steps} rows is too long; at most ${MOST_ROWS} are written`,
    );
  }
  const rows = Array.from(schedule.sample(), (rate, step) => `${step},${rate}`);
  return `step,lr\n${rows.join('\n')}\n`;
}

/** The chart of the schedule as a picture that reads on white and on black. */
export function svgOf(document: DesignDocument): string {
  const { schedule, ...axis } = preview(drawable(document));
  return toSvg(scheduleChart(schedule, axis));
}

function drawable(document: DesignDocument): Schedule {
  const schedule = scheduleOf(document);
  if (typeof schedule !== 'function') {
    throw new TypeError('A schedule that listens to metrics has no rates before them');
  }
  return schedule;
}

/** A picture in pixels, twice as fine as on the screen, on the background of the page. */
export async function pngOf(document: DesignDocument, background: string): Promise<Blob> {
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgOf(document))}`;
  await picture.decode();
  const canvas = window.document.createElement('canvas');
  const [width, height] = [picture.naturalWidth || 860, picture.naturalHeight || 400];
  canvas.width = width * 2;
  canvas.height = height * 2;
  const context = canvas.getContext('2d');
  if (!context) {
    throw new TypeError('This browser cannot draw pictures');
  }
  context.fillStyle = background;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) {
    throw new TypeError('The picture is too large');
  }
  return blob;
}

/** Hands a file to the reader. */
export function download(name: string, content: Blob): void {
  const link = window.document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // the download has begun by then
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
