import type { DefinitionReference } from '../api/definitions.ts';
import type { DefinitionRow } from '../ports/definition-store.ts';
import { RuntimeError } from '../runtime-error.ts';
import type { RuntimeParts } from '../runtime-parts.ts';

/** @throws DEFINITION_NOT_FOUND */
export async function definitionOf(
  parts: Pick<RuntimeParts, 'definitions'>,
  kind: DefinitionRow['kind'],
  reference: DefinitionReference,
): Promise<DefinitionRow> {
  const definition = await parts.definitions.find(kind, reference);
  if (definition !== undefined) return definition;
  const wanted = 'id' in reference ? `with id ${reference.id}` : described(reference);
  throw new RuntimeError('DEFINITION_NOT_FOUND', `Expected a deployed ${kind} ${wanted}, but there is none.`, {
    ...reference,
  });
}

function described(reference: {
  readonly key: string;
  readonly version?: number;
  readonly versionTag?: string;
}): string {
  const { key, version, versionTag } = reference;
  const which = version !== undefined ? `, version ${version}` : versionTag !== undefined ? `, tag ${versionTag}` : '';
  return `"${key}"${which}`;
}
