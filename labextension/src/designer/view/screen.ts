import type { TranslationBundle } from '@jupyterlab/translation';
import type { Problem } from '../model/document';
import { lockedSteps } from '../model/run';
import { Broken } from './broken';
import { Chart } from './chart';
import { part, setText } from './dom';
import { FindingCard } from './finding-card';
import type { EditorHost } from './host';
import { Inspector } from './inspector';
import { Legend } from './legend';
import { firstControl, focusPane } from './panes';
import type { Actions, Picture } from './picture';
import { PlanBar } from './plan-bar';
import { Start } from './start';
import { Strip } from './strip';
import { Twin } from './table/twin';

/** The parts of the editor in their places; each is shown the picture of the moment. */
export class Screen {
  readonly node = part('div', '');
  readonly chart: Chart;
  readonly twin: Twin;

  constructor(
    trans: TranslationBundle,
    actions: Actions,
    private readonly host: EditorHost,
    /** Puts the focus where it belongs after a part that had it is gone. */
    refocus: () => void,
  ) {
    this.chart = new Chart(trans, actions);
    this.legend = new Legend(trans, actions);
    this.strip = new Strip(trans, actions, (anchor) => host.chooseFamily(anchor));
    this.plan = new PlanBar(trans, actions);
    this.inspector = new Inspector(trans, actions);
    this.card = new FindingCard(trans, actions);
    this.twin = new Twin(trans, actions);
    this.start = new Start(trans, actions, () => host.paste());
    this.broken = new Broken(trans, (text) => {
      host.editText(text);
      // the button that had the focus is gone
      refocus();
    });
    this.node.className = 'jp-AnnealDesigner';
    this.chart.node.append(this.card.node);
    this.centre.append(
      this.legend.node,
      this.banner,
      this.start.node,
      this.chart.node,
      this.strip.node,
      this.twin.node,
    );
    this.node.append(this.body, this.plan.node, this.broken.node, this.live);
    this.body.append(this.centre, this.inspector.node);
  }

  draw(picture: Picture, dragging: boolean): void {
    const hasSchedule = picture.document.spec !== undefined;
    for (const node of [this.legend.node, this.chart.node, this.strip.node]) {
      node.hidden = !hasSchedule;
    }
    setText(this.banner, picture.problem ?? '');
    this.banner.hidden = !picture.problem;
    this.start.update(picture);
    this.twin.update(picture, dragging);
    this.drawCurve(picture, dragging);
    this.inspector.update(
      hasSchedule ? picture : { ...picture, view: { ...picture.view, tab: 'advice' } },
      dragging,
    );
    if (!dragging) {
      this.plan.update(picture);
    }
    this.node.dataset.state = picture.problem ? 'problem' : hasSchedule ? 'ready' : 'start';
  }

  /** The curve and what lies on it, without the forms: somebody may be typing there. */
  drawCurve(picture: Picture, dragging: boolean): void {
    this.legend.update(picture);
    this.chart.update(picture, dragging);
    const { ruler } = this.chart;
    if (ruler) {
      this.strip.update(picture, ruler, dragging);
    }
    this.placeCard(picture, dragging);
  }

  /** Only what the step under the pointer changes. */
  drawPointer(picture: Picture): void {
    this.chart.update(picture, false);
    if (picture.view.tab === 'compare') {
      this.inspector.update(picture, false);
    }
  }

  /** The text of a document that cannot be read, instead of everything else. */
  showBroken(problem: Problem): void {
    this.body.hidden = this.plan.node.hidden = true;
    this.broken.update(problem, this.host.text(), this.host.readOnly);
    this.node.dataset.state = 'broken';
  }

  hideBroken(): void {
    this.broken.update(undefined, '', false);
    this.body.hidden = this.plan.node.hidden = false;
  }

  announce(text: string): void {
    setText(this.live, text);
  }

  /** Where somebody begins: at the curve, or at the ways to a first one. */
  focus(picture: Picture | undefined, handle: string | undefined): void {
    if (!picture?.document.spec) {
      this.start.focus();
    } else {
      this.chart.focus(handle);
    }
  }

  focusPane(by: number, handle: string | undefined): void {
    const panes = [
      firstControl(this.legend),
      { node: this.chart.node, focus: () => this.chart.focus(handle) },
      this.strip,
      this.twin,
      firstControl(this.inspector),
      firstControl(this.plan),
    ];
    focusPane(panes, by);
  }

  private placeCard(picture: Picture, dragging: boolean): void {
    const { finding, lr } = picture;
    const training = lockedSteps(picture.run) > 0;
    if (dragging || training || !finding || !lr || picture.view.tab === 'compare') {
      this.card.node.hidden = true;
      return;
    }
    const place = this.chart.placeOf(Math.min(finding.at, lr.total), lr.curve(finding.at));
    this.card.update(picture, place, this.chart.node.clientWidth);
  }

  private readonly body = part('div', 'body');
  private readonly centre = part('div', 'centre');
  private readonly banner = part('div', 'banner', { role: 'alert', hidden: true });
  private readonly live = part('div', 'live', { 'aria-live': 'polite', role: 'status' });
  private readonly legend: Legend;
  private readonly strip: Strip;
  private readonly plan: PlanBar;
  private readonly inspector: Inspector;
  private readonly card: FindingCard;
  private readonly start: Start;
  private readonly broken: Broken;
}
