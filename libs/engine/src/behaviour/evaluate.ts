import { about, ElementFailure } from '../execution/element-failure.ts';
import type { Run } from '../execution/run.ts';
import type { Computed, Expression, Value, Variables } from '../model/expression.ts';
import { shownValue } from '../model/fault.ts';
import type { Mapping, Structure } from '../model/process-model.ts';
import { typeVisibleTo } from '../state/visible-types.ts';
import { localVariables, visibleTo } from '../state/visible-variables.ts';
import type { Item } from '../state/item.ts';
import { emptyRecord, mergeRecords, own, toValue, withPath } from '../variables-record.ts';
import { engineFault } from './engine-faults.ts';

/** Evaluates where an item stands; `extra` hides what the scopes hold. @throws ElementFailure 'expression' */
export function evaluate(run: Run, item: Item, expression: Expression, extra?: Variables): unknown {
  const visible = visibleTo(run.state, item);
  const execution = executionOf(run, item, expression);
  const variables =
    execution === undefined && extra === undefined ? visible : mergeRecords(execution ?? {}, visible, extra ?? {});
  const result = run.context.expressions.evaluate(expression, variables, run.context.now);
  if (!result.ok) {
    throw new ElementFailure(
      'expression',
      `Expected a value of expression "${expression.text}" at ${item.nodeId}, but ${result.error}`,
      engineFault('EXPRESSION_FAILED', { expression: shownValue(expression.text) }, result.fault),
    );
  }
  return result.value;
}

/**
 * What the engines of the Camunda 7 family know as `execution` in `${…}`: where the token stands and whose case it is, as
 * plain data. A variable of that name hides it.
 */
function executionOf(run: Run, item: Item, expression: Expression): Variables | undefined {
  if (expression.language !== 'juel' || !/\bexecution\b/.test(expression.text)) return undefined;
  const businessKey = run.item(item.processInstanceId).instance?.businessKey ?? null;
  return {
    execution: {
      id: item.id,
      activityInstanceId: item.id,
      processInstanceId: item.processInstanceId,
      processDefinitionId: item.definitionId,
      businessKey,
      processBusinessKey: businessKey,
      currentActivityId: item.nodeId,
      currentActivityName: run.index(item).nodes.get(item.nodeId)?.name ?? null,
    },
  };
}

/** A condition holds only if it is true itself: null and other values are false (DMN 1.5 clause 10.3.2.8). */
export function holds(run: Run, item: Item, condition: Expression, extra?: Variables): boolean {
  return evaluate(run, item, condition, extra) === true;
}

export function compute<T extends Value>(run: Run, item: Item, computed: Computed<T>, extra?: Variables): Value {
  return 'literal' in computed ? computed.literal : toValue(evaluate(run, item, computed.expression, extra));
}

export function computeText(run: Run, item: Item, computed: Computed<string>, extra?: Variables): string {
  const value = compute(run, item, computed, extra);
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new ElementFailure(
    'expression',
    `Expected a text ${describe(computed)} at ${item.nodeId}, but got ${JSON.stringify(value)}`,
    engineFault('TEXT_NEEDED', { expression: writtenAs(computed), found: shownValue(value) }),
  );
}

/** A text that may stay open: null, and empty text, count as not given. */
export function computeOptionalText(run: Run, item: Item, computed: Computed<string>): string | undefined {
  const value = compute(run, item, computed);
  if (value === null || value === '') return undefined;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

export function computeNumber(run: Run, item: Item, computed: Computed<number>): number {
  const value = compute(run, item, computed);
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number === 'number' && Number.isFinite(number)) return number;
  throw new ElementFailure(
    'expression',
    `Expected a number ${describe(computed)} at ${item.nodeId}, but got ${JSON.stringify(value)}`,
    engineFault('NUMBER_NEEDED', { expression: writtenAs(computed), found: shownValue(value) }),
  );
}

function computeStructure(run: Run, item: Item, structure: Structure, extra?: Variables): Value {
  if ('variable' in structure && structure.local === true) return own(localVariables(item), structure.variable) ?? null;
  if ('variable' in structure)
    return own(extra ?? {}, structure.variable) ?? own(visibleTo(run.state, item), structure.variable) ?? null;
  if ('list' in structure) return structure.list.map((element) => computeStructure(run, item, element, extra));
  if ('entries' in structure) {
    const record = emptyRecord<Value>();
    for (const { key, value } of structure.entries) record[key] = computeStructure(run, item, value, extra);
    return record;
  }
  return compute(run, item, structure, extra);
}

/**
 * Mappings in their order; each sees what the ones before it gave. The result has one value for each target path.
 * @param field what they are at the element: where an incident of theirs is shown
 */
export function computeMappings(
  run: Run,
  item: Item,
  mappings: readonly Mapping[],
  field: 'input' | 'output' | 'handOver',
  extra?: Variables,
): readonly { readonly target: string; readonly value: Value }[] {
  let seen = extra;
  return mappings.flatMap((mapping) => {
    const value = about(field, mapping.target, () => computeStructure(run, item, mapping.source, seen));
    if (mapping.optional === true && value === null) return [];
    run.declarations.hand(mapping.target, value, declaredTypeOf(run, item, mapping.source, value, seen));
    seen = withPath(seen ?? {}, mapping.target, value);
    return [{ target: mapping.target, value }];
  });
}

/** The declared type of a value a mapping hands on unchanged: its source is nothing but the name of a variable. */
function declaredTypeOf(
  run: Run,
  item: Item,
  source: Structure,
  value: Value,
  seen: Variables | undefined,
): string | undefined {
  const name = 'variable' in source ? source.variable : 'expression' in source ? nameIn(source.expression) : undefined;
  if (name === undefined) return undefined;
  if (seen !== undefined && Object.hasOwn(seen, name)) return run.declarations.typeOf(name, value);
  return typeVisibleTo(run.state, item, name);
}

/** The variable an expression names, when it does nothing else: `${amount}`, or `amount` in FEEL. */
export function nameIn({ text }: Expression): string | undefined {
  return /^\s*(?:[$#]\{\s*([\p{L}_][\p{L}\p{N}_]*)\s*\}|=?\s*([\p{L}_][\p{L}\p{N}_]*))\s*$/u
    .exec(text)
    ?.slice(1)
    .find(Boolean);
}

function writtenAs(computed: Computed<Value>): string {
  return shownValue('literal' in computed ? computed.literal : computed.expression.text);
}

function describe(computed: Computed<Value>): string {
  return 'literal' in computed ? 'in the model' : `of expression "${computed.expression.text}"`;
}
