import type { Computed, ProcessModel, Variables } from '#engine';
import type { OwnJobView } from '../api/own-jobs.ts';
import { visibleAt } from '../instances/instances.ts';
import { RuntimeError } from '../runtime-error.ts';
import { isoNow, type RuntimeParts } from '../runtime-parts.ts';

/**
 * When a timer is due by its model and the variables of today, counted from its creation or from now.
 * @throws DATE_INVALID when the model does not say (a person was asked), or says something that is no date
 */
export async function recalculatedDueDate(
  parts: RuntimeParts,
  timer: OwnJobView,
  from: 'creation' | 'now',
): Promise<string> {
  const model = await parts.cache.loadModel(timer.definitionId);
  const definition = model && timerAt(model, timer.nodeId);
  if (definition === undefined || definition.form === 'ask') throw unclear(timer.nodeId, 'its model has no date');
  const now = isoNow(parts.clock);
  const variables = timer.elementInstanceId === null ? {} : (await visibleAt(parts, timer.elementInstanceId)).variables;
  const text = textOf(parts, definition.value, variables, now);
  if (text === undefined) throw unclear(timer.nodeId, 'its expression gives no text');
  const due = parts.calendar.due(definition.form, text, from === 'creation' ? timer.createdAt : now);
  if (!due.ok) throw unclear(timer.nodeId, due.error);
  return due.value.dueAt;
}

function timerAt(model: ProcessModel, nodeId: string) {
  const node = model.nodes.find(({ id }) => id === nodeId);
  const definitions = node !== undefined && 'definitions' in node ? node.definitions : [];
  for (const definition of definitions) if (definition.kind === 'timer') return definition;
  return undefined;
}

function textOf(
  { expressions }: RuntimeParts,
  value: Computed<string>,
  variables: Variables,
  now: string,
): string | undefined {
  if ('literal' in value) return value.literal;
  const result = expressions.evaluate(value.expression, variables, now);
  if (!result.ok) return undefined;
  const { value: text } = result;
  return typeof text === 'string' || typeof text === 'number' ? String(text) : undefined;
}

function unclear(nodeId: string, reason: string): RuntimeError {
  return new RuntimeError('DATE_INVALID', `Expected timer "${nodeId}" to say when it is due, but ${reason}.`, {
    nodeId,
  });
}
