import { expect, test } from './fixtures';

test('a designer in a cell is bound to the kernel both ways', async ({ run, page }) => {
  const notebook = await run([
    {
      source:
        "import { cosine, design } from 'anneal';\nconst d = design(cosine({ peak: 1e-3, steps: 100 }));",
    },
    { source: 'console.log(d.schedule.spec.values.peak, d.schedule(0))' },
    { source: 'd.schedule = cosine({ peak: 0.5, steps: 50 });' },
  ]);
  await notebook.runCells(1);
  const output = page.locator('.jp-AnnealDesigner-output');
  await expect(output).toHaveAttribute('data-bound', 'true');
  const peak = output.getByRole('slider', { name: 'Cosine peak' });
  await expect(peak).toHaveAttribute('data-rate', '0.001');
  await peak.press('ArrowUp');
  await expect(peak).toHaveAttribute('data-rate', '0.0011');

  // the cell below sees what is on the screen
  await notebook.prompt(1).click();
  await page.keyboard.press('Shift+Enter');
  await expect(notebook.output(1)).toContainText('0.0011 0.0011');

  // and the screen shows what a cell sets
  await notebook.prompt(2).click();
  await page.keyboard.press('Shift+Enter');
  await expect(peak).toHaveAttribute('data-rate', '0.5');
  await peak.press('Control+z');
  await expect(notebook.prompt(2)).toHaveText('[3]:');
});
