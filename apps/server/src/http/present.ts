/** The same fields without those that are null or undefined: the contract leaves absent things out. */
export type Present<T> = {
  [Name in keyof T as null extends T[Name] ? never : undefined extends T[Name] ? never : Name]: T[Name];
} & {
  [Name in keyof T as null extends T[Name] ? Name : undefined extends T[Name] ? Name : never]?: Exclude<
    T[Name],
    null | undefined
  >;
};

export function present<T extends object>(fields: T): Present<T> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
  ) as Present<T>;
}
