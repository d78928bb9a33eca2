import { npmCommand } from './npm.mjs';

const folder = 'labextension';

/**
 * The JupyterLab extension: compiled files in `lib`, the bundle in `jupyterlab_anneal/labextension`.
 *
 * @returns {import('../step.mjs').Step}
 */
export function extensionStep() {
  return {
    id: 'extension',
    name: 'JupyterLab extension, built',
    doing: 'build the JupyterLab extension',
    // `src` of the library too: the extension bundles a part of it
    inputs: [
      ...['src', 'style', 'schema', 'package.json', 'tsconfig.json'].map(
        (name) => `${folder}/${name}`,
      ),
      'src',
      'tsconfig.json',
      'package.json',
      'package-lock.json',
    ],
    outputs: [`${folder}/lib`, `${folder}/jupyterlab_anneal/labextension`],
    inPlace: true,
    remedy: 'read the log; `npm run build:labextension` shows the same error',
    async run({ must }) {
      const [npm, ...first] = npmCommand();
      await must(npm, [...first, 'run', 'build', '--workspace', folder]);
    },
  };
}
