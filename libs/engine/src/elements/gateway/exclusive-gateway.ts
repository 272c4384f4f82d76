import { consumeAnswer } from '../../behaviour/answers.ts';
import { chooseFlows } from '../../behaviour/choose-flows.ts';
import { leaveOver } from '../../behaviour/complete.ts';
import type { Run } from '../../execution/run.ts';
import type { ExclusiveGatewayModel } from '../../model/process-model.ts';
import type { Item } from '../../state/item.ts';
import type { ElementBehaviour } from '../element-behaviour.ts';

/** Exclusive gateway (clause 10.6.2, 13.4.2): every token passes by itself and takes the first flow that is open. */
export const exclusiveGateway: ElementBehaviour<ExclusiveGatewayModel> = {
  activate(run, item, node) {
    decide(run, item, node);
  },
  answered(run, item, node) {
    decide(run, item, node);
  },
};

function decide(run: Run, item: Item, node: ExclusiveGatewayModel): void {
  const flows = chooseFlows(run, item, node, false);
  if (flows !== undefined) leaveOver(run, consumeAnswer(run, item, node.id), flows);
}
