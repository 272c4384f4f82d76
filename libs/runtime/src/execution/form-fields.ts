import type { EngineEvent } from '#engine';
import type { FormFieldRow } from '../ports/rows.ts';
import type { CommandRequest } from './command-request.ts';

/** What was entered in the fields of a form, as rows of history: at the task it completed, or at the start of the case. */
export function formFieldRows(
  { formFields, log }: Pick<CommandRequest, 'formFields' | 'log'>,
  events: readonly EngineEvent[],
  rootId: string,
): readonly FormFieldRow[] {
  if (formFields === undefined) return [];
  const place = events.find((event) => event.type === 'TaskCompleted' || event.type === 'InstanceStarted');
  if (place === undefined) return [];
  const entered = events.find((event) => event.type === 'ElementEntered');
  const isTask = place.type === 'TaskCompleted';
  return Object.entries(formFields).map(([fieldId, value]) => ({
    rootId,
    instanceId: place.processInstanceId,
    elementInstanceId: isTask ? place.elementInstanceId : (entered?.elementInstanceId ?? place.processInstanceId),
    taskId: isTask ? place.taskId : null,
    fieldId,
    value,
    operationId: log?.[0]?.operationId ?? null,
    at: place.at,
  }));
}
