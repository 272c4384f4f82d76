import { type Fault, shownValue } from '#engine';
import { ExpressionSyntaxError } from '#expressions';
import { decisionFault } from '../evaluation/decision-faults.ts';
import { asPlaceholder, juel } from '../evaluation/juel-text.ts';
import { compile, type CompiledModel } from '../evaluation/compiled-model.ts';
import { partsOf } from '../evaluation/model-names.ts';
import { inCycles } from './cycles.ts';
import { type BoxedExpression, type FeelText } from '../model/boxed-expression.ts';
import {
  type DecisionFinding,
  type DecisionModel,
  type ItemDefinition,
  type Reference,
} from '../model/decision-model.ts';

/** Everything wrong in a model that can be told without data: syntax, dangling references, unknown types, cycles. */
export function checkModel(model: DecisionModel, imports: readonly DecisionModel[]): readonly DecisionFinding[] {
  return new ModelCheck(model, imports).run();
}

class ModelCheck {
  readonly #model: DecisionModel;
  readonly #imports: readonly DecisionModel[];
  readonly #compiled: CompiledModel;
  readonly #findings: DecisionFinding[] = [];

  constructor(model: DecisionModel, imports: readonly DecisionModel[]) {
    this.#model = model;
    this.#imports = imports;
    this.#compiled = compile(model, imports).of(model);
  }

