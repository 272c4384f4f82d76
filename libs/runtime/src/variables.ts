import type { Declared, Value, Variables } from '#engine';
import type { TypedVariables, VariableView } from './api/instances.ts';
import { RuntimeError } from './runtime-error.ts';

const LONGEST_NAME = 255;
const MOST_VARIABLES = 1000;
const LARGEST_JSON = 4 * 1024 * 1024;
const DEEPEST = 100;

/**
 * Variables as they come from outside: plain JSON with limits, on a record without prototype.
 * @throws VARIABLES_INVALID, naming the place
 */
export function checkedVariables(input: unknown): Variables {
  if (input === undefined || input === null) return {};
  if (typeof input !== 'object' || Array.isArray(input)) {
    throw invalid('', `Expected variables by name, but got ${describe(input)}.`);
  }
  const entries = Object.entries(input);
  if (entries.length > MOST_VARIABLES) {
    throw invalid('', `Expected at most ${MOST_VARIABLES} variables, but got ${entries.length}.`);
  }
  const checked: Record<string, Value> = Object.create(null) as Record<string, Value>;
  for (const [name, value] of entries) {
    if (name === '' || name.length > LONGEST_NAME || name.includes('\0')) {
      throw invalid(name.slice(0, 80), `Expected variable names of 1 to ${LONGEST_NAME} characters.`);
    }
    checked[name] = checkedValue(value, name, 0);
  }
  const size = JSON.stringify(checked).length;
  if (size > LARGEST_JSON) {
    throw invalid(
      '',
      `Expected at most ${LARGEST_JSON} characters of variables, but got ${size}. Store files as documents.`,
    );
  }
  return checked;
}

function checkedValue(value: unknown, place: string, depth: number): Value {
  if (depth > DEEPEST) throw invalid(place, `Expected at most ${DEEPEST} levels, but ${place} goes deeper.`);
  switch (typeof value) {
    case 'boolean':
      return value;
    case 'number':
      if (Number.isFinite(value)) return value;
      throw invalid(place, `Expected a finite number at ${place}, but got ${value}.`);
    case 'string':
      // PostgreSQL cannot store U+0000, and half a surrogate pair is no text.
      if (!/[\0\p{Cs}]/u.test(value)) return value;
      throw invalid(place, `Expected text without U+0000 and broken characters at ${place}.`);
    case 'object':
      if (value === null) return null;
      if (Array.isArray(value)) return value.map((item, index) => checkedValue(item, `${place}[${index}]`, depth + 1));
      if (isPlain(value)) {
        const record: Record<string, Value> = Object.create(null) as Record<string, Value>;
        for (const [name, item] of Object.entries(value)) {
          if (name.includes('\0')) throw invalid(place, `Expected names without U+0000 at ${place}.`);
          record[name] = checkedValue(item, `${place}.${name}`, depth + 1);
        }
        return record;
      }
      throw invalid(place, `Expected plain JSON at ${place}, but got ${describe(value)}.`);
    default:
      throw invalid(place, `Expected plain JSON at ${place}, but got ${describe(value)}.`);
  }
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null;
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' && value !== null ? value.constructor.name : typeof value;
}

function invalid(place: string, message: string): RuntimeError {
  return new RuntimeError('VARIABLES_INVALID', message, place === '' ? {} : { variable: place });
}

/** What has been declared of variables, as a field to be spread into a command. */
export function declaredOf({ declared }: { readonly declared?: Declared | undefined }): {
  readonly declared?: Declared;
} {
  return declared === undefined ? {} : { declared };
}

/** The same for variables of one activity alone. @throws VARIABLES_INVALID */
export function localOf({
  localVariables,
  localDeclared,
}: {
  readonly localVariables?: Variables;
  readonly localDeclared?: Declared;
}): { readonly localVariables?: Variables; readonly localDeclared?: Declared } {
  if (localVariables === undefined) return {};
  return {
    localVariables: checkedVariables(localVariables),
    ...(localDeclared === undefined ? {} : { localDeclared }),
  };
}

/** The same for variables of what a message begins. @throws VARIABLES_INVALID */
export function scopeOf({
  scopeVariables,
  scopeDeclared,
}: {
  readonly scopeVariables?: Variables;
  readonly scopeDeclared?: Declared;
}): { readonly scopeVariables?: Variables; readonly scopeDeclared?: Declared } {
  if (scopeVariables === undefined) return {};
  return {
    scopeVariables: checkedVariables(scopeVariables),
    ...(scopeDeclared === undefined ? {} : { scopeDeclared }),
  };
}

/** Variables of one scope, as history knows them, by name. */
export function typedVariables(views: readonly VariableView[]): TypedVariables {
  const types = views.flatMap(({ name, declaredType }) =>
    declaredType === null ? [] : [[name, declaredType] as const],
  );
  return {
    variables: Object.fromEntries(views.map(({ name, value }) => [name, value])),
    types: Object.fromEntries(types),
  };
}
