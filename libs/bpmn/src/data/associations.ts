import type { Expression, Mapping, Structure } from '#engine';
import { shorten } from '../reading/expression-reader.ts';
import type { ProcessReading } from '../reading/process-reading.ts';
import { child, children, is, text, type Element } from '../xml/element.ts';
import { variableNameOf } from './variable-name.ts';

/**
 * Data associations as mappings (BPMN 2.0.2 clause 10.4.3): a transformation gives the target's value, assignments set
 * parts of it, otherwise the source is copied. They run only when their source is available, hence `optional`.
 */
export function readAssociations(reading: ProcessReading, node: Element): { inputs: Mapping[]; outputs: Mapping[] } {
  const inputs = [...children(node, 'dataInputAssociations'), ...children(node, 'dataInputAssociation')];
  const outputs = [...children(node, 'dataOutputAssociations'), ...children(node, 'dataOutputAssociation')];
  return {
    inputs: inputs.flatMap((it) => readAssociation(reading, node, it)),
    outputs: outputs.flatMap((it) => readAssociation(reading, node, it)),
  };
}

function readAssociation(reading: ProcessReading, node: Element, association: Element): Mapping[] {
  const target = child(association, 'targetRef');
  const sources = children(association, 'sourceRef');
  const assignments = children(association, 'assignment');
  const transformation = child(association, 'transformation');
  // A line drawn between a step and a document tells who uses it; nothing is copied without a place inside the step.
  if (target === undefined || is(target, 'Activity') || sources.some((source) => is(source, 'Activity'))) {
    return [];
  }
  const name = variableNameOf(target);
  if (transformation !== undefined) {
    const expression = readDataExpression(reading, node, transformation);
    return expression === undefined ? [] : [{ optional: true, target: name, source: { expression } }];
  }
  if (assignments.length > 0) {
    return assignments.flatMap((assignment) => readAssignment(reading, node, assignment, name));
  }
  const [source] = sources;
  if (source === undefined || is(source, 'DataStoreReference') || is(target, 'DataStoreReference')) return [];
  const sourceName = variableNameOf(source);
  return sourceName === name ? [] : [{ optional: true, target: name, source: { variable: sourceName } }];
}

/** In a drawing an expression nobody can evaluate tells what is meant; in a technical model it is an error. */
function readDataExpression(reading: ProcessReading, node: Element, written: Element): Expression | undefined {
  const found = reading.expressions.written(written);
  if (found === undefined) return undefined;
  const problem = reading.expressions.problem(found);
  if (problem !== undefined && !reading.technical) {
    reading.findings.report('DATA_NOT_COPIED', node, { words: { text: shorten(found.text), detail: problem } });
    return undefined;
  }
  return reading.expressions.require(node, found);
}

/** `from` is an expression, `to` names the target or a part of it. */
function readAssignment(reading: ProcessReading, node: Element, assignment: Element, target: string): Mapping[] {
  const from = reading.expressions.written(child(assignment, 'from'));
  if (from === undefined) return [];
  const source: Structure =
    !from.explicit && reading.expressions.problem(from) !== undefined
      ? { literal: from.text }
      : (asExpression(reading, node, from) ?? { literal: null });
  const written = text(child(assignment, 'to'), 'body');
  const path = written === undefined ? undefined : /^[$#]?\{?\s*([A-Za-z_][\w.]*)\s*\}?$/.exec(written)?.[1];
  return [{ optional: true, target: path === undefined ? target : path, source }];
}

function asExpression(
  reading: ProcessReading,
  node: Element,
  written: Parameters<ProcessReading['expressions']['require']>[1],
): Structure | undefined {
  const expression = reading.expressions.require(node, written);
  return expression === undefined ? undefined : { expression };
}
