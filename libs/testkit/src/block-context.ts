import type { ModelBuilder } from './model-builder.ts';
import type { Choices } from './random-process.ts';

export type Block = readonly [first: string, last: string];

/** What the writer of a random process offers to those who write single blocks. */
export interface BlockContext {
  readonly builder: ModelBuilder;
  readonly choices: Choices;
  /** A process that may be called, if there is one. */
  readonly called: string | undefined;
  id(prefix: string): string;
  sequence(depth: number): Block;
  single(write: (id: string) => unknown): Block;
}

/** Deeper than this there is only plain work. */
export const DEEPEST = 4;

/** One of several. */
export function pick<T>(choices: Choices, options: readonly [T, ...T[]]): T {
  return options[choices.next(options.length)] ?? options[0];
}

export function isHeads({ choices }: BlockContext): boolean {
  return choices.next(2) === 0;
}
