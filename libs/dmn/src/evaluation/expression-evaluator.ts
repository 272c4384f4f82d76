import {
  UNKNOWN,
  coerce,
  describeMisfit,
  EMPTY_SCOPE,
  type Environment,
  expressionFault,
  type ProblemPlace,
  ExpressionSyntaxError,
  externalFunction,
  FeelFunction,
  type FeelType,
  type FeelValue,
  Interpreter,
  isList,
  filterList,
  forEach,
  domainWords,
  iterationDomain,
  type IterationVariable,
  quantify,
  kindOf,
  LayeredScope,
  nameOfType,
  type Scope,
} from '#expressions';
import { type BoxedExpression, type DecisionTable, type FeelText, type TableInput } from '../model/boxed-expression.ts';
import { type CompiledModel } from './compiled-model.ts';
import { decisionFault } from './decision-faults.ts';
import { type MatchedRule } from './evaluation-record.ts';
import { applyHitPolicy, emptyResult, type RuleResult } from './hit-policy.ts';
import { readDeclared, readNumberText } from './declared-input.ts';
import { allowedBy, isCamundaNumber } from './item-types.ts';
import { evaluateJuelText } from './juel-text.ts';
import { priorityList } from './priority-list.ts';

/** What a decision table reports about its evaluation besides the value. */
export interface TableTrace {
  readonly inputs: ReadonlyMap<string, FeelValue>;
  readonly matchedRules: readonly TracedRule[];
}

/** A matched rule with one value for each output column. */
export interface TracedRule extends Pick<MatchedRule, 'id' | 'number' | 'annotations'> {
  readonly columns: readonly FeelValue[];
}

type Boxed<K extends BoxedExpression['kind']> = Extract<BoxedExpression, { kind: K }>;

/** Evaluates the boxed expressions of one model (DMN 1.5, clauses 7.3, 8 and 10.2.2). */
export class ExpressionEvaluator {
  readonly #compiled: CompiledModel;
  readonly #environment: Environment;
  readonly #interpreter: Interpreter;
  readonly #onTable: (table: DecisionTable, trace: TableTrace) => void;
  readonly #given: ReadonlyMap<string, FeelValue>;

  /** @param given what a `${…}` text sees besides the names in scope */
  constructor(
    compiled: CompiledModel,
    environment: Environment,
    onTable: (table: DecisionTable, trace: TableTrace) => void,
    given: ReadonlyMap<string, FeelValue> = new Map(),
  ) {
    this.#given = given;
    this.#compiled = compiled;
    this.#environment = environment;
    this.#interpreter = new Interpreter(environment);
    this.#onTable = onTable;
  }

  /** The value, made to fit the type the expression declares; null and a problem if it does not. */
  evaluate(expression: BoxedExpression, scope: Scope): FeelValue {
    this.#environment.step();
    const value = this.#evaluate(expression, scope);
    return this.fit(value, this.#compiled.types.declared(expression.typeRef), `line ${expression.line}`);
  }

  /** Coerces to a declared type (clause 10.3.2.9.4). */
  fit(value: FeelValue, type: FeelType, place: string): FeelValue {
    const fitting = coerce(value, type);
    if (fitting !== undefined) return fitting;
    const { words, fault } = describeMisfit(value, type);
    return this.#environment.fail(
      null,
      `Expected a value of the declared type ${nameOfType(type)} in ${place}, but ${words}`,
      decisionFault('RESULT_MISFIT', { name: place }, fault),
    );
  }

