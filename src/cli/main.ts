#!/usr/bin/env node
import { text } from 'node:stream/consumers';
import { anneal } from './anneal';
import { thisMachine } from './machine';
import { run } from './run';
import { processOutput } from './terminal/output';

// a reader such as `head` may go away early; what runs is still brought to its end
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

// the exit code is set, not the process ended: a pipe may still be reading
void run(anneal, process.argv.slice(2), {
  machine: thisMachine(),
  output: processOutput(process.env),
  input: () => text(process.stdin),
}).then((code) => {
  process.exitCode = code;
});
