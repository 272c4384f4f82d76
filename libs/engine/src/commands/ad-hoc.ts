import { cancelChildren } from '../behaviour/cancel.ts';
import { startActivities } from '../elements/container/ad-hoc-sub-process.ts';
import type { Rejection } from '../command.ts';
import type { Run } from '../execution/run.ts';
import type { Item } from '../state/item.ts';
import { type CommandHandler, isRejection, refuseSuspended, reject } from './command-handler.ts';

/** Somebody has chosen what to do next in an ad-hoc subprocess. */
export const chooseAdHocActivities: CommandHandler<'ChooseAdHocActivities'> = (run, command) => {
  const item = findAdHoc(run, command.elementInstanceId);
  if (isRejection(item)) return item;
  const inner = run.index(item).nodesIn(item.nodeId);
  const unknown = command.activityIds.find((id) => !inner.some((node) => node.id === id && node.incoming.length === 0));
  if (unknown !== undefined) {
    const message = `Expected activities of ${item.nodeId} that no flow leads to, but "${unknown}" is none`;
    return reject('NODE_NOT_FOUND', message, unknown);
  }
  startActivities(run, item.id, command.activityIds);
  return undefined;
};

/** Somebody says that enough has been done. */
export const completeAdHoc: CommandHandler<'CompleteAdHoc'> = (run, command) => {
  const item = findAdHoc(run, command.elementInstanceId);
  if (isRejection(item)) return item;
  run.push({ kind: 'complete', itemId: item.id, variables: {} });
  cancelChildren(run, item, 'completionCondition');
  return undefined;
};

function findAdHoc(run: Run, id: string): Item | Rejection {
  const item = run.find(id);
  if (item?.kind !== 'element' || item.body || item.status !== 'active' || run.node(item).type !== 'adHocSubProcess') {
    return reject('SCOPE_NOT_FOUND', `Expected a live ad-hoc subprocess ${id}, but there is none`);
  }
  return refuseSuspended(run, item) ?? item;
}
