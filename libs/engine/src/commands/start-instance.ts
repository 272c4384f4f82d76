import { messageOf, receivedPayload } from '../behaviour/received-payload.ts';
import { openScope } from '../behaviour/start-scope.ts';
import { setLocal } from '../behaviour/variables.ts';
import { createInstance } from '../behaviour/enter.ts';
import type { Entry } from '../elements/element-behaviour.ts';
import type { Run } from '../execution/run.ts';
import type { Variables } from '../model/expression.ts';
import { indexOf, isInstantiating, type ModelIndex } from '../model/model-index.ts';
import type { NodeModel } from '../model/process-model.ts';
import type { Rejection, StartInstance, StartPlace } from '../command.ts';
import { mergeRecords, toVariables } from '../variables-record.ts';
import { type CommandHandler, reject } from './command-handler.ts';
import { planStart, startAt, startOver } from './start-at.ts';

/** A new process instance: its scope opens, and a token begins where the command says. */
export const startInstance: CommandHandler<'StartInstance'> = (run, command) => {
  const index = indexOf(run.context.model(command.definitionId));
  const begin = planBeginning(run, index, command);
  if (typeof begin !== 'function') return begin;
  const { processInstanceId, definitionId } = command;
  run.emitIn(processInstanceId, {
    type: 'InstanceStarted',
    definitionId,
    processId: index.model.id,
    ...(command.businessKey !== undefined && { businessKey: command.businessKey }),
    ...(command.startNodeId !== undefined && { startNodeId: command.startNodeId }),
    ...(command.by !== undefined && { by: command.by }),
    ...(command.restartOf !== undefined && { restartOf: command.restartOf }),
    ...(command.startedInLine !== undefined && { startedInLine: command.startedInLine }),
  });
  setLocal(run, run.item(processInstanceId), mergeRecords(initiator(index, command), toVariables(command.variables)));
  openScope(run, processInstanceId);
  begin();
  return undefined;
};

/** Who starts it, where a start event wants to know (camunda:initiator). */
function initiator(index: ModelIndex, command: StartInstance): Variables {
  const start = index
    .nodesIn(index.model.id)
    .find((node) => node.type === 'startEvent' && node.initiatorVariable !== undefined);
  if (start?.type !== 'startEvent' || start.initiatorVariable === undefined || command.by === undefined) return {};
  return { [start.initiatorVariable]: command.by };
}

function planBeginning(run: Run, index: ModelIndex, command: StartInstance): (() => void) | Rejection {
  const { model } = index;
  const scopeId = command.processInstanceId;
  if (command.startAt !== undefined && command.startAt.length > 0) {
    const places = command.startAt;
    const wrong = places.flatMap(
      (place) => planStart(index, nodeOf(index, place), 'after' in place && place.after) ?? [],
    )[0];
    if (wrong !== undefined) return wrong;
    return () => {
      for (const place of places.toReversed()) {
        if ('flowId' in place) startOver(run, run.item(scopeId), place.flowId, place);
        else startAt(run, run.item(scopeId), place.nodeId, place.after, place);
      }
    };
  }
  if (command.startNodeId !== undefined) return planStartNode(run, index, command, command.startNodeId);
  const entries = entriesOf(index);
  if (entries.length > 0) {
    return () => run.push(...entries.map((node) => ({ kind: 'enter' as const, scopeId, nodeId: node.id })));
  }
  if (model.nodes.some((node) => node.scopeId === model.id)) {
    return reject(
      'START_NOT_POSSIBLE',
      `Expected process "${model.id}" to have a start event without trigger, but each has one; name the start event or send what it waits for`,
      model.id,
    );
  }
  return () => run.push({ kind: 'drained', itemId: scopeId });
}

/** The node of a place: the source of a flow; the id of the flow where there is none, which is no node either. */
function nodeOf(index: ModelIndex, place: StartPlace): string {
  return 'flowId' in place ? (index.flows.get(place.flowId)?.source ?? place.flowId) : place.nodeId;
}

/**
 * The one start event without trigger (several are alternatives) with the activities no flow leads to, or without any
 * start event all nodes no flow leads to.
 */
function entriesOf(index: ModelIndex): readonly NodeModel[] {
  const entries = index.entriesOf(index.model.id);
  const starts = entries.filter((node) => node.type === 'startEvent');
  if (starts.length > 0) {
    const plain = starts.find((start) => start.definitions.length === 0 && start.confirmation === undefined);
    return plain === undefined ? [] : [plain, ...index.activitiesStartingWith(index.model.id)];
  }
  return entries.filter((node) => !isInstantiating(node));
}

function planStartNode(run: Run, index: ModelIndex, command: StartInstance, nodeId: string): (() => void) | Rejection {
  const scopeId = command.processInstanceId;
  const node = index.nodes.get(nodeId);
  if (node === undefined) {
    return reject(
      'NODE_NOT_FOUND',
      `Expected node "${nodeId}" in process "${index.model.id}", but it has none of that id`,
      nodeId,
    );
  }
  const gateway = instantiatingGatewayBefore(index, node);
  if (gateway !== undefined) {
    return () => {
      const gatewayId = createInstance(run, { kind: 'enter', scopeId, nodeId: gateway.id }, gateway, run.item(scopeId));
      run.push(
        { kind: 'activate', itemId: gatewayId },
        { kind: 'proceed', itemId: gatewayId, payload: { nodeId, variables: {} } },
        ...alongWith(index, scopeId),
      );
    };
  }
  if (node.scopeId === index.model.id && (node.type === 'startEvent' || isInstantiating(node))) {
    return () =>
      run.push(
        { kind: 'enter', scopeId, nodeId, occurred: pickedPayload(run, scopeId, node, command) },
        ...alongWith(index, scopeId),
      );
  }
  return reject(
    'START_NOT_POSSIBLE',
    `Expected "${nodeId}" to be a start event or an instantiating element, but it is a ${node.type}`,
    nodeId,
  );
}

/** What begins with the instance, whatever starts it. */
function alongWith(index: ModelIndex, scopeId: string): readonly Entry[] {
  return index.activitiesStartingWith(index.model.id).map(({ id }) => ({ kind: 'enter', scopeId, nodeId: id }));
}

/** What a message start event picks out of what came; everything that came is the instance's anyway. */
function pickedPayload(run: Run, scopeId: string, node: NodeModel, command: StartInstance): Variables {
  const definitions = 'definitions' in node ? node.definitions.length : 1;
  for (let definition = 0; definition < definitions; definition += 1) {
    if (messageOf(node, definition)?.payload === undefined) continue;
    return receivedPayload(run, run.item(scopeId), node.id, definition, toVariables(command.variables));
  }
  return {};
}

function instantiatingGatewayBefore(index: ModelIndex, node: NodeModel): NodeModel | undefined {
  if (node.type !== 'intermediateCatchEvent' && node.type !== 'receiveTask') return undefined;
  return node.incoming
    .flatMap((id) => index.nodes.get(index.flows.get(id)?.source ?? '') ?? [])
    .find((source) => source.type === 'eventBasedGateway' && source.instantiate && source.scopeId === index.model.id);
}
