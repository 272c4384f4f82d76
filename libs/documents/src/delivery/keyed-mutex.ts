/** Runs work one after the other for the same key; different keys run side by side. */
export type Exclusive = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/** Exclusion within this process. Several processes need one between them: see {@link createDatabaseMutex}. */
export function createKeyedMutex(): Exclusive {
  const tails = new Map<string, Promise<unknown>>();
  return async (key, work) => {
    const before = tails.get(key) ?? Promise.resolve();
    const mine = before.then(work, work);
    const tail = mine.catch(() => undefined);
    tails.set(key, tail);
    try {
      return await mine;
    } finally {
      if (tails.get(key) === tail) tails.delete(key);
    }
  };
}