  #evaluate(expression: BoxedExpression, scope: Scope): FeelValue {
    switch (expression.kind) {
      case 'literalExpression':
        return this.#feel(expression, scope);
      case 'decisionTable':
        return this.#table(expression, scope);
      case 'context':
        return this.#context(expression, scope);
      case 'invocation':
        return this.#invocation(expression, scope);
      case 'relation':
        return expression.rows.map((row) => this.#row(expression, row, scope));
      case 'list':
        return expression.items.map((item) => this.evaluate(item, scope));
      case 'functionDefinition':
        return this.function(expression, UNKNOWN, scope);
      case 'conditional': {
        const holds = this.evaluate(expression.condition, scope) === true;
        return this.evaluate(holds ? expression.then : expression.otherwise, scope);
      }
      case 'filter':
        return filterList(this.evaluate(expression.list, scope), scope, this.#environment, 0, (inner) =>
          this.evaluate(expression.match, inner),
        );
      case 'for':
        return forEach(this.#environment, [this.#iterator(expression)], scope, (inner) =>
          this.evaluate(expression.result, inner),
        );
      case 'some':
      case 'every':
        return quantify(this.#environment, expression.kind, [this.#iterator(expression)], scope, 0, (inner) =>
          this.evaluate(expression.condition, inner),
        );
    }
  }

  #iterator(expression: Boxed<'for' | 'some' | 'every'>): IterationVariable {
    return {
      name: expression.variable,
      at: 0,
      domain: (scope) => {
        const domain = this.evaluate(expression.domain, scope);
        return { items: iterationDomain(domain, this.#environment), found: domainWords(domain) };
      },
    };
  }

  #feel(source: FeelText, scope: Scope): FeelValue {
    if (source.text === '') return null;
    if (source.language === 'juel') {
      const answer = evaluateJuelText(
        source.text,
        new LayeredScope(this.#given, EMPTY_SCOPE),
        scope,
        this.#environment.now?.toString() ?? '',
      );
      return 'value' in answer ? answer.value : this.#environment.fail(null, answer.error, answer.fault);
    }
    if (source.language !== null) {
      return this.#environment.fail(
        null,
        `Expected FEEL or JUEL, but found "${source.language}" (line ${source.line})`,
        decisionFault('LANGUAGE_UNKNOWN', { language: source.language, line: source.line }),
      );
    }
    try {
      return this.#interpreter.evaluate(this.#compiled.expression(source, scope), scope);
    } catch (error) {
      if (error instanceof ExpressionSyntaxError)
        return this.#environment.fail(error.position, `${error.message} (line ${source.line})`, error.fault);
      throw error;
    }
  }

