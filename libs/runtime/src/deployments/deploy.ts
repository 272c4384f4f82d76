import { createHash } from 'node:crypto';
import { Duration } from 'luxon';
import type {
  DeployCommand,
  DeployedDefinition,
  DeploymentFinding,
  DeploymentResult,
  DeploymentView,
} from '../api/deployments.ts';
import type { DefinitionRow, NewDefinition, NewDeployment } from '../ports/definition-store.ts';
import { operationLog } from '../operations/operation-log.ts';
import { isoNow, type RuntimeParts } from '../runtime-parts.ts';
import { RuntimeError } from '../runtime-error.ts';
import { checkFiles } from './check-files.ts';
import type { ReadFiles } from './read-files.ts';
import { soundFiles } from './sound-files.ts';
import { isStartable, startSubscriptions } from './start-subscriptions.ts';

/** Stores files as one deployment, all or nothing. See {@link Deployments.deploy}. */
export async function deploy(parts: RuntimeParts, command: DeployCommand): Promise<DeploymentResult> {
  if (command.files.length === 0) {
    throw new RuntimeError('DEPLOYMENT_EMPTY', 'Expected at least one file to deploy, but got none.');
  }
  const sound = command.onlySound === true ? await soundFiles(parts, command) : undefined;
  if (sound !== undefined && sound.leftOut.length > 0 && sound.files.length > 0) {
    const result = await deploy(parts, { ...command, files: sound.files, onlySound: false });
    return { ...result, leftOut: sound.leftOut };
  }
  const { read, findings } = await checkFiles(parts, command.files, command.strict ?? false);
  refuseErrors(findings);
  const keys = [
    ...read.processes.map(({ model }) => ({ kind: 'process' as const, key: model.id })),
    ...read.decisions.map(({ key }) => ({ kind: 'decision' as const, key })),
  ];
  let latest: readonly DefinitionRow[] = [];
  let planned: NewDeployment | null = null;
  const { definitions: created, requirements } = await parts.definitions.deploy(keys, (rows) => {
    latest = rows;
    planned = plan(parts, command, read, rows);
    return planned;
  });
  const definitions = [
    ...created.map((row) => deployed(row, true)),
    ...latest
      .filter((row) => created.every(({ kind, key }) => kind !== row.kind || key !== row.key))
      .map((row) => deployed(row, false)),
  ];
  const stored = viewOf(planned);
  if (stored !== null) {
    parts.changes.publish([
      { kind: 'deployment', verb: 'created', id: stored.id },
      ...created.map((row) => ({
        kind: 'definition' as const,
        verb: 'created' as const,
        id: row.id,
        definitionKey: row.key,
      })),
    ]);
  }
  return { deployment: stored, definitions, requirements, findings, leftOut: [] };
}

function refuseErrors(findings: readonly DeploymentFinding[]): void {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (first === undefined) return;
  const place = first.elementId === undefined ? first.resource : `${first.resource}, ${first.elementId}`;
  throw new RuntimeError(
    'DEPLOYMENT_REFUSED',
    `Expected files without errors, but there ${errors.length === 1 ? 'is one' : `are ${errors.length}`}: ${place}: ${first.message}`,
    { findings },
  );
}

function plan(
  parts: RuntimeParts,
  command: DeployCommand,
  read: ReadFiles,
  latest: readonly DefinitionRow[],
): NewDeployment | null {
  const hashes = contentHashes(command, read);
  const changed = changedResources(command, read, latest, hashes);
  if (changed.length === 0 && (command.duplicates ?? 'each') !== 'none' && onlyDefinitions(command, read)) return null;
  const id = parts.ids.next();
  const deployedAt = isoNow(parts.clock);
  const wanted = new Set(changed);
  const activateAt = laterThan(deployedAt, command.activateAt);
  const rowOf = (kind: 'process' | 'decision', key: string, resource: string) => {
    const version = (latest.find((row) => row.kind === kind && row.key === key)?.version ?? 0) + 1;
    return {
      id: `${key.slice(0, 200)}:${version}:${parts.ids.next()}`,
      kind,
      key,
      version,
      deploymentId: id,
      resource,
      contentHash: hashes.get(resource) ?? '',
      deployedAt,
      suspended: false,
    };
  };
  const processes = read.processes
    .filter(({ resource }) => wanted.has(resource))
    .map(({ model, resource, category }): NewDefinition => {
      const row: DefinitionRow = {
        ...rowOf('process', model.id, resource),
        versionTag: model.versionTag ?? null,
        name: model.name ?? null,
        documentation: model.documentation ?? null,
        suspended: activateAt !== undefined,
        startable: isStartable(model, parts),
        starterGroups: model.starterGroups,
        historyTimeToLive: periodOf(model.historyTimeToLive),
        category,
      };
      const waiting = startSubscriptions(model, row.id, parts).rows;
      return { row, model, startSubscriptions: waiting.map((one) => ({ ...one, suspended: row.suspended })) };
    });
  const decisions = read.decisions
    .filter(({ resource }) => wanted.has(resource))
    .map(({ key, name, versionTag, resource, historyTimeToLive, category }): NewDefinition => ({
      row: {
        ...rowOf('decision', key, resource),
        versionTag,
        name,
        documentation: null,
        startable: false,
        starterGroups: [],
        historyTimeToLive: periodOf(historyTimeToLive ?? undefined),
        category,
      },
      model: null,
      startSubscriptions: [],
    }));
  return {
    id,
    name: command.name ?? null,
    source: command.source ?? null,
    deployedAt,
    deployedBy: command.by ?? null,
    resources: [...command.files, ...read.imported].map((file) => ({ ...file, contentHash: hashOf(file.content) })),
    definitions: [...processes, ...decisions],
    log: deploymentLog(parts, id, command.duplicates ?? 'each'),
    requirements: read.requirements
      .filter(({ resource }) => wanted.has(resource))
      .map((graph) => ({ ...graph, key: graph.key.slice(0, 200), uniqueId: parts.ids.next() })),
    activations: processes.flatMap(({ row }) =>
      activateAt === undefined
        ? []
        : [
            {
              id: parts.ids.next(),
              definitionId: row.id,
              suspended: false,
              includeInstances: true,
              dueAt: activateAt,
            },
          ],
    ),
  };
}

