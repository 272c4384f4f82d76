import { ServiceError } from '../http/service-error.ts';
import { type Value } from './object-repository.ts';

export type Parameters = Readonly<Record<string, unknown>>;

interface Term {
  readonly field: string;
  readonly accepts: (value: Value | undefined) => boolean;
}

/** A parsed statement: what is selected from where, and whether an object's properties meet it. */
export interface SearchStatement {
  readonly columns: readonly string[];
  readonly type: string;
  matches(property: (name: string) => Value | undefined): boolean;
}

const NAME = String.raw`[\p{L}_][\p{L}\p{N}_.:]*|\d+`;
const STATEMENT = new RegExp(
  `^\\s*SELECT\\s+(.+?)\\s+FROM\\s+(${NAME})(?:\\s+WHERE\\s+(.+?))?(?:\\s+ORDER\\s+BY\\s+(${NAME})(?:\\s+(?:ASC|DESC))?)?\\s*$`,
  'isu',
);
const EQUALS = new RegExp(`^(${NAME})\\s*=\\s*(@[A-Za-z_]\\w*|'(?:[^']|'')*')$`, 'u');
const WITHIN = new RegExp(`^(${NAME})\\s+IN\\s*\\(\\s*(@[A-Za-z_]\\w*)\\s*\\)$`, 'iu');

/**
 * Understands the part of the CMIS-derived language that is needed here: one type, terms with `=` and `IN (@list)` joined
 * by AND, named parameters, ORDER BY (always by id).
 *
 * @throws ServiceError 422 with the place that was not understood
 */
export function parseStatement(statement: string, parameters: Parameters): SearchStatement {
  const match = STATEMENT.exec(statement);
  if (match === null) throw new ServiceError(422, `Die Anweisung ist nicht lesbar: ${statement.slice(0, 200)}`);
  const [, columns = '', type = '', where] = match;
  const terms = where === undefined ? [] : where.split(/\s+AND\s+/iu).map((term) => parseTerm(term.trim(), parameters));
  return {
    columns: columns.split(',').map((column) => column.trim()),
    type,
    matches: (property) => terms.every((term) => term.accepts(property(term.field))),
  };
}

function parseTerm(term: string, parameters: Parameters): Term {
  const equals = EQUALS.exec(term);
  if (equals !== null) {
    const [, field = '', operand = ''] = equals;
    const wanted = operand.startsWith('@')
      ? parameter(operand.slice(1), parameters)
      : operand.slice(1, -1).replaceAll("''", "'");
    return { field, accepts: (value) => value !== undefined && same(value, wanted) };
  }
  const within = WITHIN.exec(term);
  if (within !== null) {
    const [, field = '', operand = ''] = within;
    const given = parameter(operand.slice(1), parameters);
    const wanted: readonly unknown[] = Array.isArray(given) ? given : [given];
    return { field, accepts: (value) => value !== undefined && wanted.some((one) => same(value, one)) };
  }
  throw new ServiceError(422, `Die Bedingung ist nicht lesbar: ${term.slice(0, 200)}`);
}

function parameter(name: string, parameters: Parameters): unknown {
  if (Object.hasOwn(parameters, name)) return parameters[name];
  throw new ServiceError(422, `Der Parameter @${name} fehlt.`);
}

function same(value: Value, wanted: unknown): boolean {
  return value === wanted || (typeof wanted === 'string' && String(value) === wanted);
}
