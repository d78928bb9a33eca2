/**
 * Says what keeps a text from being well-formed XML, or nothing: tags nest, attributes are quoted, no stray `<` or `&`,
 * no character that XML forbids.
 */
export function xmlProblem(text: string): string | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for
  const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.exec(text);
  if (forbidden) return `forbidden character at ${forbidden.index}`;
  if (/\p{Surrogate}/u.test(text)) return 'half a surrogate pair';
  const open: string[] = [];
  const tag = /<(\/?)([A-Za-z][\w:-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/y;
  for (let at = 0; at < text.length; ) {
    if (text[at] !== '<') {
      const end = text.indexOf('<', at) === -1 ? text.length : text.indexOf('<', at);
      const content = text.slice(at, end);
      if (/&(?!#\d+;)/.test(content)) return `stray & in ${content.slice(0, 40)}`;
      if (open.length === 0 && content.trim()) return `text outside: ${content.slice(0, 40)}`;
      at = end;
      continue;
    }
    tag.lastIndex = at;
    const match = tag.exec(text);
    if (!match) return `no tag at ${text.slice(at, at + 40)}`;
    const [whole, closing, name = '', attributes = '', alone] = match;
    if (/&(?!#\d+;)/.test(attributes)) return `stray & in ${whole}`;
    if (closing) {
      if (open.pop() !== name) return `unexpected ${whole}`;
    } else if (!alone) open.push(name);
    at += whole.length;
  }
  return open.length > 0 ? `unclosed ${open.join(' ')}` : undefined;
}
