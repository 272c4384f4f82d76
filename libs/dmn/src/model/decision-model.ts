import type { Fault } from '#engine';
import { type BoxedExpression, type FeelText, type FunctionDefinition } from './boxed-expression.ts';

/** A data type of the model (DMN 1.5, clause 7.3.2). */
export interface ItemDefinition {
  readonly name: string;
  readonly typeRef: string | null;
  readonly isCollection: boolean;
  /** Values of one item. */
  readonly allowedValues: FeelText | null;
  /** Values of the whole, also of a collection (since DMN 1.5). */
  readonly typeConstraint: FeelText | null;
  readonly components: readonly ItemDefinition[];
  readonly functionItem: {
    readonly outputTypeRef: string | null;
    readonly parameters: readonly { readonly name: string; readonly typeRef: string | null }[];
  } | null;
}

/** A reference to an element: of this model if `namespace` is null, else of an imported one. */
export interface Reference {
  readonly namespace: string | null;
  readonly id: string;
}

interface Named {
  readonly id: string;
  /** The name under which expressions see the value: the variable's, else the element's. */
  readonly name: string;
  readonly label: string;
  readonly typeRef: string | null;
  readonly line: number;
}

export type InputData = Named;

export interface Requirements {
  readonly inputs: readonly Reference[];
  readonly decisions: readonly Reference[];
  readonly knowledge: readonly Reference[];
}

export interface Decision extends Named {
  /** Tag a caller may bind to (camunda:versionTag, zeebe:versionTag). */
  readonly versionTag: string | null;
  /** How long answers to cases are kept, as written (camunda:historyTimeToLive): days, or an ISO 8601 period. */
  readonly historyTimeToLive: string | null;
  readonly requirements: Requirements;
  readonly expression: BoxedExpression | null;
}

export interface BusinessKnowledgeModel extends Named {
  readonly requirements: Requirements;
  readonly logic: (FunctionDefinition & { readonly typeRef: string | null; readonly line: number }) | null;
}

export interface DecisionService extends Named {
  readonly outputDecisions: readonly Reference[];
  readonly encapsulatedDecisions: readonly Reference[];
  readonly inputDecisions: readonly Reference[];
  readonly inputData: readonly Reference[];
}

export interface ModelImport {
  readonly name: string;
  readonly namespace: string;
  readonly line: number;
}

/** A DMN model as plain, immutable JSON: it can be stored and read back without the XML it came from. */
export interface DecisionModel {
  readonly id: string;
  readonly name: string;
  readonly namespace: string;
  readonly imports: readonly ModelImport[];
  readonly itemDefinitions: readonly ItemDefinition[];
  readonly inputData: readonly InputData[];
  readonly decisions: readonly Decision[];
  readonly knowledgeModels: readonly BusinessKnowledgeModel[];
  readonly decisionServices: readonly DecisionService[];
}

/** What was found while reading a model. An error means it cannot be evaluated as drawn. */
export interface DecisionFinding {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly message: string;
  /** The nearer cause for people, where there is one. */
  readonly fault?: Fault;
  readonly elementId: string | null;
  readonly line: number | null;
  readonly column: number | null;
}
