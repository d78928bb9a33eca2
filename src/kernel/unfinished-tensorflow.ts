// TensorFlow.js keeps its place in calls that are under way, and tidies up as they return

interface Engine {
  readonly state: {
    readonly scopeStack: readonly unknown[];
    numDataMovesStack: unknown[];
    gradientDepth: number;
    kernelDepth: number;
    /** What gradients were to be computed from. */
    activeTape?: readonly { readonly saved?: readonly { dispose(): void }[] }[] | null;
  };
  endScope(): void;
}

/**
 * Brings TensorFlow.js back to where no call is under way, after one was ended from outside: its
 * gradients would find no connection ever after, and nothing would be disposed of. There is one
 * engine in a process, however many copies of the package; none before it is loaded.
 */
export function finishTensorFlow(): void {
  const { _tfengine: engine } = globalThis as { _tfengine?: Engine };
  if (!engine) return;
  const { state } = engine;
  for (const { saved = [] } of state.activeTape ?? []) for (const tensor of saved) tensor.dispose();
  while (state.scopeStack.length > 0) engine.endScope();
  Object.assign(state, {
    gradientDepth: 0,
    kernelDepth: 0,
    numDataMovesStack: [],
    activeTape: null,
  } satisfies Partial<Engine['state']>);
}
