import { parseDecisions } from '#dmn';
import type { DeploymentFile } from '../api/deployments.ts';
import type { RuntimeParts } from '../runtime-parts.ts';
import { fileKind } from './file-kind.ts';

/** Decision models of a town that are looked through; imports of more have to be deployed together. */
const MOST_DECISIONS = 1000;

/**
 * DMN files that files of a deployment import (DMN 1.5 clause 6.3.3), but that were deployed earlier: the newest of each
 * namespace, with what it imports itself. They become part of the new deployment, so that it means the same for ever,
 * whatever is deployed later.
 */
export async function missingImports(
  files: readonly DeploymentFile[],
  { queries, definitions }: Pick<RuntimeParts, 'queries' | 'definitions'>,
): Promise<readonly DeploymentFile[]> {
  const read = files.filter(({ name, content }) => fileKind(name, content) === 'dmn').map(namespacesOf);
  const wanted = unmet(read);
  if (wanted.length === 0) return [];
  const { items } = await queries.definitions.list({
    kind: 'decision',
    latestOnly: true,
    limit: MOST_DECISIONS,
    sort: [{ by: 'deployedAt', descending: true }],
  });
  const found: Namespaces[] = [];
  const names = new Set(files.map(({ name }) => name));
  for (const deploymentId of new Set(items.map((item) => item.deploymentId))) {
    if (unmet([...read, ...found]).length === 0) break;
    for (const file of await definitions.resources(deploymentId, ['.dmn'])) {
      const offered = namespacesOf({ ...file, name: freeName(file.name, names) });
      // An earlier deployment of the same model is older; one that is deployed now goes before.
      const isKnown = [...read, ...found].some(({ own }) => own === offered.own);
      if (isKnown || offered.own === '') continue;
      found.push(offered);
      names.add(offered.file.name);
    }
  }
  return reached(read, found).map(({ file }) => file);
}

interface Namespaces {
  readonly file: DeploymentFile;
  readonly own: string;
  readonly imported: readonly string[];
}

function namespacesOf(file: DeploymentFile): Namespaces {
  const { model } = parseDecisions(new TextDecoder().decode(file.content));
  return {
    file,
    own: model?.namespace ?? '',
    imported: model?.imports.map(({ namespace }) => namespace) ?? [],
  };
}

function unmet(models: readonly Namespaces[]): readonly string[] {
  const known = new Set(models.map(({ own }) => own));
  return models.flatMap(({ imported }) => imported).filter((namespace) => !known.has(namespace));
}

/** Of what was found, only what is imported, directly or through others. */
function reached(read: readonly Namespaces[], found: readonly Namespaces[]): readonly Namespaces[] {
  const meant = new Set<Namespaces>();
  const open = [...read];
  for (let model = open.pop(); model !== undefined; model = open.pop()) {
    for (const namespace of model.imported) {
      const other = found.find(({ own }) => own === namespace);
      if (other === undefined || meant.has(other)) continue;
      meant.add(other);
      open.push(other);
    }
  }
  return [...meant];
}

/** A file of another deployment may have the name of one of this deployment. */
function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = name;
  for (let count = 2; taken.has(free); count += 1) free = name.replace(/(\.[^.]*)?$/, ` (${count})$1`);
  return free;
}
