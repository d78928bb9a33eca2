import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

/** What each part of `src` may import; `pure` parts also run in a browser. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  schedule: [],
  library: ['schedule'],
  code: ['schedule', 'library'],
  figure: ['schedule'],
  display: [],
  kernel: ['display'],
  cli: ['schedule', 'library', 'code', 'figure', 'kernel'],
  train: ['schedule'],
  notebook: ['schedule', 'figure', 'display', 'train'],
  'pure.ts': ['schedule', 'library', 'figure'],
  'on-first-use.ts': ['schedule', 'code'],
  'index.ts': ['schedule', 'library', 'code', 'figure', 'train', 'notebook', 'on-first-use.ts'],
};
const PURE = ['schedule', 'library', 'code', 'figure', 'pure.ts'];
/** Packages that a pure part is made with: parsers that know neither Node nor a browser. */
const PACKAGES: Readonly<Record<string, RegExp>> = { code: /^@lezer\// };
const NODE_OR_DOM = /\b(process|Buffer|require|globalThis|window|document|navigator)\b/;

/** A static import or re-export, an import for its effects, a dynamic import or a require. */
const IMPORT =
  /^(?:import|export)\s[^;]*?\sfrom '([^']+)'|^import '([^']+)'|\b(?:import|require)\('([^']+)'\)/gm;

interface Source {
  readonly file: string;
  readonly text: string;
}

function sources(folder: string): Source[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));
}

/** The part a file of `src` belongs to: its folder, or the file itself at the top. */
const partOf = (file: string): string => file.split(/[\\/]/)[0] as string;

/** Every import that goes the wrong way, as a sentence. */
function wrongImports(files: readonly Source[]): string[] {
  return files.flatMap(({ file, text }) => {
    const part = partOf(file);
    const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
    const specifiers = [...code.matchAll(IMPORT)].map(([, ...one]) => one.find(Boolean) as string);
    const wrong = specifiers.flatMap((specifier) => {
      if (PACKAGES[part]?.test(specifier)) return [];
      if (!specifier.startsWith('.')) {
        const outside =
          specifier.startsWith('node:') || builtinModules.includes(specifier)
            ? 'Node'
            : 'a package';
        return PURE.includes(part)
          ? [`${file} imports '${specifier}': ${part} may import nothing of ${outside}`]
          : [];
      }
      // the version of the package is read from there
      if (specifier.endsWith('/package.json')) return [];
      const target = partOf(relative(resolve('/src'), resolve('/src', file, '..', specifier)));
      const targetPart = target in ALLOWED ? target : `${target}.ts`;
      if (targetPart === part || ALLOWED[part]?.includes(targetPart)) return [];
      const allowed = ALLOWED[part]?.join(', ') || 'nothing';
      return [`${file} imports '${specifier}': ${part} may import ${allowed}, not ${target}`];
    });
    const used = PURE.includes(part)
      ? NODE_OR_DOM.exec(code.replace(/(['"`])(?:\\.|(?!\1)[^\\])*\1/g, ''))
      : null;
    return used ? [...wrong, `${file} uses ${used[1]}: ${part} also runs in a browser`] : wrong;
  });
}

describe('architecture', () => {
  it('knows every part of src', () => {
    expect(Object.keys(ALLOWED).sort()).toEqual(readdirSync('src').sort());
  });

  it('lets imports point one way', () => {
    expect(wrongImports(sources('src'))).toEqual([]);
  });

  it.each([
    [
      'schedule/planted.ts',
      "import { fit } from '../train';",
      "schedule/planted.ts imports '../train': schedule may import nothing, not train",
    ],
    [
      'figure/planted.ts',
      "import { readFileSync } from 'node:fs';",
      "figure/planted.ts imports 'node:fs': figure may import nothing of Node",
    ],
    [
      'figure/planted.ts',
      "import Plotly from 'plotly.js';",
      "figure/planted.ts imports 'plotly.js': figure may import nothing of a package",
    ],
    [
      'figure/planted.ts',
      'const bytes = Buffer.from([1]);',
      'figure/planted.ts uses Buffer: figure also runs in a browser',
    ],
    [
      'train/planted.ts',
      "export { show } from '../notebook/show';",
      "train/planted.ts imports '../notebook/show': train may import schedule, not notebook",
    ],
    [
      'pure.ts',
      "export * from './display';",
      "pure.ts imports './display': pure.ts may import schedule, library, figure, not display",
    ],
  ])('says what is wrong with a planted import in %s', (file, text, sentence) => {
    expect(wrongImports([{ file, text }])).toEqual([sentence]);
  });

  it('has a barrel of families that is up to date', async () => {
    const { execFileSync } = await import('node:child_process');
    expect(() => execFileSync(process.execPath, ['scripts/barrel.mjs', '--check'])).not.toThrow();
  });
});
