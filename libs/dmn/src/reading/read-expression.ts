import { normalizeName } from '#expressions';
import {
  type Aggregation,
  AGGREGATIONS,
  type BoxedExpression,
  type DecisionTable,
  type FeelText,
  HIT_POLICIES,
  type HitPolicy,
  type Parameter,
  type TableInput,
  type TableOutput,
} from '../model/boxed-expression.ts';
import { type ReadingContext, readTypeRef } from './qualified-name.ts';
import { child, childrenNamed, type XmlElement } from './xml-element.ts';

/** A construct of the model that cannot be read; its message names what was expected. */
export class DecisionStructureError extends Error {
  readonly code: string;
  readonly element: XmlElement;

  constructor(code: string, message: string, element: XmlElement) {
    super(message);
    this.name = 'DecisionStructureError';
    this.code = code;
    this.element = element;
  }
}

type Reader = (element: XmlElement, context: ReadingContext) => BoxedExpression;

/** One reader for each boxed expression of DMN 1.1 to 1.5, by element name. */
const READERS = new Map<string, Reader>([
  ['literalExpression', readLiteral],
  ['decisionTable', (element, context) => ({ ...base(element, context), ...readTable(element, context) })],
  ['context', readContext],
  ['invocation', readInvocation],
  ['relation', readRelation],
  ['list', (element, context) => ({ ...base(element, context), kind: 'list', items: expressionsIn(element, context) })],
  ['functionDefinition', readFunction],
  ['conditional', readConditional],
  [
    'filter',
    (element, context) => ({
      ...base(element, context),
      kind: 'filter',
      list: wrapped(element, 'in', context),
      match: wrapped(element, 'match', context),
    }),
  ],
  [
    'for',
    (element, context) => ({
      ...base(element, context),
      kind: 'for',
      variable: iteratorVariable(element),
      domain: wrapped(element, 'in', context),
      result: wrapped(element, 'return', context),
    }),
  ],
  ['some', readQuantified],
  ['every', readQuantified],
]);

/** The boxed expression among the children of an element, or null if it has none. */
export function readExpressionIn(element: XmlElement, context: ReadingContext): BoxedExpression | null {
  const found = element.children.find(({ name }) => READERS.has(name));
  return found === undefined ? null : readExpression(found, context);
}

function readExpression(element: XmlElement, context: ReadingContext): BoxedExpression {
  const reader = READERS.get(element.name);
  if (reader === undefined) throw expected('a boxed expression', element);
  return reader(element, context);
}

function expected(what: string, element: XmlElement): DecisionStructureError {
  return new DecisionStructureError('DMN_STRUCTURE', `Expected ${what} in <${element.name}>, but found none.`, element);
}

function base(element: XmlElement, context: ReadingContext): { typeRef: string | null; line: number } {
  return { typeRef: readTypeRef(element, context), line: element.line };
}

function requiredExpression(element: XmlElement, context: ReadingContext): BoxedExpression {
  const expression = readExpressionIn(element, context);
  if (expression === null) throw expected('an expression', element);
  return expression;
}

function wrapped(element: XmlElement, name: string, context: ReadingContext): BoxedExpression {
  const wrapper = child(element, name);
  if (wrapper === undefined) throw expected(`<${name}>`, element);
  return requiredExpression(wrapper, context);
}

function expressionsIn(element: XmlElement, context: ReadingContext): BoxedExpression[] {
  return element.children.filter(({ name }) => READERS.has(name)).map((item) => readExpression(item, context));
}

/** The text of an expression or unary tests, with the language it is written in. */
function textOf(element: XmlElement, context: ReadingContext): FeelText {
  const text = (child(element, 'text')?.text ?? '').trim();
  const written = element.attributes.get('expressionLanguage') ?? context.language;
  return { text, language: languageOf(written, text), line: element.line };
}

