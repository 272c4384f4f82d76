import type { Expression, FlowModel } from '#engine';
import { shorten, type WrittenExpression } from '../reading/expression-reader.ts';
import type { ProcessReading } from '../reading/process-reading.ts';
import { child, idOf, is, text, type Element } from '../xml/element.ts';

/** What a flow says about when it is taken: a condition to compute, or words a person answers with. */
export type FlowCondition =
  | { readonly kind: 'none' }
  | { readonly kind: 'expression'; readonly expression: Expression }
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'invalid' };

/**
 * Reads the condition of a flow (BPMN 2.0.2 clause 8.4.13). In a drawing it is an answer; in a model with technical
 * attributes, or one that says it is executable, it has to be an expression.
 */
export function readFlowCondition(reading: ProcessReading, flow: Element): FlowCondition {
  const expression = child(flow, 'conditionExpression');
  const resource = expression === undefined ? undefined : reading.extensions.attribute(expression, 'c7', 'resource');
  const written = reading.expressions.written(expression);
  if (expression === undefined || written === undefined || resource !== undefined) return { kind: 'none' };
  if (isWords(reading, written)) return { kind: 'words', text: written.text };
  const read = reading.expressions.require(flow, written);
  return read === undefined ? { kind: 'invalid' } : { kind: 'expression', expression: read };
}

/**
 * Nobody sets variables in a drawing: what its conditions speak of, people know. So they are answers, also where they
 * are marked as expressions, unless they are constant, or marked and cannot be read. A model that says it is executable
 * but has nothing that could set a variable keeps its expressions; only several words without an operator are none, and
 * what another tool wrote in a notation of its own (`Service Level == 'Premium'`).
 */
function isWords(reading: ProcessReading, written: WrittenExpression): boolean {
  if (reading.automated) return false;
  if (reading.technical) {
    return !written.explicit && (isSeveralWords(written.text) || isOtherNotation(reading, written));
  }
  if (!written.explicit || written.language === undefined) return true;
  if (reading.expressions.problem(written) !== undefined) return false;
  return reading.expressions.references({ language: written.language, text: written.text }).length > 0;
}

/** Does it not parse as it stands, but would with the operators of FEEL? */
function isOtherNotation(reading: ProcessReading, written: WrittenExpression): boolean {
  if (reading.expressions.problem(written) === undefined) return false;
  const text = written.text
    .replace(/={2,3}/g, '=')
    .replace(/!==?/g, '!=')
    .replace(/&&/g, ' and ')
    .replace(/\|\|/g, ' or ')
    .replace(/'([^'"]*)'/g, '"$1"');
  return reading.expressions.problem({ ...written, text }) === undefined;
}

function isSeveralWords(value: string): boolean {
  const words = value.trim();
  return (
    /\s/.test(words) &&
    /^[\p{L}\d\s.,;:?!%€/-]+$/u.test(words) &&
    !/\b(and|or|not|in|between|if|then|else)\b/.test(words)
  );
}

/** One flow of the model. */
export function toFlowModel(flow: Element, source: string, target: string, condition: FlowCondition): FlowModel {
  const name = text(flow, 'name');
  return {
    id: idOf(flow) ?? '',
    ...(name === undefined ? {} : { name }),
    source,
    target,
    ...(condition.kind === 'expression' ? { condition: condition.expression } : {}),
  };
}

/** What is shown as the answer a flow stands for: its label, its words, or where it leads. */
export function answerLabel(flow: Element, condition: FlowCondition): string {
  const target = child(flow, 'targetRef');
  return (
    text(flow, 'name') ??
    (condition.kind === 'words' && !/undefined/i.test(condition.text) ? shorten(condition.text) : undefined) ??
    (is(target, 'Gateway') ? undefined : text(target, 'name')) ??
    idOf(flow) ??
    ''
  );
}
