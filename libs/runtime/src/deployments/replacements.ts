import type { DeploymentFinding } from '../api/deployments.ts';
import type { DefinitionStore } from '../ports/definition-store.ts';
import type { ReadFiles } from './read-files.ts';

/**
 * Warns of a process that would become a new version of quite another one: the same key, but another name and not one
 * step in common. Drawing tools name every first process alike (`Process_1`), so this is mostly an accident.
 */
export async function replacementFindings(
  read: ReadFiles,
  definitions: Pick<DefinitionStore, 'latest' | 'model'>,
): Promise<readonly DeploymentFinding[]> {
  const rows = await definitions.latest(
    'process',
    read.processes.map(({ model }) => model.id),
  );
  const findings: DeploymentFinding[] = [];
  for (const { model, resource } of read.processes) {
    const row = rows.find(({ key }) => key === model.id);
    if (row === undefined || row.name === (model.name ?? null)) continue;
    const known = new Set((await definitions.model(row.id))?.nodes.map(({ id }) => id));
    if (model.nodes.some(({ id }) => known.has(id))) continue;
    const [before, after] = [row.name ?? row.key, model.name ?? model.id];
    findings.push({
      resource,
      code: 'PROCESS_REPLACED',
      severity: 'warning',
      elementId: model.id,
      message: `"${after}" has the key "${model.id}" of the process "${before}", with which it shares no step. Released like this it replaces that process for new cases; give it an id of its own to keep both.`,
      messageDe: `„${after}“ trägt den Schlüssel „${model.id}“ des Prozesses „${before}“, hat mit ihm aber keinen Schritt gemeinsam. So freigegeben ersetzt er ihn für neue Vorgänge. Sollen beide bleiben, braucht er eine eigene ID.`,
    });
  }
  return findings;
}
