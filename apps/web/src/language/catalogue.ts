import type { german } from './german/german.ts';

/** The German catalogue's keys with any words behind them: what every other language has to bring, completely. */
export type Catalogue = Widened<typeof german>;

type Widened<T> = {
  readonly [Key in keyof T]: T[Key] extends string
    ? string
    : T[Key] extends (...data: infer Data) => string
      ? (...data: Data) => string
      : Widened<T[Key]>;
};
