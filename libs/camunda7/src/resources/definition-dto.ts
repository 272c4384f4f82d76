import type { DefinitionView } from '#runtime';

/** Whole days of an ISO 8601 period of days, weeks, months (30) and years (365): Camunda 7 counts days only. */
function daysOf(period: string | null): number | null {
  const found = period && /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/.exec(period);
  if (!found) return null;
  const [years = 0, months = 0, weeks = 0, days = 0] = found.slice(1).map((part?: string) => Number(part ?? 0));
  return years * 365 + months * 30 + weeks * 7 + days;
}

export function processDefinitionDto(view: DefinitionView): Record<string, unknown> {
  return {
    id: view.id,
    key: view.key,
    category: null,
    description: view.documentation,
    name: view.name,
    version: view.version,
    resource: view.resource,
    deploymentId: view.deploymentId,
    diagram: null,
    suspended: view.suspended,
    tenantId: null,
    versionTag: view.versionTag,
    historyTimeToLive: daysOf(view.historyTimeToLive),
    startableInTasklist: view.startable,
  };
}

export function decisionDefinitionDto(view: DefinitionView): Record<string, unknown> {
  return {
    id: view.id,
    key: view.key,
    category: null,
    name: view.name,
    version: view.version,
    resource: view.resource,
    deploymentId: view.deploymentId,
    tenantId: null,
    decisionRequirementsDefinitionId: null,
    decisionRequirementsDefinitionKey: null,
    historyTimeToLive: daysOf(view.historyTimeToLive),
    versionTag: view.versionTag,
  };
}
