import { byAge, type DmsObject } from './dms-object.ts';
import { type EnaioClient } from './enaio-client.ts';

/** A field and the value it must have, or the values one of which it must have. */
export interface Condition {
  readonly field: string;
  readonly equals: string | number | boolean;
  readonly within?: true;
}

const PAGE = 100;
/** Names and ids are looked up here: more hits than this mean that the mapped field is not what it should be. */
const MAX_HITS = 1000;

/**
 * Objects of one type that meet all conditions, page by page as they are asked for. Type and field names come from the
 * configuration, which allows only names; values travel as parameters.
 */
export async function* eachObject(
  client: EnaioClient,
  objectType: string,
  select: readonly string[],
  conditions: readonly Condition[],
): AsyncGenerator<DmsObject> {
  const { statement, parameters } = statementOf(objectType, select, conditions);
  for (let skipCount = 0; ;) {
    const { objects, hasMore } = await client.search(statement, parameters, { skipCount, maxItems: PAGE });
    yield* objects;
    skipCount += objects.length;
    if (!hasMore || objects.length === 0) return;
  }
}

/** The first objects that meet all conditions (at most {@link MAX_HITS}), the oldest first. */
export async function findObjects(
  client: EnaioClient,
  objectType: string,
  select: readonly string[],
  conditions: readonly Condition[],
): Promise<readonly DmsObject[]> {
  const found: DmsObject[] = [];
  for await (const object of eachObject(client, objectType, select, conditions)) {
    found.push(object);
    if (found.length >= MAX_HITS) break;
  }
  return found.sort(byAge);
}

/** The statement of a query in the CMIS-derived language of the DMS service. */
function statementOf(
  objectType: string,
  select: readonly string[],
  conditions: readonly Condition[],
): { readonly statement: string; readonly parameters: Record<string, string | number | boolean> } {
  const system = ['system:objectId', 'system:objectTypeId', 'system:SDSTA_ID', 'system:SDREG_ID'];
  const columns = [...new Set([...system, ...select])].join(', ');
  const where = conditions.map(({ field, within }, i) =>
    within === true ? `${field} IN (@p${i})` : `${field}=@p${i}`,
  );
  return {
    statement: `SELECT ${columns} FROM ${objectType}${where.length === 0 ? '' : ` WHERE ${where.join(' AND ')}`} ORDER BY system:objectId`,
    parameters: Object.fromEntries(conditions.map(({ equals }, i) => [`p${i}`, equals])),
  };
}
