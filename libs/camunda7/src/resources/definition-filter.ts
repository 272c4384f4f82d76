import type { Filter } from '../http/filter.ts';
import { likePattern } from '../http/like-pattern.ts';

/** What processes, decisions and graphs of decisions have in common. */
export interface Definition {
  readonly id: string;
  readonly key: string;
  readonly name: string | null;
  readonly version: number;
  readonly category: string | null;
  readonly resource: string;
  readonly deploymentId: string;
  readonly deployedAt: string;
  readonly latest: boolean;
}

/** What all kinds can be sorted by. There are no tenants: nothing comes before anything else. */
export const DEFINITION_SORT = {
  id: 'id',
  key: 'key',
  name: 'name',
  version: 'version',
  deploymentId: 'deploymentId',
  category: 'category',
  tenantId: 'id',
} as const;

type Criterion<D> = (one: D) => boolean;

/** How the criteria are called that carry the kind in their name. */
export interface DefinitionWords {
  /** `processDefinition`, `decisionDefinition` or `decisionRequirementsDefinition`. */
  readonly id: string;
  /** Name of the flag that takes definitions without a tenant along. */
  readonly withoutTenant: string;
}

/** Reads the criteria all definitions share; what a kind has beyond that it reads itself before it closes the filter. */
export function definitionCriteria(filter: Filter, words: DefinitionWords): Criterion<Definition> {
  const only = filter.text(`${words.id}Id`);
  const ids = filter.list(`${words.id}IdIn`);
  const version = filter.integer('version');
  const after = filter.date('deployedAfter');
  const at = filter.date('deployedAt');
  const nobody = filter.tenants(words.withoutTenant);
  const latest = filter.flag('latestVersion') === true;
  const deploymentId = filter.text('deploymentId');
  const texts = (['name', 'key', 'category'] as const).map((field) => textCriterion(filter, field, field));
  const resource = textCriterion(filter, 'resourceName', 'resource');
  return (one) =>
    !nobody &&
    (only === undefined || one.id === only) &&
    (ids === undefined || ids.includes(one.id)) &&
    (version === undefined || one.version === version) &&
    (after === undefined || one.deployedAt > after) &&
    (at === undefined || one.deployedAt === at) &&
    (!latest || one.latest) &&
    (deploymentId === undefined || one.deploymentId === deploymentId) &&
    texts.every((matches) => matches(one)) &&
    resource(one);
}

/** `<name>` as written and `<name>Like` with `%` and `_`. */
export function textCriterion<F extends string>(
  filter: Filter,
  name: string,
  field: F,
): Criterion<Readonly<Record<F, string | null>>> {
  const exact = filter.text(name);
  const like = filter.text(`${name}Like`);
  const pattern = like === undefined ? undefined : likePattern(like);
  return (one) => (exact === undefined || one[field] === exact) && (pattern?.test(one[field] ?? '') ?? true);
}

/** Sorts by what a request asks for, ties as they were, and cuts the page out of it. Without a wish by id, as Camunda 7. */
export function sortedPage<D extends { readonly id: string }, F extends keyof D & string>(
  definitions: readonly D[],
  filter: Filter,
  fields: Readonly<Record<string, F>>,
): readonly D[] {
  const wishes = filter.sorting(fields);
  const sorted = definitions.toSorted((a, b) => {
    for (const { by, descending } of wishes) {
      const difference = compare(a[by], b[by]);
      if (difference !== 0) return descending ? -difference : difference;
    }
    return compare(a.id, b.id);
  });
  return filter.page(sorted);
}

/** Nothing comes after everything, as in PostgreSQL. */
function compare(a: unknown, b: unknown): number {
  if (a === b) return 0;
  if (a === null || a === undefined) return 1;
  if (b === null || b === undefined) return -1;
  return a < b ? -1 : 1;
}
