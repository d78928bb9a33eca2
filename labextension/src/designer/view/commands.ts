import type { TranslationBundle } from '@jupyterlab/translation';
import { families } from 'anneal/pure';
import {
  addAfter,
  addWarmup,
  bareSpec,
  duplicateItem,
  joinItems,
  momentumFor,
  removeItem,
  repeatItem,
  splitItem,
} from '../model/edits';
import { keep } from '../model/findings';
import type { Scene } from '../model/scene';
import type { Track } from '../model/track';
import type { Actions, Command, Picture, View } from './picture';
import type { Screen } from './screen';

/** The editor as its commands see it. */
interface Ground extends Omit<Actions, 'preview' | 'run' | 'removeRun'> {
  readonly view: View;
  readonly shown: Picture | undefined;
}

/** What menus, keys and buttons ask for, done to an editor. */
export class Commands {
  constructor(
    private readonly editor: Ground,
    private readonly screen: Screen,
    private readonly trans: TranslationBundle,
  ) {}

  run(command: Command, argument?: unknown): void {
    const { editor } = this;
    const { view } = editor;
    const runners: Record<Command, () => void> = {
      'add-warmup': () => this.editScene((scene) => addWarmup(scene), 0),
      'add-segment': () => this.addSegment(String(argument)),
      split: () =>
        this.editScene((scene, index) =>
          splitItem(scene, index, splitStep(scene, index, view.pointer)),
        ),
      join: () => this.editScene(joinItems),
      repeat: () => this.editScene(repeatItem),
      duplicate: () => this.editScene(duplicateItem),
      remove: () => this.editScene(removeItem, Math.max(0, view.selected - 1)),
      'log-axis': () => editor.look({ log: !view.log }),
      momentum: () => this.toggleMomentum(),
      table: () => this.toggleTable(),
      compare: () => editor.look({ tab: view.tab === 'compare' ? 'segment' : 'compare' }),
      advice: () => editor.look({ tab: 'advice' }),
      'next-finding': () => this.nextFinding(),
      'apply-fix': () => this.applyFix(),
      'dismiss-finding': () => this.dismiss(),
      'next-pane': () => this.screen.focusPane(1, view.handle),
      'previous-pane': () => this.screen.focusPane(-1, view.handle),
    };
    runners[command]();
  }

  private editScene(change: (scene: Scene, index: number) => Track, select?: number): void {
    const { editor } = this;
    const { scene, view, readOnly } = editor.shown ?? {};
    if (!scene || !view || readOnly) {
      return;
    }
    try {
      const track = change(scene, view.selected);
      if (track !== scene.track) {
        editor.edit(track);
        editor.look({ selected: select ?? view.selected, tab: 'segment' });
        editor.announce(this.trans.__('%1 segments', String(track.items.length)));
      }
    } catch (error) {
      editor.announce((error as Error).message);
    }
  }

  private addSegment(id: string): void {
    const family = families.find((one) => one.id === id);
    const scene = this.editor.shown?.scene;
    if (family && scene) {
      const index = this.editor.view.selected;
      this.editScene(() => addAfter(scene, index, family), index + 1);
    }
  }

  private toggleMomentum(): void {
    const { document, lr } = this.editor.shown ?? {};
    if (!document || !lr) {
      return;
    }
    const { momentum, ...rest } = document;
    this.editor.look({ track: 'lr' });
    this.editor.change(momentum ? rest : { ...document, momentum: momentumFor(lr) });
  }

  private toggleTable(): void {
    const table = this.editor.view.table ? undefined : 'points';
    this.editor.look({ table });
    if (table) {
      this.screen.twin.focus();
    }
  }

  private nextFinding(): void {
    const { findings = [] } = this.editor.shown ?? {};
    if (findings.length > 0) {
      const finding = (this.editor.view.finding + 1) % findings.length;
      this.editor.look({ finding });
      this.editor.announce(findings[finding]?.message ?? '');
    }
  }

  private applyFix(): void {
    const { finding, document, readOnly } = this.editor.shown ?? {};
    if (finding?.fix && document && !readOnly) {
      this.editor.change({ ...document, spec: bareSpec(finding.fix) });
      this.editor.look({ finding: 0 });
      this.editor.announce(this.trans.__('Applied: %1', finding.fix.message));
    }
  }

  private dismiss(): void {
    const { finding, document } = this.editor.shown ?? {};
    if (finding && document) {
      this.editor.change(keep(document, finding));
      this.editor.look({ finding: 0 });
    }
  }
}

/** Where a segment is split: under the pointer when it is over the segment, else in the middle. */
function splitStep(scene: Scene, index: number, pointer: number | undefined): number {
  const { from = 0, to = 2 } = scene.segments[index] ?? {};
  const per = scene.stepsPerEpoch;
  const middle = Math.round((from + to) / 2);
  const even = per ? Math.round(Math.round(middle / per) * per) : middle;
  const fallback = even > from && even < to ? even : middle;
  return pointer !== undefined && pointer > from && pointer < to ? pointer : fallback;
}
