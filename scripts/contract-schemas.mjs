/**
 * Makes JSON Schemas of the shapes in libs/contracts, for checking requests and for the OpenAPI description: the types are
 * the only source. Constraints a type cannot say stand as tags in the doc comment (`@integer`, `@minimum 1`, …).
 *
 *   node scripts/contract-schemas.mjs            writes apps/server/src/openapi/contract-schemas.ts
 *   node scripts/contract-schemas.mjs --check    ends with 1 when that file is not what the types say
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import ts from 'typescript';

const root = fileURLToPath(new URL('..', import.meta.url));
const entry = `${root}libs/contracts/src/index.ts`;
const target = `${root}apps/server/src/openapi/contract-schemas.ts`;
const numeric = new Set(['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems']);

const program = ts.createProgram([entry], {
  strict: true,
  exactOptionalPropertyTypes: true,
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.NodeNext,
  allowImportingTsExtensions: true,
  noEmit: true,
  types: [],
});
const checker = program.getTypeChecker();
const exported = new Map(
  checker
    .getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(entry)))
    .map((symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol))
    .filter((symbol) => symbol.flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias))
    .filter((symbol) => !isGeneric(symbol))
    .map((symbol) => [symbol.name, symbol]),
);

function isGeneric(symbol) {
  return symbol.declarations.some((declaration) => (declaration.typeParameters ?? []).length > 0);
}

/** What a doc comment says, as schema keywords. */
function comment(symbol) {
  const description = ts
    .displayPartsToString(symbol.getDocumentationComment(checker))
    .replaceAll(/\{@link (\w+)\}/g, '$1');
  const tags = symbol.getJsDocTags(checker).map(({ name, text }) => {
    if (name === 'integer') return ['type', 'integer'];
    return numeric.has(name) ? [name, Number(ts.displayPartsToString(text))] : [];
  });
  return {
    ...(description === '' ? {} : { description }),
    ...Object.fromEntries(tags.filter((tag) => tag.length > 0)),
  };
}

const special = {
  JsonValue: {},
  JsonObject: { type: 'object', additionalProperties: true },
  Instant: { type: 'string', format: 'date-time' },
};

function schemaOf(type, closed, expand) {
  const name = (type.aliasSymbol ?? type.symbol)?.name;
  if (type !== expand && exported.get(name) === (type.aliasSymbol ?? type.symbol) && name !== undefined) {
    return { $ref: `#/components/schemas/${name}` };
  }
  if (type.flags & ts.TypeFlags.Boolean) return { type: 'boolean' };
  if (type.isStringLiteral() || type.isNumberLiteral()) return { const: type.value };
  if (type.flags & ts.TypeFlags.BooleanLiteral) return { const: checker.typeToString(type) === 'true' };
  if (type.flags & ts.TypeFlags.String) return { type: 'string' };
  if (type.flags & ts.TypeFlags.Number) return { type: 'number' };
  if (type.flags & ts.TypeFlags.Null) return { type: 'null' };
  if (type.isUnion()) return unionOf(type, closed);
  if (checker.isArrayType(type)) return { type: 'array', items: schemaOf(checker.getTypeArguments(type)[0], closed) };
  return objectOf(type, closed);
}

function unionOf(type, closed) {
  const members = type.types.filter((member) => !(member.flags & ts.TypeFlags.Undefined));
  if (members.every((member) => member.isStringLiteral()))
    return { type: 'string', enum: members.map((member) => member.value) };
  const booleans = members.filter((member) => member.flags & ts.TypeFlags.BooleanLiteral);
  const others = members.filter((member) => !booleans.includes(member)).map((member) => schemaOf(member, closed));
  const all =
    booleans.length === 2
      ? [...others, { type: 'boolean' }]
      : [...others, ...booleans.map((one) => schemaOf(one, closed))];
  return all.length === 1 ? all[0] : { anyOf: all };
}

function objectOf(type, closed) {
  const index = checker.getIndexTypeOfType(type, ts.IndexKind.String);
  if (index !== undefined) return { type: 'object', additionalProperties: schemaOf(index, closed) };
  const properties = checker.getPropertiesOfType(type);
  const required = properties.filter((one) => !(one.flags & ts.SymbolFlags.Optional)).map((one) => one.name);
  return {
    type: 'object',
    properties: Object.fromEntries(properties.map((property) => [property.name, propertyOf(property, closed)])),
    ...(required.length === 0 ? {} : { required }),
    ...(closed ? { additionalProperties: false } : {}),
  };
}

/** The checker forgets that a string is called Instant; the declaration remembers. */
function propertyOf(property, closed) {
  const written = property.valueDeclaration?.type?.getText() ?? '';
  if (written === 'Instant') return { ...special.Instant, ...comment(property) };
  if (written === 'Instant | null') return { anyOf: [special.Instant, { type: 'null' }], ...comment(property) };
  return { ...schemaOf(checker.getTypeOfSymbol(property), closed), ...comment(property) };
}

const schemas = {};
for (const [name, symbol] of [...exported].sort(([one], [other]) => (one < other ? -1 : 1))) {
  const type = checker.getDeclaredTypeOfSymbol(symbol);
  // What people send is closed, so that a misspelt name is told; what we answer may grow.
  const closed = /(Request|Query)$/.test(name);
  schemas[name] = { ...(special[name] ?? schemaOf(type, closed, type)), ...comment(symbol) };
}

const text = await format(
  `/** Made from libs/contracts by scripts/contract-schemas.mjs; never edited by hand, a test keeps it in step. */\nexport const CONTRACT_SCHEMAS = ${JSON.stringify(schemas)};\n`,
  { ...(await resolveConfig(target)), parser: 'typescript' },
);
if (process.argv.includes('--check')) {
  const same = readFileSync(target, 'utf8') === text;
  if (!same)
    console.error(
      'Expected contract-schemas.ts to say what libs/contracts says, but it does not. Run: node scripts/contract-schemas.mjs',
    );
  process.exitCode = same ? 0 : 1;
} else {
  writeFileSync(target, text);
}
