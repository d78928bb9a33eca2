import type { Language } from '../flat';

/** Text as a Python literal, in ASCII, so that it cannot end early or look like something else. */
export function pythonText(value: string): string {
  const escaped = [...value].map((character) => {
    const code = character.codePointAt(0) as number;
    if (character === '"' || character === '\\') return `\\${character}`;
    if (code >= 0x20 && code < 0x7f) return character;
    return code > 0xffff
      ? `\\U${code.toString(16).padStart(8, '0')}`
      : `\\u${code.toString(16).padStart(4, '0')}`;
  });
  return `"${escaped.join('')}"`;
}

/** Python as Ruff and Black format it. */
export const python: Language = {
  width: 88,
  indent: '    ',
  text: pythonText,
  constant: (value) => (value === null ? 'None' : value ? 'True' : 'False'),
  entry: (key, value) => `${key}: ${value}`,
  open: { list: '[', table: '{' },
  close: { list: ']', table: '}' },
  named: true,
  function: (parameters, result) => `lambda ${parameters.join(', ')}: ${result}`,
};
