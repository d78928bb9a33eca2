import type { TranslationBundle } from '@jupyterlab/translation';
import type { Chart, Fact } from 'anneal/pure';
import { part, setText, updateChildren } from './elements';
import { StatusChip } from './status';

/** Title, status, progress and facts of a chart as real text: selectable, readable aloud, wrapping. */
export class Header {
  readonly node = part('div', 'header');

  constructor(trans: TranslationBundle, tools: HTMLElement) {
    this.progress.setAttribute('role', 'progressbar');
    this.progress.setAttribute('aria-label', trans.__('Share of the plan that has run'));
    this.progress.append(this.done);
    const line = part('div', 'line', this.title, this.status.node, tools);
    this.node.append(line, this.subtitle, this.progress, this.facts);
  }

  update(chart: Chart): void {
    setText(this.title, chart.title);
    this.status.update(chart.status ?? undefined);
    this.subtitle.hidden = !chart.subtitle;
    setText(this.subtitle, chart.subtitle ?? '');
    this.updateProgress(chart.progress ?? undefined);
    this.progress.dataset.kind = chart.status?.kind ?? '';
    this.facts.hidden = !chart.facts?.length;
    updateChildren(this.facts, chart.facts ?? [], createFact, updateFact);
  }

  private updateProgress(share: number | undefined): void {
    this.progress.hidden = share === undefined;
    const percent = Math.round(1000 * Math.min(1, Math.max(0, share ?? 0))) / 10;
    this.progress.setAttribute('aria-valuenow', String(Math.round(percent)));
    this.done.style.width = `${percent}%`;
  }

  private readonly title = part('h3', 'title');
  private readonly status = new StatusChip();
  private readonly subtitle = part('p', 'subtitle');
  private readonly progress = part('div', 'progress');
  private readonly done = part('div', 'done');
  private readonly facts = part('ul', 'facts');
}

function createFact(): HTMLElement {
  return part('li', 'fact', part('span', 'label'), part('span', 'value'));
}

function updateFact(fact: Element, { label, value }: Fact): void {
  const [before, after] = fact.children;
  if (before && after) {
    setText(before, label && `${label} `);
    setText(after, value);
  }
}
