import fc from 'fast-check';

/** Pieces that end a literal or a comment in one language or another. */
const pieces = fc.constantFrom(
  ...[
    '"',
    "'",
    '`',
    '"""',
    "'''",
    '\\',
    '\n',
    '\r',
    '\r\n',
    '\u2028',
    '\u2029',
    '\u0085',
    '\f',
    '\v',
    '\0',
  ],
  ...[
    '#',
    '//',
    '/*',
    '*/',
    '<!--',
    '${',
    '}',
    ')',
    ';',
    "');alert(1)//",
    '</script>',
    '\nimport os\nos.system("x")\n#',
    '\u202e',
    '\ud800',
    '😀',
  ],
);

/** Texts of a stranger who hopes that some of it is run. */
export const hostileText = fc
  .array(fc.oneof(pieces, fc.string({ unit: 'binary' })), { maxLength: 8 })
  .map((all) => all.join(''));
