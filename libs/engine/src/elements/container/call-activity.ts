import { engineFault } from '../../behaviour/engine-faults.ts';
import { computeMappings, computeOptionalText, computeText } from '../../behaviour/evaluate.ts';
import { createTask } from '../../behaviour/person-work.ts';
import { openScope, startEntries } from '../../behaviour/start-scope.ts';
import { setLocal } from '../../behaviour/variables.ts';
import { about, ElementFailure } from '../../execution/element-failure.ts';
import type { Run } from '../../execution/run.ts';
import type { Variables } from '../../model/expression.ts';
import { indexOf } from '../../model/model-index.ts';
import type { CallActivityModel } from '../../model/process-model.ts';
import type { Item } from '../../state/item.ts';
import { lifeOf } from '../../state/instance-state.ts';
import { typesVisibleTo } from '../../state/visible-types.ts';
import { localVariables, visibleTo } from '../../state/visible-variables.ts';
import { emptyRecord, mergeRecords, withPath } from '../../variables-record.ts';
import type { ElementBehaviour } from '../element-behaviour.ts';
import { boundVersion } from '../task/decision-work.ts';

/** How deep processes may call each other: a cycle of calls ends here as an incident instead of never. */
const DEEPEST_CALL = 100;

/**
 * Call activity (clause 10.3.7, 13.3.4): the called process, or global task, is a process instance of its own in the
 * same tree. It sees only what is handed over, and hands back only what the model says.
 */
export const callActivity: ElementBehaviour<CallActivityModel> = {
  activate(run, item, node) {
    const key = about('called', undefined, () => computeText(run, item, node.called));
    refuseEndlessCall(run, item, key);
    const called = run.context.resolveCalled(
      key,
      node.binding,
      boundVersion(run, item, node.binding),
      item.definitionId,
    );
    if (!called.ok && node.otherwise !== undefined) {
      createTask(run, item, node.otherwise);
      return;
    }
    if (!called.ok) {
      throw new ElementFailure(
        'called',
        `Expected a process "${key}" to call at ${node.id}, but ${called.error}`,
        engineFault('PROCESS_NOT_CALLED', { process: key }, called.fault),
      );
    }
    const { model } = indexOf(run.context.model(called.value));
    const businessKey = about('businessKey', undefined, () => businessKeyOf(run, item, node));
    const variables = handedOver(run, item, node);
    const processInstanceId = run.context.newId();
    if (businessKey !== undefined) claimBusinessKey(run, item, called.value, businessKey, processInstanceId);
    run.emitIn(processInstanceId, {
      type: 'InstanceStarted',
      definitionId: called.value,
      processId: model.id,
      superProcessInstanceId: item.processInstanceId,
      superElementInstanceId: item.id,
      ...(businessKey !== undefined && { businessKey }),
    });
    setLocal(run, run.item(processInstanceId), variables);
    openScope(run, processInstanceId);
    startEntries(run, run.item(processInstanceId));
  },
};

function businessKeyOf(run: Run, item: Item, node: CallActivityModel): string | undefined {
  return node.businessKey === undefined ? undefined : computeOptionalText(run, item, node.businessKey);
}

/** The called process may want its business keys to be unique: then the call waits as an incident until the key is free. */
function claimBusinessKey(
  run: Run,
  item: Item,
  definitionId: string,
  businessKey: string,
  processInstanceId: string,
): void {
  const claimed = run.context.claimBusinessKey?.(definitionId, businessKey, processInstanceId, (id) =>
    lifeOf(run.state, id),
  );
  if (claimed?.ok !== false) return;
  throw new ElementFailure(
    'called',
    `Expected a business key that is free for ${item.nodeId}, but ${claimed.error}`,
    engineFault('BUSINESS_KEY_NOT_FREE', {}, claimed.fault),
  );
}

function handedOver(run: Run, item: Item, node: CallActivityModel): Variables {
  const seen = node.handOver.local === true ? localVariables(item) : visibleTo(run.state, item);
  let variables: Variables = mergeRecords(node.handOver.all ? seen : emptyRecord());
  if (node.handOver.all) run.declarations.declare(variables, { types: typesVisibleTo(run.state, item) });
  for (const { target, value } of computeMappings(run, item, node.handOver.mappings, 'handOver')) {
    variables = withPath(variables, target, value);
  }
  return variables;
}

function refuseEndlessCall(run: Run, item: Item, key: string): void {
  let depth = 0;
  for (let current: Item | undefined = item; current !== undefined;) {
    if (current.kind === 'instance') depth += 1;
    current = current.parentId === null ? undefined : run.find(current.parentId);
  }
  if (depth >= DEEPEST_CALL) {
    throw new ElementFailure(
      'limit',
      `Expected at most ${DEEPEST_CALL} processes calling one another, but ${item.nodeId} would call "${key}" below that`,
      engineFault('CALLS_TOO_DEEP', { most: DEEPEST_CALL, process: key }),
    );
  }
}
