import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Another Laufzettel works on the same folder. */
export class AlreadyRunningError extends Error {
  readonly code = 'ALREADY_RUNNING';

  constructor(pid: number, directory: string) {
    super(
      `Expected to be the only Laufzettel in ${directory}, but process ${pid} works there. Stop it first, or set LAUFZETTEL_DATA to another folder.`,
    );
    this.name = 'AlreadyRunningError';
  }
}

interface Note {
  readonly pid: number;
  /** Tells the process from a later one that got the same number. */
  readonly born: string;
}

/**
 * Claims a data folder for this process until the returned function is called. The note of a process that was killed is
 * recognised by its number and birth and does not count.
 * @throws AlreadyRunningError
 */
export function claimDirectory(directory: string): () => void {
  mkdirSync(directory, { recursive: true });
  const file = join(directory, 'running.json');
  const note = readNote(file);
  if (note !== undefined && note.pid !== process.pid && note.born === birthOf(note.pid))
    throw new AlreadyRunningError(note.pid, directory);
  rmSync(file, { force: true });
  const mine: Note = { pid: process.pid, born: birthOf(process.pid) ?? '' };
  try {
    // Exclusive: of two that start in the same moment one finds the other's note.
    writeFileSync(file, `${JSON.stringify(mine)}\n`, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      throw new AlreadyRunningError(readNote(file)?.pid ?? 0, directory);
    }
    throw error;
  }
  return () => rmSync(file, { force: true });
}

function readNote(file: string): Note | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Note;
  } catch {
    return undefined;
  }
}

/** When a process was started (field 22 of /proc/…/stat), a constant where there is no /proc, undefined when it is gone. */
function birthOf(pid: number): string | undefined {
  if (existsSync('/proc/self/stat')) {
    try {
      const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' ? undefined : fields[19];
    } catch {
      return undefined;
    }
  }
  try {
    process.kill(pid, 0);
    return 'alive';
  } catch {
    return undefined;
  }
}
