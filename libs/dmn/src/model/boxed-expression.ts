/** An expression or unary tests of a model with the place they stand at. */
export interface FeelText {
  readonly text: string;
  /** Null for FEEL, `juel` for the `${…}` of Camunda 7, else the name of a language that is not supported. */
  readonly language: string | null;
  /** 1-based line of the element in the XML source. */
  readonly line: number;
}

export const HIT_POLICIES = ['UNIQUE', 'FIRST', 'PRIORITY', 'ANY', 'COLLECT', 'RULE ORDER', 'OUTPUT ORDER'] as const;
export type HitPolicy = (typeof HIT_POLICIES)[number];
export const AGGREGATIONS = ['SUM', 'COUNT', 'MIN', 'MAX'] as const;
export type Aggregation = (typeof AGGREGATIONS)[number];

export interface TableInput {
  readonly expression: FeelText;
  readonly typeRef: string | null;
  readonly label: string | null;
  readonly allowedValues: FeelText | null;
}

export interface TableOutput {
  readonly name: string | null;
  /** What the column is called for people. */
  readonly label: string | null;
  readonly typeRef: string | null;
  readonly allowedValues: FeelText | null;
  readonly defaultEntry: FeelText | null;
}

interface TableRule {
  readonly id: string;
  readonly inputEntries: readonly FeelText[];
  readonly outputEntries: readonly FeelText[];
  /** What people wrote beside the rule: its annotation columns, else its description. */
  readonly annotations: readonly string[];
}

export interface DecisionTable {
  readonly kind: 'decisionTable';
  readonly hitPolicy: HitPolicy;
  readonly aggregation: Aggregation | null;
  readonly inputs: readonly TableInput[];
  readonly outputs: readonly TableOutput[];
  readonly rules: readonly TableRule[];
}

export interface Parameter {
  readonly name: string;
  readonly typeRef: string | null;
}

export interface FunctionDefinition {
  readonly kind: 'functionDefinition';
  readonly functionKind: 'FEEL' | 'Java' | 'PMML';
  readonly parameters: readonly Parameter[];
  readonly body: BoxedExpression;
}

/** Decision logic as DMN draws it (DMN 1.5, clause 7.3 and 10.2.2). Plain JSON. */
export type BoxedExpression = { readonly typeRef: string | null; readonly line: number } & (
  | DecisionTable
  | FunctionDefinition
  | ({ readonly kind: 'literalExpression' } & FeelText)
  | {
      readonly kind: 'context';
      readonly entries: readonly {
        readonly name: string | null;
        readonly typeRef: string | null;
        readonly value: BoxedExpression;
      }[];
    }
  | {
      readonly kind: 'invocation';
      readonly callee: BoxedExpression;
      readonly bindings: readonly { readonly name: string; readonly value: BoxedExpression | null }[];
    }
  | {
      readonly kind: 'relation';
      readonly columns: readonly Parameter[];
      readonly rows: readonly (readonly BoxedExpression[])[];
    }
  | { readonly kind: 'list'; readonly items: readonly BoxedExpression[] }
  | {
      readonly kind: 'conditional';
      readonly condition: BoxedExpression;
      readonly then: BoxedExpression;
      readonly otherwise: BoxedExpression;
    }
  | { readonly kind: 'filter'; readonly list: BoxedExpression; readonly match: BoxedExpression }
  | {
      readonly kind: 'for';
      readonly variable: string;
      readonly domain: BoxedExpression;
      readonly result: BoxedExpression;
    }
  | {
      readonly kind: 'some' | 'every';
      readonly variable: string;
      readonly domain: BoxedExpression;
      readonly condition: BoxedExpression;
    }
);
