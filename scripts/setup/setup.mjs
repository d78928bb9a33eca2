import { Failure } from './failure.mjs';
import { refuseWhileInUse } from './in-use.mjs';
import { takeLock } from './lock.mjs';
import { folders, root } from './paths.mjs';
import { discard } from './place.mjs';
import { seconds, stepLine } from './progress.mjs';
import { findPython } from './python.mjs';
import { onEnd } from './signals.mjs';
import { endChildren } from './spawn.mjs';
import { runStep } from './step.mjs';
import { extensionStep } from './steps/extension.mjs';
import { installExtensionStep, installKernelStep } from './steps/install.mjs';
import { librariesStep } from './steps/libraries.mjs';
import { libraryStep } from './steps/library.mjs';
import { nativeStep } from './steps/native.mjs';
import { npmStep } from './steps/npm.mjs';
import { venvStep } from './steps/venv.mjs';

/**
 * Brings the clone to where everything runs. What has not changed since the last time is skipped.
 *
 * @param {{ libraries?: boolean }} [options] `libraries`: also what exported code is tested with.
 * @returns {Promise<void>}
 * @throws {Failure}
 */
export async function setUp({ libraries = false } = {}) {
  const where = folders();
  const started = Date.now();
  console.log('Setting up anneal');
  const python = prerequisites();
  const release = await takeLock(where.lock, (pid) =>
    console.log(`  waiting for the set-up that process ${pid} is doing in this clone`),
  );
  const leave = () => {
    endChildren('SIGKILL');
    discard(where.aside);
    release();
  };
  process.once('exit', leave);
  const undo = onEnd(() => {
    console.log('\nStopped; the next run starts this step clean');
    process.exit(130);
  });
  // what a killed set-up left
  discard(where.aside);
  discard(where.trash);
  try {
    // .venv before the native backend: its pip fetches the wheel
    const steps = [
      npmStep(root),
      venvStep(root, python),
      nativeStep(where),
      libraryStep(root),
      extensionStep(),
      installExtensionStep(root),
      installKernelStep(root),
      ...(libraries ? [librariesStep(root, python)] : []),
    ];
    for (const step of steps) {
      await runStep(step, where, { beforeRun: () => refuseWhileInUse(where.inUse, step.doing) });
    }
  } finally {
    undo();
    process.off('exit', leave);
    leave();
  }
  console.log(`Set up in ${seconds(started)}`);
}

function prerequisites() {
  const line = stepLine(`Node ${process.versions.node} and Python`);
  try {
    if (process.platform === 'win32') {
      throw new Failure({
        doing: 'set up anneal on Windows itself',
        why: 'TensorFlow.js and the kernel are only tried on Linux and macOS',
        remedy: 'use the Windows Subsystem for Linux',
      });
    }
    const python = findPython();
    line.end('ok', `Python ${python.version}`);
    return python;
  } catch (error) {
    line.end('failed');
    throw error;
  }
}
