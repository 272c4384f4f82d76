import type { VariableFilter } from '#runtime';
import type { ListQuery } from './list-query.ts';

const SIGNS = {
  eq: '=',
  neq: '<>',
  gt: '>',
  gteq: '>=',
  lt: '<',
  lteq: '<=',
  like: 'LIKE',
  notLike: 'NOT LIKE',
} as const;

/** Date and time with milliseconds and offset; nothing the conversion below could fail at. */
const INSTANT =
  '^[1-9][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\\.[0-9]{3}[+-](0[0-9]|1[0-4]):?[0-5][0-9]$';

type Condition = Pick<VariableFilter, 'operator' | 'value' | 'anyCaseOfValue' | 'instant'>;

/**
 * Conditions over variables in a jsonb column (the small copy of an instance's, or those of an element). Numbers are
 * compared as numbers, instants as instants where one is asked for, everything else as text; a variable that does not exist
 * matches nothing, not even "not equal".
 */
export function whereVariables(query: ListQuery, column: string, filters: readonly VariableFilter[] | undefined): void {
  for (const filter of filters ?? []) {
    const name = `${query.parameter(filter.name)}::text`;
    if (filter.anyCaseOfName === true) {
      query.whereFixed(
        `EXISTS (SELECT 1 FROM jsonb_each(coalesce(${column}, '{}')) n
           WHERE lower(n.key) = lower(${name}) AND ${anyReading(query, 'n.value', filter)})`,
      );
    } else {
      query.whereFixed(anyReading(query, `(${column} -> ${name})`, filter));
    }
  }
}

/** What is wanted may mean several values: one of them must match, or, of what must not be, none. */
function anyReading(query: ListQuery, value: string, filter: VariableFilter): string {
  const readings = [filter.value, ...(filter.readings ?? [])];
  const isNegated = filter.operator === 'neq' || filter.operator === 'notLike';
  const conditions = readings.map((wanted) => `(${conditionOn(query, value, { ...filter, value: wanted })})`);
  return `(${conditions.join(isNegated ? ' AND ' : ' OR ')})`;
}

/** A condition on one value, an expression of type jsonb that is null where there is no variable. */
function conditionOn(query: ListQuery, value: string, condition: Condition): string {
  const { operator, value: wanted, anyCaseOfValue = false, instant = false } = condition;
  const given = (of: unknown, type: string) => `${query.parameter(of)}::${type}`;
  const sign = SIGNS[operator];
  const isText = typeof wanted === 'string';
  const text = () => {
    const other = given(isText ? wanted : JSON.stringify(wanted), 'text');
    const own = `${value} #>> '{}'`;
    const compared = anyCaseOfValue ? `lower(${own}) ${sign} lower(${other})` : `${own} ${sign} ${other}`;
    return `jsonb_typeof(${value}) = 'string' AND ${compared}`;
  };
  if (instant && isText && operator !== 'like' && operator !== 'notLike')
    return `${instantOf(value)} ${sign} ${given(wanted, 'timestamptz')}`;
  switch (operator) {
    case 'eq':
      return anyCaseOfValue && isText ? text() : `${value} = ${given(JSON.stringify(wanted), 'jsonb')}`;
    case 'neq':
      return anyCaseOfValue && isText
        ? `(jsonb_typeof(${value}) <> 'string' OR (${text()}))`
        : `${value} <> ${given(JSON.stringify(wanted), 'jsonb')}`;
    case 'like':
    case 'notLike':
      return text();
    default:
      return typeof wanted === 'number'
        ? `CASE WHEN jsonb_typeof(${value}) = 'number' THEN ${value}::numeric ${sign} ${given(wanted, 'numeric')} ELSE false END`
        : text();
  }
}

/**
 * The instant a text means; null where it means none. A text may look like a date and be none (30 February): counted on
 * from the first of the month it never fails the query.
 */
function instantOf(value: string): string {
  const text = `(${value} #>> '{}')`;
  return `CASE WHEN jsonb_typeof(${value}) = 'string' AND ${text} ~ '${INSTANT}'
    THEN (substr(${text}, 1, 8) || '01' || substr(${text}, 11))::timestamptz
      + (substr(${text}, 9, 2)::integer - 1) * interval '24 hours' END`;
}
