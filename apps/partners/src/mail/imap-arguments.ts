import type { Argument } from './imap-command.ts';
import { fromModifiedUtf7 } from './modified-utf7.ts';

/** @throws Error where it is a list or missing */
export function text(arg: Argument | undefined): string {
  if (typeof arg !== 'string') throw new Error('ein Text wird erwartet');
  return arg;
}

export function folderName(arg: Argument | undefined): string {
  return fromModifiedUtf7(text(arg));
}

export function list(arg: Argument | undefined): readonly Argument[] {
  return arg === undefined || typeof arg === 'string' ? [] : arg;
}

export function flat(args: readonly Argument[]): readonly string[] {
  return args.flatMap((arg) => (typeof arg === 'string' ? [arg] : flat(arg)));
}

/** Whether a sequence set (RFC 3501, 9) holds a number; `*` is the last one. */
export function inSet(number: number, set: string, last: number): boolean {
  return set.split(',').some((part) => {
    const [from, to] = part.split(':').map((end) => (end === '*' ? last : Number(end)));
    if (from === undefined) return false;
    const [low, high] = [Math.min(from, to ?? from), Math.max(from, to ?? from)];
    return number >= low && number <= high;
  });
}
