/** A part of the editor that F6 stops at. */
export interface FocusStop {
  readonly node: HTMLElement;
  focus(): void;
}

/** Moves the focus to the next of the stops in sight, or to the one before. */
export function focusPane(stops: readonly FocusStop[], by: number): void {
  const shown = stops.filter(({ node }) => !node.hidden);
  const now = shown.findIndex(({ node }) => node.contains(document.activeElement));
  shown[(now + by + shown.length) % shown.length]?.focus();
}

/** A stop whose focus goes to the first control in it. */
export function firstControl({ node }: { readonly node: HTMLElement }): FocusStop {
  return {
    node,
    focus: () =>
      node
        .querySelector<HTMLElement>(
          '[tabindex="0"], button:not([disabled], [tabindex="-1"]), input, select',
        )
        ?.focus(),
  };
}
