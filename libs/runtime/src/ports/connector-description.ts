/** Words in both languages of the screen. */
export interface Bilingual {
  readonly de: string;
  readonly en: string;
}

/** One thing a connector reads from the input mappings of its activity, or from its constant settings. */
export interface ConnectorInput {
  readonly name: string;
  readonly label: Bilingual;
  /** What it is for, and what happens without it. */
  readonly help?: Bilingual;
  /**
   * `text`: words, or a FEEL expression that gives words · `longText`: the same over several lines · `feel`: an expression
   * (a context, list or document) · `choice`: one of `choices` · `flag`: true or false.
   */
  readonly kind: 'text' | 'longText' | 'feel' | 'choice' | 'flag';
  readonly required?: boolean;
  /** What stands there at first; an expression begins with `=`. */
  readonly initial?: string;
  readonly choices?: readonly { readonly value: string; readonly label: Bilingual }[];
}

/** What process owners see of a connector: the source of the element templates for modelling tools. */
export interface ConnectorDescription {
  readonly name: Bilingual;
  readonly description: Bilingual;
  /** Groups connectors in lists. */
  readonly category: Bilingual;
  readonly inputs: readonly ConnectorInput[];
  /** The variable it sets, under which the result can be taken over into the process. */
  readonly result?: { readonly variable: string; readonly label: Bilingual };
}
