import { type ProcessModel, startTriggers } from '#engine';
import type { DeploymentFinding } from '../api/deployments.ts';
import type { StartSubscriptionRow } from '../ports/rows.ts';
import { isoNow, type RuntimeParts } from '../runtime-parts.ts';

type Parts = Pick<RuntimeParts, 'expressions' | 'calendar' | 'clock' | 'ids'>;

/** What the start events of a process wait for, as rows; and what about them cannot work. */
export function startSubscriptions(
  model: ProcessModel,
  definitionId: string,
  parts: Parts,
): {
  readonly rows: readonly StartSubscriptionRow[];
  readonly findings: readonly Omit<DeploymentFinding, 'resource'>[];
} {
  const now = isoNow(parts.clock);
  const rows: StartSubscriptionRow[] = [];
  const findings: Omit<DeploymentFinding, 'resource'>[] = [];
  const triggers = startTriggers(model, { expressions: parts.expressions, now });
  for (const trigger of triggers) {
    if (trigger.kind === 'none') continue;
    const row: StartSubscriptionRow = {
      id: parts.ids.next(),
      definitionId,
      definitionKey: model.id,
      nodeId: trigger.nodeId,
      definition: trigger.definition,
      needed: trigger.all ? triggers.filter(({ nodeId }) => nodeId === trigger.nodeId).length : 1,
      kind: trigger.kind,
      name: trigger.name ?? null,
      timerForm: trigger.form ?? null,
      timerText: trigger.text ?? null,
      dueAt: null,
      repetitions: null,
      condition: trigger.condition === undefined ? null : { ...trigger.condition },
      suspended: false,
      createdAt: now,
    };
    if (trigger.error !== undefined) {
      findings.push(unusable(trigger.nodeId, trigger.error));
    } else if (trigger.kind !== 'timer') {
      rows.push(row);
    } else if (trigger.form !== undefined && trigger.text !== undefined) {
      const due = parts.calendar.due(trigger.form, trigger.text, now);
      if (due.ok) rows.push({ ...row, dueAt: due.value.dueAt, repetitions: due.value.repetitions ?? 0 });
      else findings.push(unusable(trigger.nodeId, due.error));
    }
  }
  return { rows, findings };
}

/** Can it be started by hand? */
export function isStartable(model: ProcessModel, parts: Parts): boolean {
  const triggers = startTriggers(model, { expressions: parts.expressions, now: isoNow(parts.clock) });
  return triggers.length === 0 || triggers.some(({ kind }) => kind === 'none');
}

function unusable(elementId: string, reason: string): Omit<DeploymentFinding, 'resource'> {
  return {
    code: 'START_TRIGGER_UNUSABLE',
    severity: 'error',
    elementId,
    message: `This start event cannot start anything: ${reason}`,
    messageDe: `Dieses Startereignis kann nichts auslösen: ${reason}`,
  };
}
