import type { DefinitionView, RequirementsView } from '#runtime';
import { invalid } from '../http/camunda-error.ts';

/** Whole days of an ISO 8601 period of days, weeks, months (30) and years (365): Camunda 7 counts days only. */
export function daysOf(period: string | null): number | null {
  const found = period && /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/.exec(period);
  if (!found) return null;
  const [years = 0, months = 0, weeks = 0, days = 0] = found.slice(1).map((part?: string) => Number(part ?? 0));
  return years * 365 + months * 30 + weeks * 7 + days;
}

/** `historyTimeToLive` of a body as an ISO 8601 period; null lets the installation decide. @throws CamundaError 400 */
export function timeToLiveOf(body: Readonly<Record<string, unknown>>): string | null {
  const days = body['historyTimeToLive'] ?? null;
  if (days === null) return null;
  if (typeof days === 'number' && Number.isInteger(days) && days >= 0 && days <= 999_999) return `P${days}D`;
  throw invalid('Expected historyTimeToLive to be a number of days from 0, or null.');
}

/** A process, as `/process-definition` tells it. */
export function processDefinitionDto(view: DefinitionView): Record<string, unknown> {
  return {
    ...requirementsDto(view),
    description: view.documentation,
    diagram: view.diagram,
    suspended: view.suspended,
    versionTag: view.versionTag,
    historyTimeToLive: daysOf(view.historyTimeToLive),
    startableInTasklist: view.startable,
  };
}

/** A decision, as `/decision-definition` tells it. */
export function decisionDefinitionDto(view: DefinitionView): Record<string, unknown> {
  return {
    ...requirementsDto(view),
    decisionRequirementsDefinitionId: view.requirementsId,
    decisionRequirementsDefinitionKey: view.requirementsKey,
    historyTimeToLive: daysOf(view.historyTimeToLive),
    versionTag: view.versionTag,
  };
}

/** What all definitions have in common, which is all there is to a graph of decisions. */
export function requirementsDto(view: Omit<RequirementsView, 'diagram'>): Record<string, unknown> {
  return {
    id: view.id,
    key: view.key,
    category: view.category,
    name: view.name,
    version: view.version,
    resource: view.resource,
    deploymentId: view.deploymentId,
    tenantId: null,
  };
}