function deploymentLog(
  parts: RuntimeParts,
  deploymentId: string,
  duplicates: NonNullable<DeployCommand['duplicates']>,
) {
  return operationLog(parts, { type: 'Create', entity: 'Deployment', deploymentId }, [
    ['duplicateFilterEnabled', null, duplicates !== 'none'],
    ...(duplicates === 'none' ? [] : [['deployChangedOnly', null, duplicates === 'each'] as const]),
  ]);
}

/** The instant, where it is still to come. @throws RuntimeError INPUT_INVALID */
function laterThan(now: string, instant: string | undefined): string | undefined {
  if (instant === undefined) return undefined;
  const at = Date.parse(instant);
  if (Number.isNaN(at)) {
    throw new RuntimeError('INPUT_INVALID', `Expected an ISO 8601 instant, but got "${instant}".`, {
      field: 'activateAt',
    });
  }
  return at > Date.parse(now) ? new Date(at).toISOString() : undefined;
}

/** Names of the files whose definitions get a new version. */
function changedResources(
  command: DeployCommand,
  read: ReadFiles,
  latest: readonly DefinitionRow[],
  hashes: ReadonlyMap<string, string>,
): readonly string[] {
  const all = [...new Set([...read.processes, ...read.decisions].map(({ resource }) => resource))];
  if (command.duplicates === 'none') return all;
  const isChanged = (resource: string) => {
    const keys = [
      ...read.processes.filter((one) => one.resource === resource).map(({ model }) => ['process', model.id] as const),
      ...read.decisions.filter((one) => one.resource === resource).map(({ key }) => ['decision', key] as const),
    ];
    return keys.some(([kind, key]) => {
      const row = latest.find((one) => one.kind === kind && one.key === key);
      return row?.contentHash !== hashes.get(resource);
    });
  };
  const changed = all.filter(isChanged);
  return command.duplicates === 'all' && changed.length > 0 ? all : changed;
}

/** A deployment with other files, such as pictures, is stored even when no definition has changed. */
function onlyDefinitions(command: DeployCommand, read: ReadFiles): boolean {
  const readable = new Set([...read.processes, ...read.decisions].map(({ resource }) => resource));
  return command.files.every(
    ({ name }) => readable.has(name) || (read.processes.length > 0 && PART_OF_PROCESS.test(name)),
  );
}

/**
 * Forms, templates, scenarios, the description of its services: a process uses those deployed with it, hence it is another
 * version when they are others.
 */
const PART_OF_PROCESS = /\.(form|template\.md|scenarios\.json)$|^intake\.json$/i;

/** ISO 8601 as written, a plain number as days (Camunda 7); what is neither leaves it to the installation. */
function periodOf(text: string | undefined): string | null {
  const period = text === undefined ? '' : /^\d{1,6}$/.test(text.trim()) ? `P${text.trim()}D` : text.trim();
  return Duration.fromISO(period).isValid && period.startsWith('P') ? period : null;
}

/**
 * What tells whether a file's definitions are the same as before: its content, that of the files it imports, and for a
 * process that of its forms and templates.
 */
function contentHashes({ files }: DeployCommand, read: ReadFiles): ReadonlyMap<string, string> {
  const own = new Map([...files, ...read.imported].map(({ name, content }) => [name, hashOf(content)]));
  const all = new Map(own);
  for (const { resource, imports } of read.decisions) {
    if (imports.length > 0) all.set(resource, hashOf([resource, ...imports].map((name) => own.get(name)).join()));
  }
  const companions = [...own].filter(([name]) => PART_OF_PROCESS.test(name)).toSorted(([a], [b]) => (a < b ? -1 : 1));
  if (companions.length > 0) {
    for (const { resource } of read.processes) all.set(resource, hashOf([own.get(resource), ...companions].join()));
  }
  return all;
}

function hashOf(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}

function deployed(row: DefinitionRow, created: boolean): DeployedDefinition {
  const { id, kind, key, name, version, resource } = row;
  return { id, kind, key, name, version, resource, created };
}

function viewOf(deployment: NewDeployment | null): DeploymentView | null {
  if (deployment === null) return null;
  const { id, name, source, deployedAt, deployedBy, resources } = deployment;
  return { id, name, source, deployedAt, deployedBy, resources: resources.map((resource) => resource.name).toSorted() };
}
