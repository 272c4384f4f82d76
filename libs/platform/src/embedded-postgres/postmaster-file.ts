import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

/** What PostgreSQL writes into `postmaster.pid`: line 1 process id, 4 port, 8 state. */
export interface PostmasterFile {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

export function readPostmasterFile(dataDirectory: string): PostmasterFile | undefined {
  const path = join(dataDirectory, 'postmaster.pid');
  if (!existsSync(path)) return undefined;
  const lines = readFileSync(path, 'utf8').split('\n');
  return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

/** Is there such a process? One that belongs to somebody else counts. */
export function processExists(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Is this process the PostgreSQL of this very folder? After a crash the number in a stale file may belong to anything by
 * now, which must neither be taken for our database nor be stopped. Where there is no /proc, the number is believed.
 */
export function isPostmasterOf(pid: number, dataDirectory: string): boolean {
  if (!processExists(pid)) return false;
  if (!existsSync('/proc/self/cmdline')) return true;
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    const folder = words[words.indexOf('-D') + 1];
    return (
      (words[0] ?? '').endsWith('postgres') &&
      folder !== undefined &&
      realpathSync(folder) === realpathSync(dataDirectory)
    );
  } catch {
    return false;
  }
}
