const fullDisk = /ENOSPC|No space left on device|disk quota exceeded/i;

/** Tells whether a tool failed for want of room, which no other way of doing the same will mend. */
export const isFullDisk = (/** @type {string} */ text) => fullDisk.test(text);

/**
 * Signs in a log, most telling first, with what they mean and what helps.
 *
 * @type {ReadonlyArray<readonly [sign: RegExp, why: string, remedy: string]>}
 */
const signs = [
  [
    fullDisk,
    'the disk is full',
    'free about 2 GB (`du -sh .cache` shows what is kept for later) and run it again',
  ],
  [
    /EACCES|EROFS|EPERM|Permission denied|Read-only file system/,
    'the project folder cannot be written',
    'make the folder yours (`ls -ld .` shows the owner) and run it again',
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|Temporary failure in name resolution|NewConnectionError|ConnectTimeout|ReadTimeout|ProxyError|Cannot connect to proxy|Network is unreachable|socket hang up/i,
    'the package registry could not be reached',
    'check the connection and the proxy settings (HTTPS_PROXY, `npm config`, `pip config`), then run it again',
  ],
  [
    /SELF_SIGNED_CERT|CERTIFICATE_VERIFY_FAILED|unable to get local issuer/i,
    'the certificate of the package registry was refused',
    'point NODE_EXTRA_CA_CERTS and PIP_CERT to the certificates of your network, then run it again',
  ],
  [
    /EINTEGRITY|DO NOT MATCH THE HASHES/,
    'a downloaded package is not the one that was pinned',
    'run `npm cache verify` and try again; if it stays, the mirror in use serves another file',
  ],
  [
    /No matching distribution found|Could not find a version/,
    'a pinned Python package is not offered for this Python and platform',
    'try Python 3.11 or 3.12: `PYTHON=python3.12 npm start`',
  ],
  [
    /npm ci.*can only install|package-lock\.json.*in sync/s,
    'package.json and package-lock.json do not agree',
    'run `npm install`, or restore both files from git',
  ],
  [
    /error TS\d+/,
    'there are type errors',
    'correct them (`npm run check` lists them all) and run it again',
  ],
];

/**
 * Reads the reason of a failure out of what a tool printed.
 *
 * @param {string} text
 * @returns {{ why: string, remedy: string, lines: string } | undefined} `lines`: the first ones that show it.
 */
export function recognise(text) {
  const found = signs.find(([sign]) => sign.test(text));
  if (!found) return undefined;
  const [sign, why, remedy] = found;
  const telling = text.split('\n').filter((line) => sign.test(line));
  const short = telling
    .slice(0, 3)
    .map((line) => (line.length > 160 ? `${line.slice(0, 159)}…` : line));
  return { why, remedy, lines: short.join('\n') };
}
