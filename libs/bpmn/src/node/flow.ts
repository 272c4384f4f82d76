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
 * Reads the condition of a flow (BPMN 2.0.2 clause 8.4.13). Words in a drawing are answers; in a model with technical
 * attributes they are an error. A lone name such as `Ja` is a variable only where somebody automates.
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

function isWords(reading: ProcessReading, written: WrittenExpression): boolean {
  if (reading.automated) return false;
  if (written.language === undefined) return !reading.technical;
  const problem = reading.expressions.problem(written);
  if (written.explicit) return problem !== undefined && !reading.technical;
  if (problem !== undefined) return true;
  return isLabel(written.text) && !reading.technical;
}

/** A single name or several words without any operator: what people write on an arrow. */
export function isLabel(value: string): boolean {
  return (
    /^[\p{L}\d][\p{L}\d\s.,:;?!%€"'„“/()-]*$/u.test(value) && !/[<>=]|\b(and|or|not|in|true|false|null)\b/.test(value)
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
    (condition.kind === 'words' ? shorten(condition.text) : undefined) ??
    (is(target, 'Gateway') ? undefined : text(target, 'name')) ??
    idOf(flow) ??
    ''
  );
}
