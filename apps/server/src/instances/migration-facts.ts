import type { DefinitionRef, JsonObject } from '#contracts';
import type { OperationView } from '#runtime';
import { oneLine } from '../http/one-line.ts';
import { present } from '../http/present.ts';
import type { Dated } from './timeline.ts';

/** The entries of the log that say the case went on in another version: by itself, or as one of a batch. */
export function migrationsAmong(operations: readonly OperationView[]): readonly OperationView[] {
  return operations.filter(
    ({ entity, type, property }) =>
      entity === 'ProcessInstance' && type === 'Migrate' && property === 'processDefinitionId',
  );
}

/**
 * Moves of the case to another version, each with who asked for it, from which version and to which.
 * @param versions by id; what has been deleted meanwhile is not among them
 */
export function migrationFacts(
  operations: readonly OperationView[],
  versions: ReadonlyMap<string, DefinitionRef>,
): readonly Dated[] {
  const told = (id: string | null): JsonObject | undefined => {
    const ref = id === null ? undefined : versions.get(id);
    if (ref === undefined) return undefined;
    const { key, version, name } = ref;
    return { ...present({ id, key, version, name: name === undefined ? undefined : oneLine(name) }) };
  };
  return migrationsAmong(operations).map(({ at, userId: by, orgValue, newValue, batchId }) => ({
    at,
    order: 1,
    entry: {
      type: 'instance-migrated' as const,
      by,
      data: present({ source: told(orgValue), target: told(newValue), batchId }),
    },
  }));
}
