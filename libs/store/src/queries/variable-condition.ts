import type { VariableFilter } from '#runtime';
import type { ListQuery } from './list-query.ts';

const SIGNS = { gt: '>', gteq: '>=', lt: '<', lteq: '<=' } as const;

/**
 * Conditions over variables in a jsonb column (the small copy of an instance's, or those of an element). Numbers are
 * compared as numbers, everything else as text; a variable that does not exist matches nothing, not even "not equal".
 */
export function whereVariables(query: ListQuery, column: string, filters: readonly VariableFilter[] | undefined): void {
  for (const filter of filters ?? []) {
    const name = `${query.parameter(filter.name)}::text`;
    if (filter.anyCaseOfName === true) {
      const condition = conditionOn(query, 'n.value', filter);
      query.whereFixed(
        `EXISTS (SELECT 1 FROM jsonb_each(coalesce(${column}, '{}')) n WHERE lower(n.key) = lower(${name}) AND ${condition})`,
      );
    } else {
      query.whereFixed(conditionOn(query, `(${column} -> ${name})`, filter));
    }
  }
}

/** A condition on one value, an expression of type jsonb that is null where there is no variable. */
function conditionOn(query: ListQuery, value: string, filter: VariableFilter): string {
  const { operator, value: wanted, anyCaseOfValue = false } = filter;
  const given = (of: unknown, type: string) => `${query.parameter(of)}::${type}`;
  const text = (sign: string) => {
    const [own, other] = [
      `${value} #>> '{}'`,
      given(typeof wanted === 'string' ? wanted : JSON.stringify(wanted), 'text'),
    ];
    const compared = anyCaseOfValue ? `lower(${own}) ${sign} lower(${other})` : `${own} ${sign} ${other}`;
    return `jsonb_typeof(${value}) = 'string' AND ${compared}`;
  };
  switch (operator) {
    case 'eq':
      return anyCaseOfValue && typeof wanted === 'string'
        ? text('=')
        : `${value} = ${given(JSON.stringify(wanted), 'jsonb')}`;
    case 'neq':
      return anyCaseOfValue && typeof wanted === 'string'
        ? `NOT coalesce(${text('=')}, false) AND ${value} IS NOT NULL`
        : `${value} <> ${given(JSON.stringify(wanted), 'jsonb')}`;
    case 'like':
      return text('LIKE');
    case 'notLike':
      return text('NOT LIKE');
    default:
      return typeof wanted === 'number'
        ? `CASE WHEN jsonb_typeof(${value}) = 'number' THEN ${value}::numeric ${SIGNS[operator]} ${given(wanted, 'numeric')}
            ELSE false END`
        : text(SIGNS[operator]);
  }
}
