import type { ChartVerdict } from 'anneal/pure';
import { part, setText } from './elements';

/** What a chart comes to: a few words in bold, and the sentence that says how far they go. */
export class VerdictLine {
  readonly node = part('p', 'verdict');

  constructor() {
    this.node.append(this.head, ' ', this.text);
  }

  update(verdict: ChartVerdict | undefined): void {
    this.node.hidden = !verdict;
    setText(this.head, verdict?.head ?? '');
    setText(this.text, verdict?.text ?? '');
  }

  private readonly head = document.createElement('strong');
  private readonly text = document.createElement('span');
}
