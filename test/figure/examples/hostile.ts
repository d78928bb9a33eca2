/** Names that a stranger may give, in the hope that somebody reads them as something else than text. */
export const hostile: readonly string[] = [
  '<img src=x onerror=alert(1)>',
  '</title></svg><script>alert(1)</script>',
  '<a href="javascript:alert(1)">x</a>',
  'javascript:alert(1)',
  '"onload="alert(1)',
  ']]><!-- & &amp; &lt; --',
  'x'.repeat(100_000),
  '\u0000\u0007\u001b[31m\u202e\ud800\ufffe',
  '%{x} $a$ <b>bold</b> &#60;',
  '',
];
