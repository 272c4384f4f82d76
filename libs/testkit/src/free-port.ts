import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Systems hand out ports for connections and for "any port" from 32,768 (Linux) or 49,152 on. A port below them is not taken by
 * somebody else between looking and listening, also while a test keeps it for a program that is ended and begun again.
 */
const LOWEST = 15_000;
const HIGHEST = 32_000;
const ATTEMPTS = 100;

/** A port of this machine nobody listens on, for programs that must be told theirs. Whatever can listen on port 0 should. */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const port = randomInt(LOWEST, HIGHEST);
    if (await isFree(port)) return port;
  }
  throw new Error(`Expected a free port between ${LOWEST} and ${HIGHEST}, but ${ATTEMPTS} of them were taken.`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    // On all addresses, as the program may listen on any of them.
    probe.listen(port, () => probe.close(() => resolve(true)));
  });
}
