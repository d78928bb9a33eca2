/**
 * Leaves keys to what has the focus inside a node; else the notebook takes arrows, Enter and Space for its own. It asks
 * the focused element first, so that one has to say it.
 */
export function keepKeys(node: HTMLElement): void {
  node.addEventListener('focusin', ({ target }) => {
    (target as Element).setAttribute('data-lm-suppress-shortcuts', 'true');
  });
}
