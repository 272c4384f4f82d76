import type { Mapping, Structure } from '#engine';
import type { ProcessReading } from '../reading/process-reading.ts';
import { feelOfDataFunctions } from '../reading/standard-expressions.ts';
import { child, children, idOf, is, text, type Element } from '../xml/element.ts';
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
  // Drawings describe what should be handed over in whatever their tool calls an expression; only copies are certain.
  if (!reading.technical && (transformation !== undefined || assignments.length > 0)) {
    reading.findings.report('DATA_NOT_COPIED', node, { words: { data: name } });
    return [];
  }
  if (transformation !== undefined) {
    const expression = reading.expressions.child(node, transformation);
    return expression === undefined ? [] : [{ optional: true, target: name, source: { expression } }];
  }
  if (assignments.length > 0) {
    return assignments.flatMap((assignment) => readAssignment(reading, node, assignment, name, idOf(target)));
  }
  const [source] = sources;
  if (source === undefined || is(source, 'DataStoreReference') || is(target, 'DataStoreReference')) return [];
  const sourceName = variableNameOf(source);
  return sourceName === name ? [] : [{ optional: true, target: name, source: { variable: sourceName } }];
}

/** `from` is an expression, `to` names the target or a part of it. */
function readAssignment(
  reading: ProcessReading,
  node: Element,
  assignment: Element,
  target: string,
  targetId: string | undefined,
): Mapping[] {
  const from = reading.expressions.written(child(assignment, 'from'));
  if (from === undefined) return [];
  const source: Structure =
    !from.explicit && reading.expressions.problem(from) !== undefined
      ? { literal: from.text }
      : (asExpression(reading, node, from) ?? { literal: null });
  const written = text(child(assignment, 'to'), 'body');
  const place = written === undefined ? undefined : (feelOfDataFunctions(written) ?? written);
  const path = place === undefined ? undefined : /^[$#]?\{?\s*([A-Za-z_][\w.]*)\s*\}?$/.exec(place)?.[1];
  return [{ optional: true, target: path === undefined || path === targetId ? target : path, source }];
}

function asExpression(
  reading: ProcessReading,
  node: Element,
  written: Parameters<ProcessReading['expressions']['require']>[1],
): Structure | undefined {
  const expression = reading.expressions.require(node, written);
  return expression === undefined ? undefined : { expression };
}
