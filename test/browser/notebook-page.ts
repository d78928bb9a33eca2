import path from 'node:path';
import { expect, type JSHandle, type Locator, type Page } from '@playwright/test';
import { CHART_MIME } from './charts';
import { KERNELS } from './lab';

/** The themes of JupyterLab, by the names of our own. */
const THEMES = {
  light: 'JupyterLab Light',
  dark: 'JupyterLab Dark',
  highContrast: 'JupyterLab Dark High Contrast',
} as const;

type Place = readonly [number, number];

interface CellModel {
  readonly sharedModel: { setSource(source: string): void };
}

interface NotebookPanel {
  readonly id: string;
  readonly context: { readonly model: { readonly dirty: boolean } };
  readonly content: {
    scrollToItem(index: number): Promise<void>;
    readonly activeCell: { readonly model: CellModel };
    readonly widgets: readonly {
      readonly model: CellModel;
      readonly outputArea: { readonly model: { set(index: number, output: object): void } };
    }[];
  };
}

interface JupyterLab {
  readonly restored: Promise<void>;
  readonly commands: { execute(id: string, args?: object): Promise<unknown> };
  readonly shell: {
    add(widget: unknown, area: string, options: object): void;
    activateById(id: string): void;
    collapseLeft(): void;
  };
}

declare global {
  interface Window {
    readonly jupyterapp: JupyterLab;
  }
}

/** A notebook in the browser. */
export class NotebookPage {
  private constructor(
    readonly page: Page,
    /** The file on disk. */
    readonly file: string,
    private readonly panel: JSHandle<NotebookPanel>,
  ) {}

  static async open(
    page: Page,
    url: string,
    file: string,
    kernel?: keyof typeof KERNELS,
  ): Promise<NotebookPage> {
    const name = path.basename(file);
    // a name with a dot is no name of a workspace
    await page.goto(`${url}/lab/workspaces/${path.parse(name).name}`);
    // the last thing a fresh workspace does; a notebook opened before would end up behind it
    await expect(page.locator('.jp-Launcher')).toBeVisible();
    const panel = await page.evaluateHandle(
      async (args) => {
        const { commands } = window.jupyterapp;
        return (await commands.execute('docmanager:open', args)) as NotebookPanel;
      },
      {
        path: name,
        factory: 'Notebook',
        kernelPreference: kernel ? {} : { shouldStart: false, canStart: false },
      },
    );
    const notebook = new NotebookPage(page, file, panel);
    await expect(page.locator('.jp-Notebook .jp-CodeCell').first()).toBeVisible();
    if (kernel) {
      // a cell run before may be lost
      await expect(page.getByText(`${KERNELS[kernel]} | Idle`)).toBeVisible();
    }
    await notebook.setTheme('light');
    return notebook;
  }

  /** The charts of the notebook. */
  get charts(): Locator {
    return this.page.locator('.jp-AnnealChart');
  }

  execute(command: string, args: object = {}): Promise<void> {
    return this.page.evaluate(
      async ([id, options]) => {
        await window.jupyterapp.commands.execute(id, options);
      },
      [command, args] as const,
    );
  }

  /** The prompt beside a cell: `[*]:` while it runs. */
  prompt(cell: number): Locator {
    return this.page.locator('.jp-CodeCell').nth(cell).locator('.jp-InputPrompt');
  }

  /** What a cell has printed and shown. */
  output(cell: number): Locator {
    return this.page.locator('.jp-CodeCell').nth(cell).locator('.jp-OutputArea-output');
  }

  /** Runs the first cells as people do; does not wait for them. */
  async runCells(count: number): Promise<void> {
    await this.prompt(0).click();
    for (let cell = 0; cell < count; cell += 1) {
      await this.page.keyboard.press('Shift+Enter');
    }
  }

  /** Brings the notebook to the front. */
  async activate(): Promise<void> {
    await this.panel.evaluate(({ id }) => window.jupyterapp.shell.activateById(id));
    await expect(this.page.locator('.jp-Notebook')).toBeVisible();
  }

  /** Replaces the source of a cell. */
  setSource(cell: number, source: string): Promise<void> {
    return this.panel.evaluate(
      ({ content }, [index, text]) => content.widgets[index]?.model.sharedModel.setSource(text),
      [cell, source] as const,
    );
  }

  /** Puts a source into the active cell. */
  type(source: string): Promise<void> {
    return this.panel.evaluate(
      ({ content }, text) => content.activeCell.model.sharedModel.setSource(text),
      source,
    );
  }

  /** Puts a launcher beside the notebook. */
  async splitRight(): Promise<void> {
    await this.panel.evaluate(async ({ id }) => {
      const { commands, shell } = window.jupyterapp;
      const launcher = await commands.execute('launcher:create');
      shell.add(launcher, 'main', { mode: 'split-right', ref: id });
    });
  }

  scrollTo(cell: number): Promise<void> {
    return this.panel.evaluate(({ content }, index) => content.scrollToItem(index), cell);
  }

  /** Drags over the upper plot of a chart, from and to places in px from its corner. */
  async dragOver(
    chart: Locator,
    { from, to, hold }: { from: Place; to: Place; hold?: boolean },
  ): Promise<void> {
    await chart.scrollIntoViewIfNeeded();
    const plot = await chart.locator('.nsewdrag').first().boundingBox();
    if (!plot) {
      throw new Error('the chart has no plot to drag over');
    }
    await this.page.mouse.move(plot.x + from[0], plot.y + from[1]);
    await this.page.mouse.down();
    await this.page.mouse.move(plot.x + to[0], plot.y + to[1], { steps: 4 });
    if (!hold) {
      await this.page.mouse.up();
    }
  }

  setTheme(theme: keyof typeof THEMES): Promise<void> {
    return this.execute('apputils:change-theme', { theme: THEMES[theme] });
  }

  /** Replaces the first output of the first cell as an `update_display_data` message does. */
  sendFrame(chart: unknown): Promise<void> {
    return this.panel.evaluate(
      ({ content }, [mime, data]) => {
        content.widgets[0]?.outputArea.model.set(0, {
          output_type: 'display_data',
          data: { [mime]: data },
          metadata: {},
        });
      },
      [CHART_MIME, chart] as const,
    );
  }

  /** Whether JupyterLab would save the notebook. */
  isDirty(): Promise<boolean> {
    return this.panel.evaluate(({ context }) => context.model.dirty);
  }
}