  /** Later entries see earlier ones; an entry without a name is the result (clause 10.2.2.4). */
  #context(expression: Boxed<'context'>, scope: Scope): FeelValue {
    const entries = new Map<string, FeelValue>();
    const inner = new LayeredScope(entries, scope);
    for (const { name, typeRef, value } of expression.entries) {
      const result = this.fit(
        this.evaluate(value, inner),
        this.#compiled.types.declared(typeRef),
        name ?? 'the result',
      );
      if (name === null) return result;
      if (entries.has(name))
        return this.#environment.fail(
          null,
          `Expected each entry once, but found "${name}" twice`,
          expressionFault('KEY_TWICE', { name }),
        );
      entries.set(name, result);
    }
    return entries;
  }

  #row(relation: Boxed<'relation'>, row: readonly BoxedExpression[], scope: Scope): FeelValue {
    return new Map(
      relation.columns.map(({ name, typeRef }, index) => {
        const cell = row[index];
        const value = cell === undefined ? null : this.evaluate(cell, scope);
        return [name, this.fit(value, this.#compiled.types.declared(typeRef), name)];
      }),
    );
  }

  #invocation(expression: Boxed<'invocation'>, scope: Scope): FeelValue {
    const callee = this.evaluate(expression.callee, scope);
    if (!(callee instanceof FeelFunction))
      return this.#environment.fail(
        null,
        `Expected a function to invoke, but found ${kindOf(callee)}`,
        expressionFault('FUNCTION_NEEDED', { found: kindOf(callee) }),
      );
    const args = expression.bindings.map(({ name, value }) => ({
      name,
      value: value === null ? null : this.evaluate(value, scope),
    }));
    if (args.length === 0)
      return this.#interpreter.callWith(
        callee,
        callee.parameters.map(({ name }) => ({ name, value: null })),
        0,
      );
    return this.#interpreter.callWith(callee, args, 0);
  }

  /** A function value; its body sees the scope it was written in. */
  function(definition: Boxed<'functionDefinition'>, result: FeelType, scope: Scope): FeelValue {
    const { parameters, body } = definition;
    if (definition.functionKind === 'PMML')
      return this.#environment.fail(
        null,
        'Expected a FEEL or Java function, but PMML is not supported',
        decisionFault('PMML_NOT_RUN', {}),
      );
    if (definition.functionKind === 'Java') {
      const mapping = this.evaluate(body, scope);
      const external = externalFunction(
        parameters.map(({ name }) => name),
        new Map([['java', mapping]]),
      );
      return (
        external ??
        this.#environment.fail(
          null,
          'Expected a known external function, but found another one',
          expressionFault('EXTERNAL_FUNCTION_UNKNOWN', {}),
        )
      );
    }
    const typed = parameters.map(({ name, typeRef }) => ({ name, type: this.#compiled.types.declared(typeRef) }));
    return new FeelFunction(typed, result, (args) => {
      const values = new Map(typed.map(({ name }, index) => [name, args[index] ?? null]));
      return this.evaluate(body, new LayeredScope(values, scope));
    });
  }

  #table(table: Boxed<'decisionTable'>, scope: Scope): FeelValue {
    const inputs = table.inputs.map((input) => {
      return this.#environment.within(tableInput(input), () => this.#tableInput(input, scope));
    });
    const matched: RuleResult[] = [];
    const traced: TracedRule[] = [];
    for (const [index, rule] of table.rules.entries()) {
      const test = (entry: FeelText, column: number): boolean =>
        this.#test(entry, inputs[column] ?? null, scope, () => ruleInput(table, index, column));
      if (!rule.inputEntries.every(test)) continue;
      const columns = rule.outputEntries.map((entry, column) =>
        this.#environment.within(ruleOutput(table, index, column), () => this.#output(table, column, entry, scope)),
      );
      matched.push({ number: index + 1, columns, value: rowValue(table, columns) });
      traced.push({ id: rule.id, number: index + 1, annotations: rule.annotations, columns });
      if (table.hitPolicy === 'FIRST') break;
    }
    this.#onTable(table, {
      inputs: new Map(
        table.inputs.map((input, index) => [input.label ?? input.expression.text, inputs[index] ?? null]),
      ),
      matchedRules: traced,
    });
    return matched.length === 0 ? this.#default(table, scope) : this.#hits(table, matched, scope);
  }

  #tableInput(input: TableInput, scope: Scope): FeelValue {
    const type = this.#compiled.types.declared(input.typeRef);
    const raw = readDeclared(this.#feel(input.expression, scope), type);
    const value = this.fit(isCamundaNumber(input.typeRef) ? readNumberText(raw) : raw, type, input.expression.text);
    return this.#allowed(value, input.allowedValues, input.expression.text);
  }

  /** What the values of a column leave out is null (clause 8.2.7 and 8.2.9). */
  #allowed(value: FeelValue, allowedValues: FeelText | null, place: string): FeelValue {
    if (value === null || allowedValues === null || allowedBy(allowedValues)(value)) return value;
    return this.#environment.fail(
      null,
      `Expected a value among ${allowedValues.text} for ${place}, but found another one; allow it there or change the rule`,
      decisionFault('VALUE_LEFT_OUT', { allowed: allowedValues.text, place }),
    );
  }

  #test(entry: FeelText, input: FeelValue, scope: Scope, place: () => ProblemPlace): boolean {
    if (entry.text === '' || entry.text === '-') return true;
    const before = this.#environment.problems.length;
    const holds = this.#holds(entry, input, scope);
    if (this.#environment.problems.length > before) this.#environment.locate(before, place());
    return holds;
  }

  #holds(entry: FeelText, input: FeelValue, scope: Scope): boolean {
    try {
      return this.#interpreter.unaryTests(this.#compiled.unaryTests(entry, scope), input, scope) === true;
    } catch (error) {
      if (!(error instanceof ExpressionSyntaxError)) throw error;
      this.#environment.fail(null, error.message.replace(/\.$/, ''), error.fault);
      return false;
    }
  }

  #output(table: DecisionTable, column: number, entry: FeelText, scope: Scope): FeelValue {
    const output = table.outputs[column];
    const typeRef = output?.typeRef ?? null;
    const raw = entry.text === '-' ? null : this.#feel(entry, scope);
    const value = isCamundaNumber(typeRef) ? readNumberText(raw) : raw;
    const place = output?.name ?? entry.text;
    const fitting = this.fit(value, this.#compiled.types.declared(typeRef), place);
    return this.#allowed(fitting, output?.allowedValues ?? null, place);
  }

  #default(table: Boxed<'decisionTable'>, scope: Scope): FeelValue {
    if (table.outputs.every(({ defaultEntry }) => defaultEntry === null)) return emptyResult(table);
    const columns = table.outputs.map(({ defaultEntry }, column) =>
      defaultEntry === null ? null : this.#output(table, column, defaultEntry, scope),
    );
    const value = rowValue(table, columns);
    const many =
      table.hitPolicy === 'RULE ORDER' ||
      table.hitPolicy === 'OUTPUT ORDER' ||
      (table.hitPolicy === 'COLLECT' && table.aggregation === null);
    return many && !isList(value) ? [value] : value;
  }

  #hits(table: DecisionTable, matched: readonly RuleResult[], scope: Scope): FeelValue {
    const ordered = table.hitPolicy === 'PRIORITY' || table.hitPolicy === 'OUTPUT ORDER';
    const priorities = table.outputs.map(({ allowedValues }) => {
      if (!ordered) return [];
      const list = allowedValues === null ? null : this.#feel(priorityList(allowedValues), scope);
      return isList(list) ? list : [];
    });
    const result = applyHitPolicy(table, matched, priorities);
    return result.ok ? result.value : this.#environment.fail(null, result.message, result.fault);
  }
}

