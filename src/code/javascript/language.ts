import type { Language } from '../flat';

/** Text as a literal of JavaScript, in ASCII, so that it cannot end early or look like something else. */
export function javascriptText(value: string): string {
  const escaped = [...value].flatMap((character) => {
    if (character === "'" || character === '\\') return `\\${character}`;
    if (/[\x20-\x7e]/.test(character)) return character;
    // one code unit at a time
    return character
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  });
  return `'${escaped.join('')}'`;
}

/** TypeScript as Prettier and Biome format it, with single quotes. */
export const typescript: Language = {
  width: 80,
  indent: '  ',
  text: javascriptText,
  constant: String,
  // shorthand where both are one name, as in an import
  entry: (key, value) => (key === value ? key : `${key}: ${value}`),
  open: { list: '[', table: '{ ' },
  close: { list: ']', table: ' }' },
  named: false,
  function: (parameters, result) => `(${parameters.join(', ')}) => ${result}`,
};
