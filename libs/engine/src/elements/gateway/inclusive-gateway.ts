import { consumeAnswer } from '../../behaviour/answers.ts';
import { chooseFlows } from '../../behaviour/choose-flows.ts';
import { leaveOver } from '../../behaviour/complete.ts';
import { enterNode } from '../../behaviour/enter.ts';
import { nothingIsComing } from '../../behaviour/inclusive-readiness.ts';
import { arrivalsOf, fire, gather, stopGathering, takeOne } from '../../behaviour/join.ts';
import type { Run } from '../../execution/run.ts';
import type { ExclusiveGatewayModel } from '../../model/process-model.ts';
import type { Item } from '../../state/item.ts';
import { own } from '../../variables-record.ts';
import type { ElementBehaviour } from '../element-behaviour.ts';

/**
 * Inclusive gateway (clause 10.6.3, 13.4.3): as a join it waits as long as another token of the scope can still come;
 * that is looked at when every token of the step rests. As a split it takes all flows that are open.
 */
export const inclusiveGateway: ElementBehaviour<ExclusiveGatewayModel> = {
  arrive(run, entry, node, scope) {
    if (node.incoming.length <= 1) enterNode(run, entry, node, scope);
    else gather(run, entry, node, scope);
  },
  activate(run, item, node) {
    decide(run, item, node);
  },
  answered(run, item, node) {
    decide(run, item, node);
  },
  reconsider(run, item, node) {
    const arrived = arrivalsOf(item);
    const empty = node.incoming.filter((id) => (own(arrived, id) ?? 0) === 0);
    if (!nothingIsComing(run, item, node, arrived, empty)) return;
    const rest = takeOne(arrived);
    const flows = chooseFlows(run, item, node, true);
    if (flows !== undefined) {
      fire(run, consumeAnswer(run, item, node.id), node, flows, rest);
      return;
    }
    // A person is asked first: this instance has its tokens, later ones are another round.
    stopGathering(run, item, node, rest);
  },
};

function decide(run: Run, item: Item, node: ExclusiveGatewayModel): void {
  const flows = chooseFlows(run, item, node, true);
  if (flows !== undefined) leaveOver(run, consumeAnswer(run, item, node.id), flows);
}
