import { execFileSync } from 'node:child_process';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';

const file = fileURLToPath(new URL('measured.md', import.meta.url));

/**
 * Writes a section of `measured.md`; the one of that title is replaced, the others stay.
 *
 * @param {object} section
 * @param {string} section.title
 * @param {string} section.command What makes it again.
 * @param {string} section.body Markdown, without headings.
 * @returns {string} The section.
 */
export function writeSection({ title, command, body }) {
  const text = `## ${title}\n\n${circumstances(command)}\n\n${body}\n`;
  const next = replaceSection(readFileSync(file, 'utf8'), title, text);
  // written aside and renamed: an interrupted write never costs the other sections
  writeFileSync(`${file}.part`, next);
  renameSync(`${file}.part`, file);
  return text;
}

/**
 * @param {string} document
 * @param {string} title
 * @param {string} text Of the section, its heading included.
 */
export function replaceSection(document, title, text) {
  const [head = '', ...sections] = document.split(/^(?=## )/m);
  const at = sections.findIndex((section) => section.startsWith(`## ${title}\n`));
  sections.splice(at < 0 ? sections.length : at, 1, text);
  return [head, ...sections]
    .map((part) => part.trimEnd())
    .join('\n\n')
    .concat('\n');
}

/** @param {string} command */
function circumstances(command) {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const machine = `${cpus().length} cores (${cpus()[0]?.model.trim()}), Node ${process.versions.node}`;
  return `By \`${command}\` on ${new Date().toISOString().slice(0, 10)}, at ${commit}: ${machine}.`;
}
