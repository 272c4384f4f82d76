import type { JsonObject } from '#contracts';
import type { OperationView } from '#runtime';
import { oneLine } from '../http/one-line.ts';
import { present } from '../http/present.ts';
import type { Dated } from './timeline.ts';

/**
 * Changes by hand of where the case stands: one fact for each request, with what was changed and why.
 * @param nameOf the name of an element of the case's process
 */
export function modificationFacts(
  operations: readonly OperationView[],
  nameOf: (nodeId: string) => string | undefined,
): readonly Dated[] {
  const named = (nodeId: string | null) => (nodeId === null ? undefined : oneLine(nameOf(nodeId) ?? '') || undefined);
  const requests = new Map<string, OperationView[]>();
  for (const operation of operations) {
    if (operation.entity !== 'ProcessInstance' || operation.type !== 'ModifyProcessInstance') continue;
    requests.set(operation.operationId, [...(requests.get(operation.operationId) ?? []), operation]);
  }
  return [...requests.values()].flatMap((entries) => {
    const [first] = entries;
    if (first === undefined) return [];
    const changes = entries.flatMap(({ property, orgValue, newValue }) =>
      property === null
        ? []
        : [
            {
              change: property,
              ...present({ from: orgValue, to: newValue, fromName: named(orgValue), toName: named(newValue) }),
            },
          ],
    );
    const data: JsonObject = { changes, ...present({ reason: first.annotation }) };
    return [{ at: first.at, order: 1, entry: { type: 'instance-modified' as const, by: first.userId, data } }];
  });
}
