/** Languages an expression of a model may be written in: FEEL (DMN 1.5 clause 10), and the `${…}` subset of Camunda 7 and Activiti. */
export type Language = 'feel' | 'juel';

/** An expression as the importer found it: never evaluated by the engine itself, always through {@link ExpressionLanguage}. */
export interface Expression {
  readonly language: Language;
  readonly text: string;
}

/** A value that is fixed in the model, or one that is computed when the element is reached. */
export type Computed<T> = { readonly literal: T } | { readonly expression: Expression };

/** Plain data: what variables, payloads and answers are made of. Only JSON shapes, so that state can be stored as it is. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [name: string]: Value };

/** Variables by name. Always a null-prototype or `Object.fromEntries` object; read with `Object.hasOwn`. */
export type Variables = Readonly<Record<string, Value>>;
