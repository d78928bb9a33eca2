import type { NotebookPanel } from '@jupyterlab/notebook';

/** How long a kernel that is still starting is waited for, ms. */
const PATIENCE = 1500;

/** Language of a notebook's kernel in lower case, as the kernel, its spec or the file says; empty when nobody does. */
export async function languageOf(panel: NotebookPanel): Promise<string> {
  const kernel = panel.sessionContext.session?.kernel;
  if (kernel) {
    const info = await Promise.race([
      kernel.info.catch(() => undefined),
      new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE)),
    ]);
    const name = info?.language_info.name ?? (await kernel.spec)?.language;
    if (name) {
      return name.toLowerCase();
    }
  }
  const model = panel.content.model;
  const spec = model?.getMetadata('kernelspec') as { readonly language?: string } | undefined;
  const info = model?.getMetadata('language_info') as { readonly name?: string } | undefined;
  return (info?.name ?? spec?.language ?? model?.defaultKernelLanguage ?? '').toLowerCase();
}
