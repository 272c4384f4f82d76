import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Terminal } from './terminal.ts';

/** The terminal this program was started in. */
export const processTerminal: Terminal = {
  out: (line) => void process.stdout.write(line),
  err: (line) => void process.stderr.write(line),
  async askSecret(question) {
    if (!process.stdin.isTTY) {
      const piped = (await text(process.stdin)).split(/\r?\n/, 1)[0];
      return piped === '' ? undefined : piped;
    }
    process.stderr.write(question);
    const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
    const reader = createInterface({ input: process.stdin, output: silent, terminal: true });
    try {
      return await new Promise<string>((resolve) => reader.question('', resolve));
    } finally {
      reader.close();
      process.stderr.write('\n');
    }
  },
};
