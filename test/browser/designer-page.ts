import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import type { Lab } from './lab';

/** A schedule in the designer, as people see and move it. */
export class DesignerPage {
  private constructor(
    readonly page: Page,
    /** The file on disk. */
    readonly file: string,
  ) {}

  /** Writes a file and opens it. */
  static async open(page: Page, lab: Lab, name: string, content: unknown): Promise<DesignerPage> {
    const file = path.join(lab.folder, `${name}.lrs.json`);
    await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
    await DesignerPage.openLab(page, lab, name);
    return DesignerPage.show(page, file);
  }

  /** Writes a file and opens it beside what is open already. */
  static async write(page: Page, lab: Lab, name: string, content: object): Promise<DesignerPage> {
    const file = path.join(lab.folder, `${name}.lrs.json`);
    await writeFile(file, JSON.stringify(content));
    return DesignerPage.show(page, file);
  }

  /** A fresh workspace without a document. */
  static async openLab(page: Page, lab: Lab, workspace: string): Promise<void> {
    await page.goto(`${lab.url}/lab/workspaces/${workspace}`);
    await expect(page.locator('.jp-Launcher')).toBeVisible();
  }

  /** Opens a file that is there. */
  static async show(page: Page, file: string): Promise<DesignerPage> {
    await page.evaluate(async (name) => {
      await window.jupyterapp.commands.execute('docmanager:open', { path: name });
    }, path.basename(file));
    return DesignerPage.on(page, file);
  }

  /** The designer that a page shows by itself. */
  static async on(page: Page, file: string): Promise<DesignerPage> {
    const designer = new DesignerPage(page, file);
    await designer.ready();
    return designer;
  }

  /** The designer that a click of the launcher has made. */
  static async fromLauncher(page: Page, lab: Lab, workspace: string): Promise<DesignerPage> {
    await DesignerPage.openLab(page, lab, workspace);
    await page.locator('.jp-LauncherCard', { hasText: 'Schedule Designer' }).click();
    const tab = page.locator('.lm-DockPanel-tabBar .lm-TabBar-tab', { hasText: '.lrs.json' });
    await expect(tab).toBeVisible();
    const name = (await tab.locator('.lm-TabBar-tabLabel').textContent()) ?? '';
    return DesignerPage.on(page, path.join(lab.folder, name));
  }

  async ready(): Promise<void> {
    await expect(this.view).toHaveAttribute('data-ready', 'true');
  }

  /** The tab of the document and all in it. */
  get view(): Locator {
    return this.page.locator('.jp-AnnealDesigner-view:visible');
  }

  get editor(): Locator {
    return this.view.locator('.jp-AnnealDesigner');
  }

  /** Points of the curve by what they are called, such as `Cosine peak`. */
  handle(name: string): Locator {
    return this.editor.getByRole('slider', { name, exact: true });
  }

  /** A field of the form. */
  field(param: string): Locator {
    return this.editor.locator(`[data-param="${param}"] input[type="text"]`);
  }

  get segments(): Locator {
    return this.editor.getByRole('listbox', { name: 'Segments' }).getByRole('option');
  }

  /** Whether the tab shows the dot of unsaved changes. */
  get dirty(): Locator {
    return this.page.locator('.lm-TabBar-tab.jp-mod-dirty', { hasText: path.basename(this.file) });
  }

  /** Drags a point by px and lets it go. */
  drag(handle: Locator, by: readonly [number, number]): Promise<void> {
    return DesignerPage.dragBy(this.page, handle, by);
  }

  /** Drags a point of a designer that is anywhere, such as in the output of a cell. */
  static async dragBy(
    { mouse }: Page,
    handle: Locator,
    by: readonly [number, number],
  ): Promise<void> {
    const box = await handle.locator('.jp-AnnealDesigner-dot').boundingBox();
    if (!box) {
      throw new Error('the point is not on the screen');
    }
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await mouse.move(x, y);
    await mouse.down();
    await mouse.move(x + by[0] / 2, y + by[1] / 2, { steps: 3 });
    await mouse.move(x + by[0], y + by[1], { steps: 3 });
    await mouse.up();
  }

  /** Brings the tab to the front. */
  async activate(): Promise<void> {
    await this.page.locator('.lm-TabBar-tab', { hasText: path.basename(this.file) }).click();
    await this.ready();
  }

  command(id: string, args: object = {}): Promise<void> {
    return this.page.evaluate(
      async ([name, options]) => {
        await window.jupyterapp.commands.execute(`schedule-designer:${name}`, options);
      },
      [id, args] as const,
    );
  }

  /** Pastes a text as the keyboard does: the designer gets the event that Ctrl V makes. */
  async paste(text: string): Promise<void> {
    await this.view.evaluate((node, pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      node.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
    }, text);
  }

  /** Saves as people do, and waits for the file. */
  async save(): Promise<void> {
    await this.page.keyboard.press('Control+s');
    await expect(this.dirty).toHaveCount(0);
  }

  /** What the file holds. */
  async json(): Promise<Record<string, unknown>> {
    return JSON.parse(await readFile(this.file, 'utf8'));
  }

  /** Loads the page again and opens the same file. */
  async reload(): Promise<DesignerPage> {
    await this.page.reload();
    // the layout brings the document back by itself
    await this.ready();
    return this;
  }
}
