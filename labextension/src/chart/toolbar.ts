import type { TranslationBundle } from '@jupyterlab/translation';
import type { FigureChoice, RunUnit } from 'anneal/pure';
import { part } from './elements';
import { Menu } from './menu';
import { type Option, Segment } from './segment';
import { SmoothingSlider } from './slider';

/** What a reader asks of a chart. */
export interface ToolbarActions {
  choose(choice: FigureChoice): void;
  reset(): void;
  save(format: 'png' | 'svg' | 'csv'): void;
}

/** What can be chosen for a chart, and what is chosen now. */
export interface ToolbarState {
  readonly losses: readonly ('log' | 'linear')[];
  readonly units: readonly RunUnit[];
  readonly loss: 'log' | 'linear';
  readonly unit: RunUnit;
  readonly smoothing: number | undefined;
  /** Whether the reader has zoomed, so that there is something to reset. */
  readonly zoomed: boolean;
}

/** The controls of a chart: those that would change nothing are not shown. */
export class Toolbar {
  readonly node = part('div', 'toolbar');

  constructor(
    private readonly trans: TranslationBundle,
    actions: ToolbarActions,
  ) {
    this.loss = new Segment(trans.__('Scale of the loss'), (loss) => actions.choose({ loss }));
    this.unit = new Segment(trans.__('Unit of the x axis'), (unit) => actions.choose({ unit }));
    this.slider = new SmoothingSlider(trans, (smoothing) => actions.choose({ smoothing }));
    this.reset.type = 'button';
    this.reset.textContent = trans.__('Reset zoom');
    this.reset.title = trans.__('Show the whole chart, as a double-click on it does');
    this.reset.addEventListener('click', actions.reset);
    const save = new Menu(trans.__('Save'), [
      {
        label: trans.__('PNG'),
        title: trans.__('A picture of what is shown'),
        run: () => actions.save('png'),
      },
      {
        label: trans.__('SVG'),
        title: trans.__('A drawing that stays sharp and can be edited'),
        run: () => actions.save('svg'),
      },
      {
        label: trans.__('CSV'),
        title: trans.__('The points that are shown, one a line'),
        run: () => actions.save('csv'),
      },
    ]);
    this.node.append(this.reset, this.loss.node, this.slider.node, this.unit.node, save.node);
  }

  update(state: ToolbarState): void {
    this.loss.update(this.lossOptions(state.losses), state.loss);
    this.unit.update(this.unitOptions(state.units), state.unit);
    this.slider.update(state.smoothing);
    this.reset.hidden = !state.zoomed;
  }

  private lossOptions(losses: readonly ('log' | 'linear')[]): Option<'log' | 'linear'>[] {
    const { trans } = this;
    const words = {
      log: [trans.__('log'), trans.__('Equal steps for equal factors')],
      linear: [trans.__('linear'), trans.__('Equal steps for equal differences')],
    } as const;
    return losses.map((value) => ({ value, label: words[value][0], title: words[value][1] }));
  }

  private unitOptions(units: readonly RunUnit[]): Option<RunUnit>[] {
    const { trans } = this;
    const words: Readonly<Record<RunUnit, readonly [string, string]>> = {
      step: [trans.__('step'), trans.__('Count updates')],
      epoch: [trans.__('epoch'), trans.__('Count passes over the data')],
      sample: [trans.__('samples'), trans.__('Count examples seen')],
      time: [trans.__('time'), trans.__('Count time, at the mean pace of a run')],
      area: [trans.__('Σ lr'), trans.__('Count the rates of all steps so far, summed')],
    };
    return units
      .filter((unit) => Object.hasOwn(words, unit))
      .map((value) => ({ value, label: words[value][0], title: words[value][1] }));
  }

  private readonly loss: Segment<'log' | 'linear'>;
  private readonly unit: Segment<RunUnit>;
  private readonly slider: SmoothingSlider;
  private readonly reset = part('button', 'button');
}
