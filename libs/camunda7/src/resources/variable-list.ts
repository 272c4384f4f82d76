import type { Runtime, VariableInstanceFilter, VariableInstanceView } from '#runtime';
import { Filter, UNLIMITED, everyPage } from '../http/filter.ts';
import type { Listing } from '../http/list-routes.ts';
import type { Call } from '../http/request.ts';
import { type AnswerOptions, answeredValue } from '../value/answered-variables.ts';

/** What a list of variables asks for. */
export interface VariableList {
  readonly wanted: VariableInstanceFilter;
  /** Nothing can match. */
  readonly nothing: boolean;
  /** Types as Camunda 7 names them here (`string`); only the façade knows them. */
  readonly types?: readonly string[] | undefined;
  readonly sort: readonly { readonly by: SortField; readonly descending: boolean }[];
}

type SortField = NonNullable<VariableInstanceFilter['sort']>[number]['by'] | 'type';

/** List and count of one kind of variables. Sorting by type is done here: the record knows declared types only. */
export function variableListing(
  runtime: Runtime,
  criteria: (filter: Filter) => VariableList,
  dto: (view: VariableInstanceView, options: AnswerOptions) => Record<string, unknown>,
): Listing {
  const read = (call: Call) => {
    const filter = Filter.of(call);
    const list = criteria(filter);
    const byType = list.sort.find(({ by }) => by === 'type');
    const sort = list.sort.flatMap(({ by, descending }) => (by === 'type' ? [] : [{ by, descending }]));
    // GET says `deserializeValue(s)`, POST in its query, too.
    for (const name of ['deserializeValue', 'deserializeValues']) filter.flag(name);
    filter.close();
    return { filter, ...list, byType, wanted: { ...list.wanted, sort } };
  };
  const everything = async ({
    wanted,
    types,
  }: Pick<VariableList, 'wanted' | 'types'>): Promise<readonly VariableInstanceView[]> => {
    const found = await everyPage<VariableInstanceView>(UNLIMITED, (page) =>
      runtime.variables.list({ ...wanted, ...page }),
    );
    return types === undefined ? found : found.filter((view) => isOneOf(view, types));
  };
  return {
    async list(call) {
      const asked = read(call);
      const { filter, wanted, types, byType, nothing } = asked;
      const deserialize = (filter.flag('deserializeValues') ?? filter.flag('deserializeValue')) !== false;
      if (nothing) return [];
      const isPaged = types === undefined && byType === undefined;
      const views = isPaged
        ? await everyPage<VariableInstanceView>(filter, (page) => runtime.variables.list({ ...wanted, ...page }))
        : filter.page(sortedByType(await everything(asked), byType));
      return views.map((view) => dto(view, { deserialize, withoutBytes: true }));
    },
    async count(call) {
      const asked = read(call);
      if (asked.nothing) return 0;
      return asked.types === undefined ? runtime.variables.count(asked.wanted) : (await everything(asked)).length;
    },
  };
}

/** Id of a variable: its scope and its name. */
export function variableKey(id: string): { readonly scopeId: string; readonly name: string } {
  const colon = id.indexOf(':');
  return { scopeId: id.slice(0, Math.max(0, colon)), name: id.slice(colon + 1) };
}

/** The type in the words of criteria and of sorting: `string`, not `String`. */
export function typeName(view: Pick<VariableInstanceView, 'value' | 'declaredType'>): string {
  const { type } = answeredValue(view.value, view.declaredType);
  return type.slice(0, 1).toLowerCase() + type.slice(1);
}

/** `serializable` stands for every type that is no primitive one. */
export function isOneOf(view: Pick<VariableInstanceView, 'value' | 'declaredType'>, types: readonly string[]): boolean {
  const type = typeName(view);
  return types.some(
    (wanted) =>
      wanted.toLowerCase() === type || (wanted === 'serializable' && ['object', 'json', 'xml'].includes(type)),
  );
}

function sortedByType(
  views: readonly VariableInstanceView[],
  byType: { readonly descending: boolean } | undefined,
): readonly VariableInstanceView[] {
  if (byType === undefined) return views;
  const order = byType.descending ? -1 : 1;
  const named = views.map((view) => ({ view, type: typeName(view) }));
  return named.toSorted((a, b) => order * (a.type < b.type ? -1 : a.type > b.type ? 1 : 0)).map(({ view }) => view);
}
