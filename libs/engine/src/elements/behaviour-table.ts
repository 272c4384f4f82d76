import { isActivity } from '../model/model-index.ts';
import type { LoopModel, NodeModel, NodeType } from '../model/process-model.ts';
import { adHocSubProcess } from './container/ad-hoc-sub-process.ts';
import { callActivity } from './container/call-activity.ts';
import { eventSubProcess } from './container/event-sub-process.ts';
import { multiInstance } from './container/multi-instance.ts';
import { standardLoop } from './container/standard-loop.ts';
import { subProcess } from './container/sub-process.ts';
import { transaction } from './container/transaction.ts';
import type { ElementBehaviour, NodeOf } from './element-behaviour.ts';
import { intermediateCatchEvent, occurredEvent } from './event/catching.ts';
import { throwingEvent } from './event/throwing.ts';
import { complexGateway } from './gateway/complex-gateway.ts';
import { eventBasedGateway } from './gateway/event-based-gateway.ts';
import { exclusiveGateway } from './gateway/exclusive-gateway.ts';
import { inclusiveGateway } from './gateway/inclusive-gateway.ts';
import { parallelGateway } from './gateway/parallel-gateway.ts';
import { task } from './task/task.ts';

/** One line for each element of BPMN that can be reached by a token. */
const BEHAVIOURS: { readonly [T in NodeType]: ElementBehaviour<NodeOf<T>> } = {
  task,
  userTask: task,
  manualTask: task,
  serviceTask: task,
  sendTask: task,
  receiveTask: task,
  scriptTask: task,
  businessRuleTask: task,
  callActivity,
  subProcess,
  transaction,
  eventSubProcess,
  adHocSubProcess,
  exclusiveGateway,
  inclusiveGateway,
  parallelGateway,
  complexGateway,
  eventBasedGateway,
  startEvent: occurredEvent,
  boundaryEvent: occurredEvent,
  intermediateCatchEvent,
  intermediateThrowEvent: throwingEvent,
  endEvent: throwingEvent,
};

/** Bodies: what runs around the inner instances of an activity with a loop marker. */
const LOOPS: { readonly [K in LoopModel['kind']]: ElementBehaviour<NodeModel> } = {
  multiInstance,
  standard: standardLoop,
};

export function behaviourOf(node: NodeModel): ElementBehaviour<NodeModel> {
  return BEHAVIOURS[node.type];
}

export function loopBehaviourOf(node: NodeModel): ElementBehaviour<NodeModel> | undefined {
  return isActivity(node) && node.loop !== undefined ? LOOPS[node.loop.kind] : undefined;
}
