/** What a parser expects at a place, in English; a symbol or word of the language stands for itself in quotes. */
const SYNTAX_TERMS = {
  endOfExpression: 'the end of the expression',
  keyAndColon: 'a key and ":"',
  nameAndColon: 'a name and ":"',
  operatorNameOrLiteral: 'an operator, a name or a literal',
  parameterName: 'the name of a parameter',
  propertyName: 'the name of a property',
  textAfterAt: 'a text in quotes after "@"',
  typeName: 'the name of a type',
  typeWithArguments: '"list", "range", "context" or "function" before "<"',
  value: 'a value',
  variableAndIn: 'the name of a variable and "in"',
} as const;

export type SyntaxTerm = keyof typeof SYNTAX_TERMS | `"${string}"`;

export function syntaxWords(term: SyntaxTerm): string {
  return Object.hasOwn(SYNTAX_TERMS, term) ? SYNTAX_TERMS[term as keyof typeof SYNTAX_TERMS] : term;
}
