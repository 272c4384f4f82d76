import type { VariableFilter } from '#runtime';
import type { ListQuery } from './list-query.ts';

const SIGNS = { gt: '>', gteq: '>=', lt: '<', lteq: '<=' } as const;

/**
 * Conditions over the small copy of an instance's variables (a jsonb column). Numbers are compared as numbers, everything
 * else as text; a variable that does not exist matches nothing, not even "not equal".
 */
export function whereVariables(query: ListQuery, column: string, filters: readonly VariableFilter[] | undefined): void {
  for (const { name, operator, value } of filters ?? []) {
    const key = `${query.parameter(name)}::text`;
    const given = (wanted: unknown, type: string) => `${query.parameter(wanted)}::${type}`;
    const text = (sign: string) =>
      `jsonb_typeof(${column} -> ${key}) = 'string' AND ${column} ->> ${key} ${sign} ${given(typeof value === 'string' ? value : JSON.stringify(value), 'text')}`;
    switch (operator) {
      case 'eq':
        query.whereFixed(`${column} -> ${key} = ${given(JSON.stringify(value), 'jsonb')}`);
        break;
      case 'neq':
        query.whereFixed(`${column} -> ${key} <> ${given(JSON.stringify(value), 'jsonb')}`);
        break;
      case 'like':
        query.whereFixed(text('LIKE'));
        break;
      default:
        query.whereFixed(
          typeof value === 'number'
            ? `CASE WHEN jsonb_typeof(${column} -> ${key}) = 'number'
                 THEN (${column} -> ${key})::numeric ${SIGNS[operator]} ${given(value, 'numeric')} ELSE false END`
            : text(SIGNS[operator]),
        );
    }
  }
}
