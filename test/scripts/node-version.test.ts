import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { nodeProblem, supportedNode } from '../../scripts/setup/node-version.mjs';

describe('nodeProblem()', () => {
  it.each(['v20.19.0', 'v20.20.2', 'v22.12.0', 'v22.99.1'])('accepts %s', (version) => {
    expect(nodeProblem(version)).toBeUndefined();
  });

  it.each(['v18.20.0', 'v20.18.3', 'v21.7.0', 'v22.11.0', 'v23.0.0', 'v26.1.0'])(
    'refuses %s, names it and the remedy',
    (version) => {
      const problem = nodeProblem(version);
      expect(problem).toContain(`this is ${version}`);
      expect(problem).toMatch(/remedy {2}install Node 22 or 20/);
    },
  );

  it('says why a newer Node does not do', () => {
    expect(nodeProblem('v24.1.0')).toContain(
      'TensorFlow.js 4.22 calls functions that Node 23 removed',
    );
  });

  it('asks for what package.json asks for', () => {
    const manifest = JSON.parse(
      readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
    );
    expect(supportedNode).toBe(manifest.engines.node);
  });
});
