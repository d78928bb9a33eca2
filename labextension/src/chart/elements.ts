const SVG = 'http://www.w3.org/2000/svg';

/** A new element of class `jp-AnnealChart-<part>`. */
export function part<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  name: string,
  ...children: readonly Node[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  element.className = `jp-AnnealChart-${name}`;
  element.append(...children);
  return element;
}

/** Sets a text, and leaves the node alone when it has it already: selections and screen readers stay put. */
export function setText(node: Node, text: string): void {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

/** A small picture for sighted readers only: the words beside it say the same. */
export function picture(
  width: number,
  height: number,
  attributes: Readonly<Record<string, string>>,
): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('width', String(width));
  svg.setAttribute('height', String(height));
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  for (const [name, value] of Object.entries(attributes)) {
    path.setAttribute(name, value);
  }
  svg.append(path);
  return svg;
}

/** Makes a list of children as long as `items` and lets `update` fill each, keeping the nodes there are. */
export function updateChildren<Item>(
  parent: Element,
  items: readonly Item[],
  create: () => Element,
  update: (child: Element, item: Item) => void,
): void {
  while (parent.children.length > items.length) {
    parent.lastElementChild?.remove();
  }
  items.forEach((item, index) => {
    const child = parent.children[index] ?? parent.appendChild(create());
    update(child, item);
  });
}
