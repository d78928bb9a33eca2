import type { Engine } from './engine';
import { completeModuleName } from './module-names';
import { PROTOCOL } from './wire';

type Content = Readonly<Record<string, unknown>>;

/** What a `kernel_info_request` is answered with. */
export function kernelInfo(version: string, typescript: string): object {
  return {
    status: 'ok',
    protocol_version: PROTOCOL,
    implementation: 'anneal',
    implementation_version: version,
    language_info: {
      name: 'typescript',
      version: typescript,
      mimetype: 'text/typescript',
      file_extension: '.ts',
      pygments_lexer: 'typescript',
      codemirror_mode: { mode: 'typescript', name: 'javascript', typescript: true },
      nbconvert_exporter: 'script',
    },
    banner: `TypeScript ${typescript} (anneal ${version})`,
    help_links: [{ text: 'TypeScript', url: 'https://www.typescriptlang.org/docs/' }],
    debugger: false,
  };
}

/** What a `complete_request` is answered with; a compiler that stumbles gives no candidates. */
export function complete(engine: Engine, { code, cursor_pos }: Content, folder: string): object {
  const [source, position] = [String(code), Number(cursor_pos)];
  const none = { start: position, end: position, candidates: [] };
  const found =
    completeModuleName(source, position, folder) ??
    attempt(() => engine.complete(source, position), none);
  return {
    status: 'ok',
    matches: found.candidates,
    cursor_start: found.start,
    cursor_end: found.end,
    metadata: {},
  };
}

/** What an `inspect_request` is answered with. */
export function inspect(engine: Engine, { code, cursor_pos }: Content): object {
  const text = attempt(() => engine.inspect(String(code), Number(cursor_pos)), undefined);
  const data = text === undefined ? {} : { 'text/plain': text };
  return { status: 'ok', found: text !== undefined, data, metadata: {} };
}

/** Messages of the compiler about what is still open: a comment, a template. */
const OPEN: readonly number[] = [1010, 1160];

/** What an `is_complete_request` is answered with. */
export function isComplete(engine: Engine, { code }: Content): object {
  const { isCompleteCode, ts } = engine.internals;
  const source = String(code);
  const { completed, indent = '' } = isCompleteCode(source);
  if (!completed) return { status: 'incomplete', indent };
  const { diagnostics = [] } = ts.transpileModule(source, { reportDiagnostics: true });
  if (diagnostics.some(({ code }) => OPEN.includes(code))) return { status: 'incomplete', indent };
  return { status: diagnostics.length > 0 ? 'invalid' : 'complete' };
}

function attempt<T>(work: () => T, fallback: T): T {
  try {
    return work();
  } catch {
    return fallback;
  }
}
