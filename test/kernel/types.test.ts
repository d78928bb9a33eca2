import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from '@tslab/typescript-for-tslab';
import { afterAll, describe, expect, it } from 'vitest';

// the compiler of a notebook: TypeScript 5.0.4, module resolution that knows no `exports`
const folder = mkdtempSync(join('test', 'consumer-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const CONSUMER = `
import * as anneal from 'anneal';
import { type Schedule, cosine, families, fit, sequence, show, compare, preview } from 'anneal';
import { light, paint, scheduleChart } from 'anneal/pure';
import { fromCode as read, type Target, toCode as write } from 'anneal/code';
import * as tf from '@tensorflow/tfjs-node';

export const schedule = cosine({ peak: 1e-3, steps: '10ep', end: 'inclusive' }).warmup('1ep', { shape: 'cosine' });
export const many = sequence([schedule, cosine()], [10]);
export const drawn = preview(schedule);
export const family = anneal.cosineFamily;
export const all = families;
export const chart = scheduleChart(schedule);
export const painted = paint(chart.figure, light);
export const model = tf.sequential();
export const run = async () => fit(model, tf.zeros([4, 2]), tf.zeros([4, 1]), schedule, { epochs: 2 });
export const history = async () => (await run()).history.loss[0];
show(schedule);
compare({ a: schedule, b: cosine() });
// @ts-expect-error a misspelt option
cosine({ peek: 1 });
// @ts-expect-error a length in no known unit
cosine({ steps: '10 epochs' });
const target: Target = 'pytorch';
export const code: string = anneal.toCode(schedule, target, { plan: { stepsPerEpoch: 9 } });
export const back = [anneal.fromCode(code, { names: { lr: 1 } }), read(write(schedule, 'optax'))];
const rate: Schedule = schedule;
rate(0).toFixed(2);
`;

function problems(options: ts.CompilerOptions): string[] {
  const file = join(folder, 'consumer.ts');
  writeFileSync(file, CONSUMER);
  const program = ts.createProgram([file], {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.CommonJS,
    moduleResolution: ts.ModuleResolutionKind.Node10,
    esModuleInterop: true,
    declaration: true,
    noEmit: false,
    types: ['node'],
    ...options,
  });
  const found = [
    ...ts.getPreEmitDiagnostics(program),
    ...program.emit(undefined, () => {}).diagnostics,
  ];
  return found
    .filter(
      ({ file: where }) =>
        !where || !/node_modules[\\/](@types|@tensorflow|@tslab|@webgpu)/.test(where.fileName),
    )
    .map(
      ({ file: where, messageText }) =>
        `${where?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
    );
}

describe('the types of the built package', () => {
  it('are TypeScript 5.0.4', () => {
    expect(ts.version).toMatch(/^5\.0\./);
  });

  it.each([
    ['strictly, its own declarations checked', { strict: true, skipLibCheck: false }],
    ['as tslab does', { strict: false, skipLibCheck: true }],
  ])('check and can be named, %s', (_, options) => {
    expect(problems(options)).toEqual([]);
  });

  it('show documentation on hover: what a builder does, and each of its options', () => {
    const file = join(folder, 'hover.ts');
    const text = "import { cosine } from 'anneal'; cosine({ peak: 1, floor: 0 });";
    writeFileSync(file, text);
    const host: ts.LanguageServiceHost = {
      getCompilationSettings: () => ({ moduleResolution: ts.ModuleResolutionKind.Node10 }),
      getScriptFileNames: () => [file],
      getScriptVersion: () => '1',
      getScriptSnapshot: (name) => {
        const content = ts.sys.readFile(name);
        return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
      },
      getCurrentDirectory: () => process.cwd(),
      getDefaultLibFileName: ts.getDefaultLibFilePath,
      fileExists: ts.sys.fileExists,
      readFile: ts.sys.readFile,
      directoryExists: ts.sys.directoryExists,
      realpath: ts.sys.realpath,
    };
    const service = ts.createLanguageService(host);
    const hover = (word: string): string => {
      const info = service.getQuickInfoAtPosition(file, text.lastIndexOf(word));
      return ts.displayPartsToString(info?.documentation);
    };
    expect(hover('cosine(')).toMatch(/^Half a cosine from `peak` down to `floor`/);
    expect(hover('peak')).toBe('Highest learning rate; the one step 0 has in a decay.');
    expect(hover('floor')).toBe('Lowest learning rate.');
  });
});
