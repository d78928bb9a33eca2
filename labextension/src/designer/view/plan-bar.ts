import type { TranslationBundle } from '@jupyterlab/translation';
import { formatPercent, type Plan, planSteps, stepsPerEpoch } from 'anneal/pure';
import type { DesignDocument } from '../model/document';
import { button, freshId, part, setText } from './dom';
import { icon } from './icons';
import type { Actions, Picture } from './picture';
import { computed, count } from './text';

type Field = 'examples' | 'batchSize' | 'accumulation' | 'epochs';

/** The plan of the run, so that everything reads in steps and epochs; on its right what the schedule comes to. */
export class PlanBar {
  readonly node = part('div', 'plan', { role: 'group' });

  constructor(
    private readonly trans: TranslationBundle,
    private readonly actions: Actions,
  ) {
    this.node.setAttribute('aria-label', trans.__('Plan'));
    this.node.append(part('b', '', {}, trans.__('Plan')));
    this.field('examples', trans.__('Examples'), 66);
    this.field('batchSize', trans.__('Batch'), 48);
    this.field('accumulation', trans.__('Accumulate'), 36);
    this.field('epochs', trans.__('Epochs'), 44);
    this.checks = button('checks', '', () => actions.run('next-finding'));
    this.node.append(
      part('span', 'muted', { 'aria-hidden': 'true' }, '→'),
      this.updates,
      this.perEpoch,
      this.error,
      part('span', 'space'),
      this.area,
      this.checks,
    );
  }

  update(picture: Picture): void {
    this.picture = picture;
    const { plan } = picture.document;
    for (const [name, input] of this.fields) {
      const value = plan?.[name];
      if (input !== document.activeElement) {
        input.value = value === undefined ? '' : String(value);
      }
      input.readOnly = picture.readOnly;
    }
    const steps = plan && planSteps(plan);
    const per = plan && stepsPerEpoch(plan);
    setText(
      this.updates,
      steps
        ? this.trans._n('%2 update', '%2 updates', steps, count(steps))
        : this.trans.__('no plan yet'),
    );
    setText(this.perEpoch, per ? this.trans.__('%1 an epoch', count(per)) : '');
    this.updateArea(picture);
    this.updateChecks(picture);
  }

  private updateArea({ lr }: Picture): void {
    if (lr?.unit !== 'step') {
      setText(this.area, '');
      return;
    }
    // the mean of some thousand steps is the mean of all, as far as three figures tell
    const steps = lr.total;
    const many = Math.min(steps, 4000);
    let sum = 0;
    for (let i = 0; i < many; i++) {
      sum += lr.curve(Math.floor(((i + 0.5) * steps) / many));
    }
    const mean = sum / many;
    setText(
      this.area,
      this.trans.__('Area under lr %1, mean %2', (mean * steps).toPrecision(3), computed(mean)),
    );
  }

  private updateChecks({ findings, lr }: Picture): void {
    const words = !lr
      ? this.trans.__('No schedule to check yet')
      : findings.length === 0
        ? this.trans.__('All checks passed')
        : this.trans._n('%1 warning', '%1 warnings', findings.length);
    this.checks.replaceChildren(icon(findings.length > 0 ? 'warning' : 'ok'), words);
    this.checks.dataset.state = !lr ? 'none' : findings.length > 0 ? 'warning' : 'ok';
    this.checks.disabled = findings.length === 0;
  }

  private field(name: Field, label: string, width: number): void {
    const id = freshId();
    const input = part('input', 'input', {
      id,
      type: 'text',
      inputmode: 'numeric',
      autocomplete: 'off',
      'data-plan': name,
    });
    input.style.width = `${width}px`;
    input.addEventListener('change', () => this.set(name, input.value));
    this.fields.set(name, input);
    if (name === 'accumulation') {
      input.placeholder = '1';
    }
    this.node.append(part('label', 'muted', { for: id }, label), input);
  }

  private set(name: Field, text: string): void {
    const document = this.picture?.document;
    if (!document) {
      return;
    }
    const value = text.trim() === '' ? undefined : Number(text.replace(/[\s,_]/g, ''));
    const whole = name !== 'epochs';
    const wrong =
      value !== undefined && (!(value > 0 && value < 1e15) || (whole && !Number.isInteger(value)));
    this.fields.get(name)?.setAttribute('aria-invalid', String(wrong));
    setText(this.error, wrong ? this.trans.__('%1 must be a number above 0', name) : '');
    if (!wrong) {
      this.actions.change(withPlan(document, name, value));
    }
  }

  private readonly fields = new Map<Field, HTMLInputElement>();
  private readonly updates = part('b', 'number');
  private readonly perEpoch = part('span', 'muted');
  private readonly error = part('span', 'error', { role: 'status' });
  private readonly area = part('span', 'muted planarea');
  private readonly checks: HTMLButtonElement;
  private picture: Picture | undefined;
}

/** A document with another fact in its plan; a plan without facts is none. */
function withPlan(
  document: DesignDocument,
  name: Field,
  value: number | undefined,
): DesignDocument {
  const { plan: old, ...rest } = document;
  const { [name]: _, ...others } = old ?? {};
  const plan: Plan = value === undefined ? others : { ...others, [name]: value };
  return Object.keys(plan).length > 0 ? { ...rest, plan } : rest;
}

/** A share of a plan in words. */
export function shareText(updates: number, plan: Plan | undefined): string | undefined {
  const steps = plan && planSteps(plan);
  return steps ? formatPercent(updates / steps) : undefined;
}
