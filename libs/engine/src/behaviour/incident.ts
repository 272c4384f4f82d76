import type { Continuation } from '../execution/continuation.ts';
import type { IncidentKind } from '../event.ts';
import type { Run } from '../execution/run.ts';
import type { VariableTypes } from '../model/declared.ts';
import type { Fault } from '../model/fault.ts';
import type { Value } from '../model/expression.ts';
import type { Item } from '../state/item.ts';

/** The item stands still; `resume` is done again when somebody resolves the incident. */
export function raiseIncident(
  run: Run,
  item: Item,
  incident: {
    readonly kind: IncidentKind;
    readonly message: string;
    readonly fault: Fault;
    readonly jobId?: string;
    readonly configuration?: string;
  },
  resume?: Continuation,
): void {
  run.emit(item, {
    type: 'IncidentRaised',
    incidentId: run.context.newId(),
    ...incident,
    ...(resume !== undefined && remembered(run, resume)),
    ...placeOf(run, item),
  });
}

/** Work to be tried again, with what has been declared of the variables it carries; transient ones are not kept. */
function remembered(run: Run, resume: Continuation): { readonly resume: Value; readonly types?: VariableTypes } {
  if (!('variables' in resume)) return { resume: resume };
  const variables = run.declarations.lasting(resume.variables);
  const types = run.declarations.typesOf(variables);
  return { resume: { ...resume, variables }, ...(types !== undefined && { types }) };
}

export function resolveIncidents(run: Run, itemId: string): void {
  const item = run.item(itemId);
  for (const incident of item.incidents) {
    run.emit(item, { type: 'IncidentResolved', incidentId: incident.id, ...placeOf(run, item) });
  }
}

/** Where an incident is shown: process instances and compensations stand at no node; they are shown at the nearest one. */
export function placeOf(run: Run, item: Item): ReturnType<Run['of']> {
  const node = run.index(item).nodes.get(item.nodeId);
  const nodeType = node?.type ?? 'subProcess';
  return { elementInstanceId: item.id, nodeId: item.nodeId, nodeType, definitionId: item.definitionId };
}
