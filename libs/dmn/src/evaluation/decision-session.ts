import type { Fault } from '#engine';
import {
  UNKNOWN,
  coerce,
  describeMisfit,
  EMPTY_SCOPE,
  Environment,
  type FeelDateTime,
  FeelFunction,
  FeelLimitError,
  type FeelType,
  type FeelValue,
  LayeredScope,
  nameOfType,
  type Scope,
  StepBudget,
  toPlain,
  unwrap,
} from '#expressions';
import { type DecisionTable } from '../model/boxed-expression.ts';
import {
  type BusinessKnowledgeModel,
  type Decision,
  type DecisionService,
  type Reference,
  type Requirements,
} from '../model/decision-model.ts';
import { type CompiledLibrary, type CompiledModel } from './compiled-model.ts';
import { decisionFault } from './decision-faults.ts';
import { readDeclared } from './declared-input.ts';
import { type DecisionEvaluation, type DecisionProblem, type MatchedRule } from './evaluation-record.ts';
import { ExpressionEvaluator, type TableTrace, type TracedRule } from './expression-evaluator.ts';

type Values = ReadonlyMap<string, FeelValue>;

const MAX_NESTED_SERVICES = 50;
/** About two and a half seconds of work. */
const MAX_STEPS = 10_000_000;

/** Everything one call evaluates: results by decision, what each was made of, and the problems on the way. */
export class DecisionSession {
  readonly evaluations: DecisionEvaluation[];
  readonly problems: DecisionProblem[];
  readonly #library: CompiledLibrary;
  readonly #now: FeelDateTime | null;
  /** Values of input data by name. */
  readonly #given: Values;
  readonly #results = new Map<Decision, FeelValue>();
  readonly #running = new Set<Decision>();
  /** Names under which the values of an imported model are given. */
  readonly #importNames = new Map<CompiledModel, Set<string>>();
  readonly #depth: number;

  /** What all decisions of one call may cost together. */
  readonly #budget: StepBudget;

  constructor(library: CompiledLibrary, now: FeelDateTime | null, given: Values, parent?: DecisionSession) {
    this.#library = library;
    this.#now = now;
    this.#given = given;
    this.evaluations = parent?.evaluations ?? [];
    this.problems = parent?.problems ?? [];
    this.#depth = parent === undefined ? 1 : parent.#depth + 1;
    this.#budget = parent === undefined ? new StepBudget(MAX_STEPS) : parent.#budget;
  }

