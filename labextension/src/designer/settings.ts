import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { View } from './view/picture';

/** How a new editor looks, as the settings say now; the defaults until they are there. */
export function readLook(registry: ISettingRegistry | null, id: string): () => Partial<View> {
  let look: Partial<View> = {};
  const apply = (settings: ISettingRegistry.ISettings): void => {
    const { logAxis, snap, table } = settings.composite;
    look = {
      log: logAxis === true,
      ...((snap === 'epoch' || snap === 'round' || snap === 'off') && { snap }),
      table: table === true ? 'points' : undefined,
    };
  };
  registry
    ?.load(id)
    .then((settings) => {
      apply(settings);
      settings.changed.connect(apply);
    })
    .catch(() => {
      // a front end without this schema: the defaults are fine
    });
  return () => look;
}
