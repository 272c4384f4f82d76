import type { ProcessModel } from '#engine';

/** Fields of a model that hold the name of a variable. */
const NAMING = new Set([
  'resultVariable',
  'elementVariable',
  'outputCollection',
  'codeVariable',
  'messageVariable',
  'initiatorVariable',
  'variable',
  'target',
]);
/** Lists of a model whose items have a `target` that is a variable, not the end of a flow. */
const MAPPINGS = new Set(['inputs', 'outputs', 'mappings', 'payload']);
/** Words of FEEL and `${…}` that look like names. */
const WORDS = new Set(
  'and or not if then else for in return some every satisfies between instance of function external true false null empty eq ne lt gt le ge div mod date time duration execution task'.split(
    ' ',
  ),
);
const NAME = /(?<![\w.$äöüÄÖÜß])[A-Za-z_äöüÄÖÜß][\wäöüÄÖÜß]*(?![\wäöüÄÖÜß:])(?!\s*\()/g;

/**
 * Names of variables a process reads or writes by what is written in it: fields of its forms, results and mappings of its
 * steps, and names in its expressions. For suggestions where data is entered: some may be missing, some may be read only.
 */
export function variableNames(model: ProcessModel, forms: readonly unknown[] = []): readonly string[] {
  const names = new Set<string>();
  const add = (name: string): void => {
    const first = name.split(/[.[]/, 1)[0]?.trim() ?? '';
    if (first !== '' && first.length <= 100) names.add(first);
  };
  const open: { readonly value: unknown; readonly inside: string }[] = [{ value: model, inside: '' }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, inside } = next;
    if (Array.isArray(value)) open.push(...value.map((item: unknown) => ({ value: item, inside })));
    else if (typeof value === 'object' && value !== null) {
      if ('language' in value && 'text' in value && typeof value.text === 'string') namesIn(value.text).forEach(add);
      for (const [field, inner] of Object.entries(value)) {
        if (typeof inner !== 'string') open.push({ value: inner, inside: field });
        else if (NAMING.has(field) && (field !== 'target' || MAPPINGS.has(inside))) add(inner);
        else if (inside === 'formFields' && field === 'id') add(inner);
        else if (inside === 'variableNames') add(inner);
      }
    } else if (typeof value === 'string' && inside === 'variableNames') add(value);
  }
  for (const { name, kind } of model.data) if (kind !== 'dataStore') add(name);
  for (const form of forms) fieldKeys(form).forEach(add);
  return [...names].toSorted((a, b) => a.localeCompare(b, 'de'));
}

/** Names at the front of paths, without what stands in quotation marks. */
function namesIn(text: string): readonly string[] {
  const plain = text.replaceAll(/"[^"]*"|'[^']*'/g, ' ');
  return (plain.match(NAME) ?? []).filter((name) => !WORDS.has(name));
}

/** Keys of the fields of a form-js schema. */
function fieldKeys(form: unknown): readonly string[] {
  const keys: string[] = [];
  const open: unknown[] = [form];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    if ('key' in next && typeof next.key === 'string') keys.push(next.key);
    if ('components' in next && Array.isArray(next.components)) open.push(...(next.components as unknown[]));
  }
  return keys;
}