  /** The value of a decision, with all it requires (DMN 1.5, clause 6.3). Each decision is evaluated once. */
  decision(compiled: CompiledModel, decision: Decision): FeelValue {
    const known = this.#results.get(decision);
    if (known !== undefined) return known;
    if (this.#running.has(decision))
      return this.#problem(
        decision.id,
        `Expected requirements without a cycle, but "${decision.label}" requires itself`,
        decisionFault('DECISION_REQUIRES_ITSELF', { decision: decision.label }),
      );
    this.#running.add(decision);
    const required = this.#required(compiled, decision.requirements);
    const value = withLimitsNamed(decision.label, () => this.#run(compiled, decision, required));
    this.#running.delete(decision);
    this.#results.set(decision, value);
    return value;
  }

  /** Models drawn for Camunda use variables without declaring input data: what is given is in scope, furthest out. */
  #run(compiled: CompiledModel, decision: Decision, required: Values): FeelValue {
    let trace: TableTrace | undefined;
    const environment = this.#environment(compiled);
    const onTable = (table: DecisionTable, seen: TableTrace): void => {
      if (table === decision.expression) trace = seen;
    };
    const evaluator = new ExpressionEvaluator(compiled, environment, onTable, this.#given);
    const raw =
      decision.expression === null
        ? null
        : evaluator.evaluate(decision.expression, new LayeredScope(required, undeclared(this.#given)));
    const value = evaluator.fit(raw, compiled.types.declared(decision.typeRef), decision.label);
    for (const { severity, message, fault } of environment.problems)
      this.problems.push({
        decisionId: decision.id,
        severity,
        message: `${message} Decision: "${decision.label}".`,
        fault: decisionFault('IN_DECISION', { decision: decision.label }, fault),
      });
    const inputs = toRecord(trace?.inputs ?? required);
    this.evaluations.push({
      decisionId: decision.id,
      decisionName: decision.label,
      inputs,
      inputNames: Object.keys(inputs),
      matchedRules: (trace?.matchedRules ?? []).map((rule) => matchedRule(decision, rule)),
      aggregation: decision.expression?.kind === 'decisionTable' ? decision.expression.aggregation : null,
      outputs: toPlain(value, true),
      outputNames: outputNames(decision),
      outputLabels: outputLabels(decision),
    });
    return value;
  }

  #environment(compiled: CompiledModel): Environment {
    return new Environment(this.#now, (name) => compiled.types.named(name), this.#budget);
  }

  #problem(decisionId: string, message: string, fault: Fault): null {
    this.problems.push({ decisionId, severity: 'error', message: `${message}.`, fault });
    return null;
  }

  /** Values of all required elements; those of an import lie in a context under the import's name (clause 6.3.3). */
  #required(compiled: CompiledModel, requirements: Requirements): Values {
    const values = new Map<string, FeelValue>();
    const put = (importName: string, name: string, value: FeelValue): void => {
      if (importName === '') {
        values.set(name, value);
        return;
      }
      const inner = values.get(importName);
      values.set(importName, new Map(inner instanceof Map ? (inner as Values) : []).set(name, value));
    };
    for (const reference of requirements.inputs) {
      const found = this.#follow(compiled, reference, (target) => target.model.inputData);
      if (found !== undefined)
        put(found.importName, found.element.name, this.#input(found.compiled, found.element, found.importName));
    }
    for (const reference of requirements.decisions) {
      const found = this.#follow(compiled, reference, (target) => target.model.decisions);
      if (found === undefined) continue;
      put(found.importName, found.element.name, this.decision(found.compiled, found.element));
    }
    for (const reference of requirements.knowledge) {
      const found = this.#follow(compiled, reference, (target) => [
        ...target.model.knowledgeModels,
        ...target.model.decisionServices,
      ]);
      if (found === undefined) continue;
      const { element } = found;
      const callable =
        'logic' in element ? this.knowledge(found.compiled, element) : this.serviceFunction(found.compiled, element);
      put(found.importName, element.name, callable);
    }
    return values;
  }

  #follow<T extends { readonly id: string }>(
    compiled: CompiledModel,
    reference: Reference,
    among: (target: CompiledModel) => readonly T[],
  ): { compiled: CompiledModel; importName: string; element: T } | undefined {
    const target = compiled.follow(reference);
    if (target !== undefined && target.importName !== '') {
      const names = this.#importNames.get(target.compiled) ?? new Set<string>();
      this.#importNames.set(target.compiled, names.add(target.importName));
    }
    const element = target === undefined ? undefined : among(target.compiled).find(({ id }) => id === reference.id);
    if (target !== undefined && element !== undefined) return { ...target, element };
    this.#problem(
      reference.id,
      `Expected a required element "${reference.id}", but there is none`,
      decisionFault('REQUIREMENT_MISSING', { id: reference.id }),
    );
    return undefined;
  }

  /** Input data by name, or of an import also inside a context under the import's name; made to fit its type. */
  #input(
    compiled: CompiledModel,
    input: { readonly id: string; readonly name: string; readonly typeRef: string | null },
    importName: string,
  ): FeelValue {
    const containers = [importName, ...(this.#importNames.get(compiled) ?? [])].map((name) => this.#given.get(name));
    const qualified = containers
      .filter((container) => container instanceof Map)
      .map((container) => (container as Values).get(input.name))
      .find((given) => given !== undefined);
    const value = qualified ?? this.#given.get(input.name) ?? null;
    const environment = this.#environment(compiled);
    const evaluator = new ExpressionEvaluator(compiled, environment, () => undefined);
    const type = compiled.types.declared(input.typeRef);
    const fitting = evaluator.fit(readDeclared(value, type), type, `the input "${input.name}"`);
    for (const { severity, message, fault } of environment.problems)
      this.problems.push({
        decisionId: input.id,
        severity,
        message,
        fault: decisionFault('INPUT_MISFIT', { name: input.name }, fault.because ?? fault),
      });
    return fitting;
  }

  /** A business knowledge model as a function; it sees what it requires, and itself (clause 6.3.9). */
  knowledge(compiled: CompiledModel, knowledge: BusinessKnowledgeModel): FeelValue {
    const { logic } = knowledge;
    if (logic === null) return null;
    const values = new Map<string, FeelValue>();
    const scope: Scope = new LayeredScope(values, EMPTY_SCOPE);
    const environment = this.#environment(compiled);
    const evaluator = new ExpressionEvaluator(compiled, environment, () => undefined);
    const callable = evaluator.function(logic, resultType(compiled.types.declared(knowledge.typeRef)), scope);
    values.set(knowledge.name, callable);
    // The knowledge a model requires is only looked up when it is called: such requirements may form a circle.
    let complete = false;
    if (!(callable instanceof FeelFunction)) return callable;
    return new FeelFunction(callable.parameters, callable.result, (args) => {
      if (!complete) {
        complete = true;
        for (const [name, value] of this.#required(compiled, knowledge.requirements)) values.set(name, value);
      }
      const before = environment.problems.length;
      const value = environment.call(() => callable.call(args));
      for (const { severity, message, fault } of environment.problems.slice(before))
        this.problems.push({ decisionId: knowledge.id, severity, message, fault });
      return value;
    });
  }

  /** A decision service as a function: parameters are its input data and its input decisions (clause 10.4). */
  serviceFunction(compiled: CompiledModel, service: DecisionService): FeelValue {
    const inputs = this.serviceInputs(compiled, service);
    const parameters = inputs.map(({ name, type }) => ({ name, type }));
    return new FeelFunction(parameters, resultType(compiled.types.declared(service.typeRef)), (args) =>
      this.service(compiled, service, new Map(parameters.map(({ name }, index) => [name, args[index] ?? null]))),
    );
  }

  /** Names and types of what a service must be given. */
  serviceInputs(compiled: CompiledModel, service: DecisionService): readonly { name: string; type: FeelType }[] {
    const data = service.inputData.map((reference) =>
      this.#follow(compiled, reference, (target) => target.model.inputData),
    );
    const decisions = service.inputDecisions.map((reference) =>
      this.#follow(compiled, reference, (target) => target.model.decisions),
    );
    return [...data, ...decisions]
      .filter((found) => found !== undefined)
      .map((found) => ({ name: found.element.name, type: found.compiled.types.declared(found.element.typeRef) }));
  }

  /**
   * The value of a decision service: of its one output decision, or a context of several by name. Input decisions are
   * never computed: one that is not given is null.
   */
  service(compiled: CompiledModel, service: DecisionService, given: Values): FeelValue {
    const inner = new DecisionSession(this.#library, this.#now, given, this);
    if (inner.#depth > MAX_NESTED_SERVICES) {
      return this.#problem(
        service.id,
        `Expected at most ${MAX_NESTED_SERVICES} nested decision services, but found more`,
        decisionFault('DECISION_SERVICES_TOO_DEEP', { most: MAX_NESTED_SERVICES }),
      );
    }
    for (const reference of service.inputDecisions) {
      const found = this.#follow(compiled, reference, (target) => target.model.decisions);
      if (found !== undefined)
        inner.#results.set(found.element, inner.#input(found.compiled, found.element, found.importName));
    }
    const outputs = service.outputDecisions
      .map((reference) => this.#follow(compiled, reference, (target) => target.model.decisions))
      .filter((found) => found !== undefined)
      .map((found) => [found.element.name, inner.decision(found.compiled, found.element)] as const);
    const [only] = outputs;
    const value = outputs.length === 1 && only !== undefined ? only[1] : new Map(outputs);
    const type = resultType(compiled.types.declared(service.typeRef));
    const fitting = coerce(value, type);
    if (fitting !== undefined) return fitting;
    const { words, fault } = describeMisfit(value, type);
    return this.#problem(
      service.id,
      `Expected a value of the declared type ${nameOfType(type)} of the decision service "${service.label}", but ${words}`,
      decisionFault('RESULT_MISFIT', { name: service.label }, fault),
    );
  }
}

/** Says in which decision an evaluation ran into a limit; the innermost one counts. @throws DecisionLimitError */
function withLimitsNamed<T>(label: string, evaluate: () => T): T {
  try {
    return evaluate();
  } catch (error) {
    if (error instanceof FeelLimitError && !(error instanceof DecisionLimitError))
      throw new DecisionLimitError(
        `${error.message} Decision: "${label}".`,
        decisionFault('IN_DECISION', { decision: label }, error.fault),
      );
    throw error;
  }
}

/** A limit that already names its decision. */
class DecisionLimitError extends FeelLimitError {}

/**
 * Values the model does not declare. Their names take no part in reading a text: they may differ from call to call, and
 * the text is parsed once.
 */
function undeclared(given: Values): Scope {
  return { lookup: (name) => given.get(name), names: () => [] };
}

/** An output column without a name has the decision's. */
function outputNames(decision: Decision): readonly string[] {
  const { expression } = decision;
  return expression?.kind === 'decisionTable' ? expression.outputs.map(({ name }) => name ?? decision.name) : [];
}

function outputLabels({ name: decisionName, expression }: Decision): Readonly<Record<string, string>> {
  if (expression?.kind !== 'decisionTable') return {};
  return Object.fromEntries(
    expression.outputs.flatMap(({ name, label }) => (label === null ? [] : [[name ?? decisionName, label]])),
  );
}

/** A matched rule as it is recorded: its outputs by name. */
function matchedRule(decision: Decision, { id, number, annotations, columns }: TracedRule): MatchedRule {
  const values = new Map(outputNames(decision).map((name, index) => [name, columns[index] ?? null]));
  return { id, number, annotations, outputs: toRecord(values) };
}

/** The variable of an invocable has the type of its result or, since DMN 1.3, a function type. */
function resultType(type: FeelType): FeelType {
  if (type.kind === 'any') return UNKNOWN;
  const structure = unwrap(type);
  return structure.kind === 'function' ? structure.result : type;
}

function toRecord(values: Values): Record<string, unknown> {
  const plain = toPlain(new Map([...values].filter(([, value]) => !(value instanceof FeelFunction))), true);
  return plain as Record<string, unknown>;
}
