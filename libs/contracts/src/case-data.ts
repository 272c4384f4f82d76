/** How a process calls the data of its cases, in the order in which people read it. What no form names is in no group. */
export interface DataGroup {
  readonly title: string;
  readonly fields: readonly DataField[];
}

export interface DataField {
  /** Path of the value in the variables of the case, such as `antrag.rasse`; inside of `items` in an entry of the list. */
  readonly path: string;
  readonly label: string;
  /** What stands behind the number, such as `€` or `m²`. */
  readonly unit?: string;
  /** What the form calls the values to choose from. */
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
  /** What the entries of a list are made of. */
  readonly items?: readonly DataField[];
}
