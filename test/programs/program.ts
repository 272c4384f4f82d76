import { spawn, type ChildProcess } from 'node:child_process';
import { projectDirectory } from '#platform';

/** One of the programs people start, as they start it. */
export interface Program {
  readonly child: ChildProcess;
  /** Everything it has written so far. */
  printed(): string;
  /** Resolves with the exit code, or the signal's name. */
  readonly ended: Promise<number | string>;
  /** Ends it in order. */
  stop(): Promise<void>;
}

/** `script`: `start`, `server` or `worker`, in a process group of its own, with nothing but the given settings. */
export function run(script: 'start' | 'server' | 'worker', settings: Readonly<Record<string, string>>): Program {
  const child = spawn(process.execPath, [`scripts/${script}.mjs`], {
    cwd: projectDirectory().directory,
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '/', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const ended = new Promise<number | string>((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 'unknown'));
  });
  return {
    child,
    printed: () => text,
    ended,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Waits until `ready` holds. @throws with what the program wrote when it ends before or time is up */
export async function until(program: Program, what: string, ready: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 90_000;
  for (;;) {
    if (await ready().catch(() => false)) return;
    const { exitCode, signalCode } = program.child;
    if (exitCode !== null || signalCode !== null || Date.now() > deadline) {
      throw new Error(`Expected ${what}, but it did not come. The program wrote:\n${program.printed()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

export async function isReady(url: string): Promise<boolean> {
  return (await fetch(`${url}/health/ready`)).ok;
}
