/** Controls, bidirectional overrides, byte-order marks and halves of surrogate pairs: none can be read, some mislead. */
const unreadable =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the point
  /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff\p{Surrogate}]/gu;

/**
 * Text from a stranger, made fit to show: unreadable characters become spaces, runs of space one, and
 * what is longer than `limit` is cut and ends in `…`. It is still plain text and must be escaped where it goes.
 *
 * @param limit Characters kept at most, at least 1.
 * @example
 * assert.equal(cleanText('a  long\ntitle', 6), 'a lon…');
 */
export function cleanText(text: string, limit = 120): string {
  // cut first: a text of a million characters must not be scanned for each frame
  const head = [
    ...text
      .slice(0, limit * 4)
      .replace(unreadable, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  ];
  return head.length > limit ? `${head.slice(0, limit - 1).join('')}…` : head.join('');
}

const entity = (character: string): string => `&#${character.charCodeAt(0)};`;

/** Escapes a text for Plotly, which reads tags, entities, `%{…}` fields and `$…$` formulas in every label. */
export function plotlyText(text: string): string {
  return text.replace(/[&<>$%]/g, entity);
}

/** The plain text behind a Plotly label: line breaks as spaces, without tags, entities resolved. */
export function plainText(label: string): string {
  return label
    .replace(/<br>/g, ' ')
    .replace(/<[^>]*>/g, '')
    .replace(/&#(\d{1,5});/g, (_, code: string) => String.fromCharCode(Number(code)));
}

/** Escapes a text for XML, in an element or an attribute. */
export function xmlText(text: string): string {
  return text.replace(unreadable, ' ').replace(/[&<>"']/g, entity);
}

/** Breaks a text into lines of about `width` characters, at most `lines` of them. */
export function wrapText(text: string, width: number, lines: number): string[] {
  const wrapped: string[] = [];
  for (const word of text.split(' ')) {
    const last = wrapped.at(-1);
    if (last !== undefined && last.length + word.length < width) {
      wrapped[wrapped.length - 1] = `${last} ${word}`;
    } else wrapped.push(cleanText(word, width * 2));
  }
  return wrapped.length > lines
    ? [...wrapped.slice(0, lines - 1), `${wrapped[lines - 1]} …`]
    : wrapped;
}
