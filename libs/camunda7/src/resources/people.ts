/** Somebody with an account, as far as programs may know. */
export interface Person {
  readonly userId: string;
  readonly displayName: string;
  /** `*` is every group there is. */
  readonly groups: readonly string[];
}

/** Where the façade looks people up; it changes nobody. */
export interface People {
  all(): Promise<readonly Person[]>;
  find(userId: string): Promise<Person | undefined>;
  /** Does the password belong to the account? Wrong attempts from an address are slowed down. */
  verify(userId: string, password: string, address: string): Promise<boolean>;
}

/** For a façade without accounts. */
export const NOBODY: People = {
  all: () => Promise.resolve([]),
  find: () => Promise.resolve(undefined),
  verify: () => Promise.resolve(false),
};

/** Groups anybody is in, in order. */
export function groupsAmong(people: readonly Person[]): readonly string[] {
  return [...new Set(people.flatMap(({ groups }) => groups))].filter((group) => group !== EVERY).toSorted();
}

/** Is somebody in a group? */
export function isMember({ groups }: Person, group: string): boolean {
  return groups.includes(group) || groups.includes(EVERY);
}

const EVERY = '*';
