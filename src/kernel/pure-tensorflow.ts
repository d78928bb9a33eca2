import Module from 'node:module';

type Load = (request: string, parent: unknown, isMain: boolean) => unknown;

const NATIVE = '@tensorflow/tfjs-node';
const PURE = '@tensorflow/tfjs';

/**
 * Where the native backend could not be installed, `@tensorflow/tfjs-node` throws when it is
 * imported. This gives the cell the pure JavaScript backend instead, which has the same API, and
 * says so once.
 */
export function fallBackToPureTensorFlow(): void {
  const loader = Module as unknown as { _load: Load };
  const load = loader._load;
  let told = false;
  loader._load = (request, parent, isMain) => {
    if (request !== NATIVE) return load(request, parent, isMain);
    try {
      return load(request, parent, isMain);
    } catch (error) {
      if (!isAddonMissing(error)) throw error;
      if (!told) {
        console.warn(
          `${NATIVE} has no native backend here: training runs on pure JavaScript, about 40 times slower. Run npm start again to see why.`,
        );
        told = true;
      }
      return load(PURE, parent, isMain);
    }
  };
}

function isAddonMissing(error: unknown): boolean {
  return error instanceof Error && /tfjs_binding|libtensorflow/.test(error.message);
}