  run(): readonly DecisionFinding[] {
    const { imports, inputData, decisions, knowledgeModels, decisionServices, itemDefinitions } = this.#model;
    for (const { name, namespace, line } of imports) {
      if (this.#isGiven(namespace)) continue;
      this.#add(
        'error',
        'DMN_IMPORT_MISSING',
        `Expected the imported model "${name}" (${namespace}), but it was not given.`,
        null,
        line,
      );
    }
    this.#uniqueIds([...inputData, ...decisions, ...knowledgeModels, ...decisionServices]);
    for (const definition of itemDefinitions) this.#itemDefinition(definition);
    for (const element of [...inputData, ...decisions, ...knowledgeModels])
      this.#type(element.typeRef, element.id, element.line);
    for (const decision of decisions) {
      const { inputs, decisions: required, knowledge } = decision.requirements;
      for (const reference of [...inputs, ...required, ...knowledge])
        this.#reference(reference, decision.id, decision.line);
      if (decision.expression === null) {
        this.#add(
          'warning',
          'DMN_NO_LOGIC',
          `Expected logic in the decision "${decision.label}", but it is empty and yields null.`,
          decision.id,
          decision.line,
        );
      } else {
        this.#expression(decision.expression, decision.id);
      }
    }
    this.#cycles();
    this.#typeCycles();
    for (const knowledge of knowledgeModels) {
      for (const reference of knowledge.requirements.knowledge)
        this.#reference(reference, knowledge.id, knowledge.line);
      if (knowledge.logic !== null) this.#expression(knowledge.logic, knowledge.id);
    }
    for (const service of decisionServices) {
      const all = [
        ...service.outputDecisions,
        ...service.encapsulatedDecisions,
        ...service.inputDecisions,
        ...service.inputData,
      ];
      for (const reference of all) this.#reference(reference, service.id, service.line);
    }
    return this.#findings;
  }

  #add(
    severity: DecisionFinding['severity'],
    code: string,
    message: string,
    elementId: string | null,
    line: number | null,
    fault?: Fault,
  ): void {
    const cause = fault === undefined ? {} : { fault };
    this.#findings.push({ severity, code, message, ...cause, elementId, line, column: null });
  }

  #isGiven(namespace: string): boolean {
    return this.#imports.some((candidate) => candidate.namespace === namespace);
  }

  #uniqueIds(elements: readonly { readonly id: string; readonly line: number }[]): void {
    const seen = new Set<string>();
    for (const { id, line } of elements) {
      if (seen.has(id))
        this.#add('error', 'DMN_DUPLICATE_ID', `Expected each id once, but found "${id}" again.`, id, line);
      seen.add(id);
    }
  }

  #itemDefinition(definition: ItemDefinition): void {
    this.#type(definition.typeRef, definition.name, null);
    for (const tests of [definition.allowedValues, definition.typeConstraint]) {
      if (tests !== null) this.#syntax(tests, definition.name, true);
    }
    for (const component of definition.components) this.#itemDefinition(component);
  }

  #type(typeRef: string | null, elementId: string, line: number | null): void {
    if (typeRef === null || this.#compiled.types.named(typeRef) !== undefined) return;
    this.#add(
      'warning',
      'DMN_TYPE_UNKNOWN',
      `Expected a known type, but "${typeRef}" is not defined; any value is taken.`,
      elementId,
      line,
    );
  }

  #reference(reference: Reference, elementId: string, line: number): void {
    // Of a model that was not given nothing can be told; that it is missing has been.
    const { namespace } = reference;
    if (namespace !== null && namespace !== this.#model.namespace && !this.#isGiven(namespace)) return;
    const target = this.#compiled.follow(reference)?.compiled.model;
    const known = target !== undefined && elementsOf(target).some(({ id }) => id === reference.id);
    if (!known)
      this.#add('error', 'DMN_REFERENCE', `Expected an element "${reference.id}", but there is none.`, elementId, line);
  }

  #expression(expression: BoxedExpression, elementId: string): void {
    this.#type(expression.typeRef, elementId, expression.line);
    if (expression.kind === 'literalExpression') {
      this.#syntax(expression, elementId, false);
    } else if (expression.kind === 'decisionTable') {
      for (const input of expression.inputs) {
        this.#type(input.typeRef, elementId, input.expression.line);
        this.#syntax(input.expression, elementId, false);
        if (input.allowedValues !== null) this.#syntax(input.allowedValues, elementId, true);
      }
      for (const output of expression.outputs) {
        this.#type(output.typeRef, elementId, expression.line);
        if (output.allowedValues !== null) this.#syntax(output.allowedValues, elementId, true);
        if (output.defaultEntry !== null) this.#syntax(output.defaultEntry, elementId, false);
      }
      for (const { inputEntries, outputEntries } of expression.rules) {
        for (const entry of inputEntries) this.#syntax(entry, elementId, true);
        for (const entry of outputEntries) this.#syntax(entry, elementId, false);
      }
      const aggregated = expression.aggregation !== null && expression.hitPolicy !== 'COLLECT';
      if (aggregated)
        this.#add(
          'warning',
          'DMN_AGGREGATION',
          'Expected an aggregation only with COLLECT, but found one elsewhere; it is ignored.',
          elementId,
          expression.line,
        );
    }
    if (expression.kind === 'functionDefinition' && expression.functionKind === 'PMML')
      this.#add(
        'warning',
        'DMN_PMML_NOT_RUN',
        'Expected a function in FEEL, but this one calls a PMML model, which is not run: it yields null. Write the logic as a decision table or in FEEL, or let a service task with a connector ask the model.',
        elementId,
        expression.line,
      );
    for (const part of partsOf(expression)) this.#expression(part, elementId);
  }

  #syntax({ text, language, line }: FeelText, elementId: string, tests: boolean): void {
    if (text === '' || text === '-') return;
    if (language === 'juel' && !tests) {
      for (const { message, fault } of juel.check({ language: 'juel', text: asPlaceholder(text) })) {
        this.#add(
          'error',
          'DMN_JUEL_SYNTAX',
          `${message} Expression: ${text.slice(0, 200)}`,
          elementId,
          line,
          expressionFailed(text, fault),
        );
      }
      return;
    }
    if (language !== null && language !== 'juel') {
      this.#add(
        'error',
        'DMN_LANGUAGE',
        `Expected FEEL or JUEL, but found "${language}"; write the expression in FEEL.`,
        elementId,
        line,
      );
      return;
    }
    try {
      this.#compiled.checkSyntax(text, tests);
    } catch (error) {
      if (!(error instanceof ExpressionSyntaxError)) throw error;
      this.#add(
        'error',
        'DMN_FEEL_SYNTAX',
        `${error.message} FEEL: ${text.slice(0, 200)}`,
        elementId,
        line,
        expressionFailed(text, error.fault),
      );
    }
  }

  /** Reports every decision that requires itself over others of this model. */
  #cycles(): void {
    const { decisions } = this.#model;
    const required = new Map(
      decisions.map(({ id, requirements }) => [
        id,
        requirements.decisions.filter(({ namespace }) => namespace === null).map((reference) => reference.id),
      ]),
    );
    const circling = inCycles(required);
    for (const { id, label, line } of decisions) {
      if (!circling.has(id)) continue;
      const message = `Expected requirements without a cycle, but "${label}" requires itself.`;
      this.#add('error', 'DMN_CYCLE', message, id, line);
    }
  }

  /** Reports types that are only another name of themselves. A type may hold itself in one of its components. */
  #typeCycles(): void {
    const { itemDefinitions } = this.#model;
    const names = new Map(
      itemDefinitions.map(({ name, typeRef, components }) => [
        name,
        typeRef === null || typeRef === name || components.length > 0 ? [] : [typeRef],
      ]),
    );
    for (const name of inCycles(names)) {
      const message = `Expected a type that ends in a built-in one or in components, but "${name}" only stands for itself.`;
      this.#add('error', 'DMN_TYPE_CYCLE', message, name, null);
    }
  }
}

function elementsOf(model: DecisionModel): readonly { readonly id: string }[] {
  return [...model.inputData, ...model.decisions, ...model.knowledgeModels, ...model.decisionServices];
}

/** As the engine says it of an expression of a process: the text, and what is wrong with it. */
function expressionFailed(text: string, because: Fault): Fault {
  return decisionFault('EXPRESSION_UNREADABLE', { expression: shownValue(text) }, because);
}
