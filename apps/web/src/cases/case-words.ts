import type { InstanceSummary } from '../api/contracts.ts';
import type { Catalogue } from '../language/catalogue.ts';
import type { Tone } from '../parts/badge.tsx';

/** The number people know, or the beginning of the technical one. */
export function caseNumber(each: Pick<InstanceSummary, 'id' | 'businessKey'>, text: Catalogue): string {
  return each.businessKey ?? text.cases.shortId(each.id);
}

export function stateTone(each: Pick<InstanceSummary, 'state' | 'incidents'>): Tone {
  if (each.incidents > 0 || each.state === 'failed') return 'danger';
  if (each.state === 'suspended') return 'warning';
  if (each.state === 'completed') return 'success';
  return each.state === 'running' ? 'info' : 'neutral';
}
