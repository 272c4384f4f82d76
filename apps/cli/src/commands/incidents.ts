import { apiPaths, type IncidentCauses, type IncidentSummary, type Page, type RetryResult } from '#contracts';
import { CliError } from '../cli-error.ts';
import type { CommandContext } from '../command-context.ts';
import { table } from '../terminal.ts';

export async function listIncidents(context: CommandContext, options: { readonly process?: string }): Promise<void> {
  const server = await context.server('incident:read');
  const query = new URLSearchParams({
    limit: '200',
    ...(options.process === undefined ? {} : { definitionKey: options.process }),
  });
  const page = await server.request<Page<IncidentSummary>>('GET', `${apiPaths.incidents}?${query.toString()}`);
  const rows = page.items.map(({ id, kind, nodeName, nodeId, definition, instance, message }) => [
    id,
    definition.key,
    nodeName ?? nodeId,
    instance.businessKey ?? instance.id,
    kind,
    message.split('\n')[0]?.slice(0, 100) ?? '',
  ]);
  const more = page.total > page.items.length ? `… and ${page.total - page.items.length} more\n` : '';
  context.answer(
    page,
    page.total === 0
      ? 'No incidents.\n'
      : table(['INCIDENT', 'PROCESS', 'STEP', 'CASE', 'KIND', 'MESSAGE'], rows) + more,
  );
}

/** One incident by its id, or all of them. */
export async function retryIncidents(
  context: CommandContext,
  id: string | undefined,
  options: { readonly all?: boolean },
): Promise<void> {
  if ((id === undefined) === (options.all !== true))
    throw new CliError('USAGE', 'Expected either the id of an incident or --all, but it is neither or both.');
  const server = await context.server('incident:retry');
  let retried = 0;
  if (id !== undefined) {
    ({ retried } = await server.request<RetryResult>('POST', apiPaths.retryIncident(id)));
  } else {
    const { causes } = await server.request<IncidentCauses>('GET', apiPaths.incidentCauses);
    for (const { causeId } of causes) {
      const result = await server.request<RetryResult>('POST', apiPaths.retryIncidents, { causeId });
      retried += result.retried;
    }
  }
  context.answer({ retried }, `${retried} tried again.\n`);
}
