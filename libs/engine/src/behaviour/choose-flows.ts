import type { Run } from '../execution/run.ts';
import type { Variables } from '../model/expression.ts';
import type { FlowModel, NodeModel } from '../model/process-model.ts';
import type { PersonWork, Question } from '../model/work.ts';
import type { Item } from '../state/item.ts';
import { chosenFlows } from './answers.ts';
import { createTask } from './person-work.ts';
import { isOpen, noFlow, outgoingOf } from './take-flows.ts';

type Deciding = NodeModel & {
  readonly defaultFlow?: string;
  readonly decision?: { readonly question: Question; readonly own: PersonWork };
};

/**
 * What an exclusive or inclusive split sends a token over: what a person has chosen, else the first (exclusive) or all
 * (inclusive) flows whose condition holds, else the default flow (clause 13.4.2, 13.4.3).
 * @returns undefined when a person has to be asked first: the task is there now.
 * @throws ElementFailure 'noFlow'
 */
export function chooseFlows(
  run: Run,
  item: Item,
  node: Deciding,
  all: boolean,
  extra?: Variables,
): readonly FlowModel[] | undefined {
  const outgoing = outgoingOf(run, item, node);
  if (outgoing.length === 0) return [];
  const answered = chosenFlows(item, node.id, outgoing);
  if (answered !== undefined) return all ? answered : answered.slice(0, 1);
  if (node.decision !== undefined) {
    createTask(run, item, { ...node.decision.own, asks: [node.decision.question] });
    return undefined;
  }
  const candidates = outgoing.filter((flow) => flow.id !== node.defaultFlow);
  const chosen = all
    ? candidates.filter((flow) => isOpen(run, item, flow, extra))
    : candidates.filter(once((flow: FlowModel) => isOpen(run, item, flow, extra)));
  if (chosen.length > 0) return chosen;
  const fallback = outgoing.find((flow) => flow.id === node.defaultFlow);
  if (fallback === undefined) throw noFlow(node);
  return [fallback];
}

/** True for the first match only; what comes after it is not looked at. */
function once<T>(matches: (candidate: T) => boolean): (candidate: T) => boolean {
  let isFound = false;
  return (candidate) => {
    if (isFound) return false;
    isFound = matches(candidate);
    return isFound;
  };
}
