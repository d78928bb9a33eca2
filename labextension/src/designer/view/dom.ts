const SVG = 'http://www.w3.org/2000/svg';

/** Attributes of an element; `true` sets an empty one, `undefined` and `false` leave it out. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

type Child = Node | string | undefined | false;

/** A new element of class `jp-AnnealDesigner-<part>`; texts become text, never markup. */
export function part<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  name: string,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  if (name) {
    element.className = classOf(name);
  }
  setAttributes(element, attributes);
  element.append(...present(children));
  return element;
}

/** A new SVG element; with a name also of class `jp-AnnealDesigner-<part>`. */
export function shape<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  name: string,
  attributes: Attributes = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[Tag] {
  const element = document.createElementNS(SVG, tag);
  if (name) {
    element.setAttribute('class', classOf(name));
  }
  setAttributes(element, attributes);
  element.append(...present(children));
  return element;
}

function classOf(name: string): string {
  return name
    .split(' ')
    .map((one) => `jp-AnnealDesigner-${one}`)
    .join(' ');
}

function present(children: readonly Child[]): (Node | string)[] {
  return children.filter((child): child is Node | string => child !== undefined && child !== false);
}

/** Sets, or takes away, attributes of an element, and leaves equal ones alone. */
export function setAttributes(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) {
      element.removeAttribute(name);
    } else {
      const text = value === true ? '' : String(value);
      if (element.getAttribute(name) !== text) {
        element.setAttribute(name, text);
      }
    }
  }
}

/** Sets a text, and leaves the node alone when it has it already: selections and screen readers stay put. */
export function setText(node: Node, text: string): void {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

/** A button with an optional picture; its label is its name also where only the picture shows. */
export function button(
  name: string,
  label: string,
  press: (event: MouseEvent) => void,
  options: { readonly icon?: SVGElement; readonly title?: string; readonly bare?: boolean } = {},
): HTMLButtonElement {
  const { icon, title, bare = false } = options;
  const node = part(
    'button',
    name,
    { type: 'button', title, 'aria-label': bare ? label : undefined },
    icon,
    !bare && part('span', 'word', {}, label),
  );
  node.addEventListener('click', press);
  return node;
}

let ids = 0;

/** An id that no other element of the page has. */
export function freshId(): string {
  ids += 1;
  return `jp-AnnealDesigner-${ids}`;
}
