import type { InstanceSummary, TaskSummary } from '../api/contracts.ts';
import type { Catalogue } from '../language/catalogue.ts';
import type { Tone } from '../parts/badge.tsx';

/** The number people know, its own or that of the case it is part of; otherwise the beginning of the technical one. */
export function caseNumber(each: Pick<InstanceSummary, 'id' | 'businessKey' | 'partOf'>, text: Catalogue): string {
  if (each.businessKey !== undefined) return each.businessKey;
  return each.partOf === undefined ? text.cases.shortId(each.id) : text.cases.partOf(each.partOf);
}

export function stateTone(each: Pick<InstanceSummary, 'state' | 'incidents'>): Tone {
  if (each.incidents > 0 || each.state === 'failed') return 'danger';
  if (each.state === 'suspended') return 'warning';
  if (each.state === 'completed') return 'success';
  return each.state === 'running' ? 'info' : 'neutral';
}

/** How a line about a task says which case it belongs to. */
export function taskNumber({ instance }: Pick<TaskSummary, 'instance'>, text: Catalogue): string {
  return (
    instance.businessKey ?? (instance.partOf === undefined ? text.inbox.noKey : text.cases.partOf(instance.partOf))
  );
}
