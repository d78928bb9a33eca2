const MATHML = 'http://www.w3.org/1998/Math/MathML';

const SYMBOLS: Readonly<Record<string, string>> = {
  alpha: 'α',
  cdot: '·',
  ceil: '⌉',
  dots: '…',
  eta: 'η',
  ge: '≥',
  gamma: 'γ',
  in: '∈',
  infty: '∞',
  lceil: '⌈',
  le: '≤',
  lfloor: '⌊',
  min: 'min',
  max: 'max',
  mid: '|',
  pi: 'π',
  pm: '±',
  prod: '∏',
  quad: '\u2003',
  rceil: '⌉',
  rfloor: '⌋',
  sum: '∑',
  tau: 'τ',
  theta: 'θ',
  times: '×',
  to: '→',
};
const FUNCTIONS = new Set([
  'cos',
  'sin',
  'tanh',
  'exp',
  'log',
  'ln',
  'min',
  'max',
  'arccos',
  'mod',
  'bmod',
]);
const SPACES = new Set([',', ';', ' ', '!', ':']);

function element(name: string, ...children: readonly (Node | string)[]): Element {
  const node = document.createElementNS(MATHML, name);
  node.append(...children);
  return node;
}

/** The formula of a family: the LaTeX that families use, as MathML, which browsers draw and screen readers speak. */
export function formula(latex: string): Element {
  const tokens = latex.match(/\\[a-zA-Z]+|\\.|[0-9.]+|[a-zA-Z]|\S/g) ?? [];
  let at = 0;

  function group(): Element {
    if (tokens[at] === '{') {
      at++;
      const row = sequence('}');
      at++;
      return row;
    }
    return atom();
  }

  function sequence(...ends: readonly string[]): Element {
    const row = element('mrow');
    while (at < tokens.length && !ends.includes(tokens[at] as string)) {
      row.append(scripted());
    }
    return row;
  }

  function scripted(): Element {
    const base = atom();
    let below: Element | undefined;
    let above: Element | undefined;
    while (tokens[at] === '_' || tokens[at] === '^') {
      const isBelow = tokens[at++] === '_';
      const script = group();
      if (isBelow) below = script;
      else above = script;
    }
    if (below && above) return element('msubsup', base, below, above);
    if (below) return element('msub', base, below);
    return above ? element('msup', base, above) : base;
  }

  function fenced(): Element {
    const open = fence();
    const row = element('mrow', operator(open));
    while (at < tokens.length && tokens[at] !== '\\right') row.append(scripted());
    at++;
    row.append(operator(fence()));
    return row;
  }

  function fence(): string {
    const token = tokens[at++] ?? '';
    return SYMBOLS[token.slice(1)] ?? token.replace(/^\\/, '').replace('.', '');
  }

  function atom(): Element {
    const token = tokens[at++] ?? '';
    if (token === '{') {
      const row = sequence('}');
      at++;
      return row;
    }
    if (/^[0-9.]+$/.test(token)) return element('mn', token);
    if (/^[a-zA-Z]$/.test(token)) return element('mi', token);
    if (!token.startsWith('\\')) return operator(token === '-' ? '−' : token);
    return command(token.slice(1));
  }

  function command(name: string): Element {
    if (name === 'frac' || name === 'tfrac') return element('mfrac', group(), group());
    if (name === 'sqrt') return element('msqrt', group());
    if (name === 'left') return fenced();
    if (name === 'text' || name === 'mathrm' || name === 'operatorname') return plain();
    if (SPACES.has(name)) return element('mspace');
    if (FUNCTIONS.has(name)) return element('mi', name);
    const symbol = SYMBOLS[name] ?? name;
    return /^\p{L}/u.test(symbol) ? element('mi', symbol) : operator(symbol);
  }

  function plain(): Element {
    const row = group();
    return element('mtext', row.textContent ?? '');
  }

  const row = sequence();
  const math = element('math', row);
  math.setAttribute('displaystyle', 'true');
  return math;
}

function operator(text: string): Element {
  return element('mo', text);
}