/** Where a column's input stands, as its messages say it. */
function tableInput({ label, expression }: TableInput): ProblemPlace {
  const [input, { line }] = [label ?? expression.text, expression];
  return {
    words: `In input "${input}", line ${line}.`,
    around: (inner) => decisionFault('IN_TABLE_INPUT', { input, line }, inner),
  };
}

/** Where a cell of a table stands; rules count from 1. */
function ruleInput(table: DecisionTable, rule: number, column: number): ProblemPlace {
  const input = table.inputs[column];
  const cell = table.rules[rule]?.inputEntries[column];
  return placeOf('IN_TABLE_RULE_INPUT', rule, input?.label ?? input?.expression.text ?? String(column + 1), cell);
}

function ruleOutput(table: DecisionTable, rule: number, column: number): ProblemPlace {
  const output = table.outputs[column];
  const cell = table.rules[rule]?.outputEntries[column];
  return placeOf('IN_TABLE_RULE_OUTPUT', rule, output?.name ?? String(column + 1), cell);
}

const MAX_CELL = 100;

function placeOf(
  code: 'IN_TABLE_RULE_INPUT' | 'IN_TABLE_RULE_OUTPUT',
  rule: number,
  column: string,
  written: FeelText | undefined,
): ProblemPlace {
  const text = written?.text ?? '';
  const cell = text.length > MAX_CELL ? `${text.slice(0, MAX_CELL)}…` : text;
  const line = written?.line ?? 0;
  const kind = code === 'IN_TABLE_RULE_INPUT' ? 'input' : 'output';
  return {
    words: `In rule ${rule + 1}, ${kind} "${column}", line ${line}: ${cell}`,
    around: (inner) => decisionFault(code, { rule: rule + 1, column, line, cell }, inner),
  };
}

/** One output is its value; several are a context (clause 8.2.10). */
function rowValue(table: DecisionTable, columns: readonly FeelValue[]): FeelValue {
  if (table.outputs.length === 1) return columns[0] ?? null;
  return new Map(table.outputs.map(({ name }, index) => [name ?? '', columns[index] ?? null]));
}
