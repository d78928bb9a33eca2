// read by whatever Node there is, so nothing newer than Node 14 in this file

/** What `engines` in package.json says; a test compares the two. */
export const supportedNode = '^20.19.0 || ^22.12.0';

/**
 * Says what is wrong with a Node version, or nothing when it will do.
 *
 * @param {string} version As in `process.version`, e.g. `v20.19.0`.
 * @returns {string | undefined} One paragraph with the remedy.
 */
export function nodeProblem(version) {
  const [major, minor] = version.replace(/^v/, '').split('.').map(Number);
  if ((major === 20 && minor >= 19) || (major === 22 && minor >= 12)) return undefined;
  const why =
    major > 22
      ? 'TensorFlow.js 4.22 calls functions that Node 23 removed'
      : 'packages used here are loaded with require() though they are ES modules';
  return [
    `Cannot set up anneal: Node ${supportedNode} is needed, this is ${version} (${why})`,
    '  remedy  install Node 22 or 20, e.g. `nvm install 22`, and run the command again',
  ].join('\n');
}

/** Ends the process with the remedy when this Node will not do. */
export function requireNode() {
  const problem = nodeProblem(process.version);
  if (problem === undefined) return;
  console.error(problem);
  process.exit(1);
}
