import type { Answers } from '../event.ts';
import type { Run } from '../execution/run.ts';
import type { FlowModel } from '../model/process-model.ts';
import type { Question } from '../model/work.ts';
import type { Item } from '../state/item.ts';
import { isEmptyRecord, mergeRecords, own, without } from '../variables-record.ts';

/** The flows a person has chosen for a gateway, undefined when nobody has been asked. */
export function chosenFlows(
  item: Item,
  gatewayId: string,
  outgoing: readonly FlowModel[],
): readonly FlowModel[] | undefined {
  const ids = item.answers === undefined ? undefined : own(item.answers, gatewayId);
  if (ids === undefined) return undefined;
  const chosen = outgoing.filter((flow) => ids.includes(flow.id));
  return chosen.length === 0 ? undefined : chosen;
}

/** The gateway has taken its answer: in a loop it asks again. */
export function consumeAnswer(run: Run, item: Item, gatewayId: string): Item {
  if (item.answers === undefined || !Object.hasOwn(item.answers, gatewayId)) return item;
  run.emit(item, {
    type: 'ElementStateChanged',
    elementInstanceId: item.id,
    state: item.state,
    answers: without(item.answers, [gatewayId]),
  });
  return run.item(item.id);
}

/** Answers of tokens that have met. */
export function mergeAnswers(first: Answers | undefined, second: Answers | undefined): Answers | undefined {
  const merged = mergeRecords<readonly string[]>(first, second);
  return isEmptyRecord(merged) ? undefined : merged;
}

/** What is wrong with the answer to a question, if anything. */
export function findWrongAnswer(question: Question, flowIds: readonly string[]): string | undefined {
  const unknown = flowIds.find((id) => !question.answers.some((answer) => answer.flowId === id));
  if (unknown !== undefined) {
    const known = question.answers.map((answer) => `${answer.flowId} (${answer.label})`).join(', ');
    return `Expected an answer to "${question.text}" out of ${known}, but got ${unknown}`;
  }
  if (flowIds.length === 0) return `Expected an answer to "${question.text}", but got none`;
  if (flowIds.length > 1 && !question.multiple) {
    return `Expected one answer to "${question.text}", but got ${flowIds.length}`;
  }
  return undefined;
}
