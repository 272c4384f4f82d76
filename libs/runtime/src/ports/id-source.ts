/** Fresh ids, unique for ever. */
export interface IdSource {
  next(): string;
}