/** `${…}` is JUEL whatever the model says: FEEL has no such text. */
function languageOf(written: string | null, text: string): string | null {
  if (/^[#$]\{/.test(text) || written?.toLowerCase() === 'juel') return 'juel';
  return written === null || written === '' || /feel/i.test(written) ? null : written;
}

function optionalText(element: XmlElement, name: string, context: ReadingContext): FeelText | null {
  const found = child(element, name);
  const text = found === undefined ? null : textOf(found, context);
  return text === null || text.text === '' ? null : text;
}

function readLiteral(element: XmlElement, context: ReadingContext): BoxedExpression {
  return { ...base(element, context), kind: 'literalExpression', ...textOf(element, context) };
}

function nameOf(element: XmlElement): string | null {
  const name = element.attributes.get('name');
  return name === undefined ? null : normalizeName(name);
}

function readContext(element: XmlElement, context: ReadingContext): BoxedExpression {
  const entries = childrenNamed(element, 'contextEntry').map((entry) => {
    const variable = child(entry, 'variable');
    return {
      name: variable === undefined ? null : nameOf(variable),
      typeRef: variable === undefined ? null : readTypeRef(variable, context),
      value: requiredExpression(entry, context),
    };
  });
  return { ...base(element, context), kind: 'context', entries };
}

function readInvocation(element: XmlElement, context: ReadingContext): BoxedExpression {
  const bindings = childrenNamed(element, 'binding').map((binding) => {
    const parameter = child(binding, 'parameter');
    const name = parameter === undefined ? null : nameOf(parameter);
    if (name === null) throw expected('a parameter with a name', binding);
    return { name, value: readExpressionIn(binding, context) };
  });
  return { ...base(element, context), kind: 'invocation', callee: requiredExpression(element, context), bindings };
}

function parameterOf(element: XmlElement, context: ReadingContext): Parameter {
  const name = nameOf(element);
  if (name === null) throw expected('a name', element);
  return { name, typeRef: readTypeRef(element, context) };
}

function readRelation(element: XmlElement, context: ReadingContext): BoxedExpression {
  const columns = childrenNamed(element, 'column').map((column) => parameterOf(column, context));
  const rows = childrenNamed(element, 'row').map((row) => {
    const cells = expressionsIn(row, context);
    if (cells.length !== columns.length) {
      throw new DecisionStructureError(
        'DMN_RELATION_ROW',
        `Expected ${columns.length} cells in each row, but found ${cells.length}.`,
        row,
      );
    }
    return cells;
  });
  return { ...base(element, context), kind: 'relation', columns, rows };
}

/** Reads a function definition, also the one a business knowledge model encapsulates. */
export function readFunction(
  element: XmlElement,
  context: ReadingContext,
): BoxedExpression & { kind: 'functionDefinition' } {
  const kind = element.attributes.get('kind') ?? 'FEEL';
  if (kind !== 'FEEL' && kind !== 'Java' && kind !== 'PMML') {
    throw new DecisionStructureError(
      'DMN_FUNCTION_KIND',
      `Expected kind FEEL, Java or PMML, but found "${kind}".`,
      element,
    );
  }
  const parameters = childrenNamed(element, 'formalParameter').map((parameter) => parameterOf(parameter, context));
  return {
    ...base(element, context),
    kind: 'functionDefinition',
    functionKind: kind,
    parameters,
    body: requiredExpression(element, context),
  };
}

function readConditional(element: XmlElement, context: ReadingContext): BoxedExpression {
  return {
    ...base(element, context),
    kind: 'conditional',
    condition: wrapped(element, 'if', context),
    then: wrapped(element, 'then', context),
    otherwise: wrapped(element, 'else', context),
  };
}

function iteratorVariable(element: XmlElement): string {
  const name = element.attributes.get('iteratorVariable');
  if (name === undefined) throw expected('an iterator variable', element);
  return normalizeName(name);
}

function readQuantified(element: XmlElement, context: ReadingContext): BoxedExpression {
  return {
    ...base(element, context),
    kind: element.name === 'some' ? 'some' : 'every',
    variable: iteratorVariable(element),
    domain: wrapped(element, 'in', context),
    condition: wrapped(element, 'satisfies', context),
  };
}

function readTable(element: XmlElement, context: ReadingContext): DecisionTable {
  const inputs = childrenNamed(element, 'input').map((input) => readInput(input, context));
  const outputs = childrenNamed(element, 'output').map((output) => readOutput(output, context));
  const rules = childrenNamed(element, 'rule').map((rule, index) => {
    const inputEntries = childrenNamed(rule, 'inputEntry').map((entry) => textOf(entry, context));
    const outputEntries = childrenNamed(rule, 'outputEntry').map((entry) => textOf(entry, context));
    if (inputEntries.length !== inputs.length || outputEntries.length !== outputs.length) {
      throw new DecisionStructureError(
        'DMN_RULE_ENTRIES',
        `Expected ${inputs.length} input and ${outputs.length} output entries, but rule ${index + 1} has ${inputEntries.length} and ${outputEntries.length}.`,
        rule,
      );
    }
    const id = rule.attributes.get('id') ?? `rule-${index + 1}`;
    return { id, inputEntries, outputEntries, annotations: annotationsOf(rule) };
  });
  if (outputs.length === 0) throw expected('an output', element);
  return {
    kind: 'decisionTable',
    hitPolicy: hitPolicyOf(element),
    aggregation: aggregationOf(element),
    inputs,
    outputs,
    rules,
  };
}

/** Annotation columns (since DMN 1.2), or the description Camunda's modeler keeps an annotation in. */
function annotationsOf(rule: XmlElement): readonly string[] {
  const entries = childrenNamed(rule, 'annotationEntry').map((entry) => child(entry, 'text')?.text ?? '');
  const written = entries.length > 0 ? entries : [child(rule, 'description')?.text ?? ''];
  return written.map((text) => text.trim()).filter((text) => text !== '');
}

function readInput(element: XmlElement, context: ReadingContext): TableInput {
  const expression = child(element, 'inputExpression');
  return {
    expression:
      expression === undefined ? { text: '', language: null, line: element.line } : textOf(expression, context),
    typeRef: expression === undefined ? null : readTypeRef(expression, context),
    label: element.attributes.get('label') ?? null,
    allowedValues: optionalText(element, 'inputValues', context),
  };
}

function readOutput(element: XmlElement, context: ReadingContext): TableOutput {
  return {
    name: nameOf(element),
    label: element.attributes.get('label') ?? null,
    typeRef: readTypeRef(element, context),
    allowedValues: optionalText(element, 'outputValues', context),
    defaultEntry: optionalText(element, 'defaultOutputEntry', context),
  };
}

function hitPolicyOf(element: XmlElement): HitPolicy {
  const written = element.attributes.get('hitPolicy') ?? 'UNIQUE';
  const policy = HIT_POLICIES.find((candidate) => candidate === written.replaceAll('_', ' '));
  if (policy !== undefined) return policy;
  throw new DecisionStructureError(
    'DMN_HIT_POLICY',
    `Expected one of ${HIT_POLICIES.join(', ')}, but found "${written}".`,
    element,
  );
}

function aggregationOf(element: XmlElement): Aggregation | null {
  const written = element.attributes.get('aggregation');
  if (written === undefined) return null;
  const aggregation = AGGREGATIONS.find((candidate) => candidate === written);
  if (aggregation !== undefined) return aggregation;
  throw new DecisionStructureError(
    'DMN_AGGREGATION',
    `Expected one of ${AGGREGATIONS.join(', ')}, but found "${written}".`,
    element,
  );
}
