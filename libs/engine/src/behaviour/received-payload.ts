import type { Run } from '../execution/run.ts';
import type { MessageDefinition } from '../model/event-definition.ts';
import type { Value, Variables } from '../model/expression.ts';
import type { NodeModel } from '../model/process-model.ts';
import type { Item } from '../state/item.ts';
import { emptyRecord, toValue } from '../variables-record.ts';
import { evaluate, nameIn } from './evaluate.ts';

/** What of a message's content becomes variables: what the model picks, everything when it does not say. */
export function receivedPayload(
  run: Run,
  owner: Item,
  nodeId: string,
  definition: number,
  content: Variables,
): Variables {
  const payload = messageOf(run.nodeOf(owner, nodeId), definition)?.payload;
  if (payload === undefined) return content;
  const picked = emptyRecord<Value>();
  for (const { source, target } of payload) {
    const value = toValue(evaluate(run, owner, source, content));
    const name = nameIn(source);
    picked[target] = value;
    run.declarations.hand(target, value, name === undefined ? undefined : run.declarations.typeOf(name, value));
  }
  return picked;
}

export function messageOf(node: NodeModel, definition: number): MessageDefinition | undefined {
  if (node.type === 'receiveTask') return node.work.kind === 'message' ? node.work.message : undefined;
  const found = 'definitions' in node ? node.definitions[definition] : undefined;
  return found?.kind === 'message' ? found : undefined;
}
