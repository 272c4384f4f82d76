import { type FeelNode, type UnaryTestsNode } from './node.ts';
import { OperatorParser } from './operator-parser.ts';

/**
 * Parses one FEEL expression (DMN 1.5, clause 10.3.1).
 *
 * FEEL names may hold spaces and operator signs, so the text alone is ambiguous: `a-b` is one name if such a name is in
 * scope and a subtraction otherwise. `names` are the names in scope, `properties` those that may follow a dot or be read
 * inside a filter; only names that are not plain identifiers matter.
 *
 * @throws ExpressionSyntaxError naming the place
 */
export function parseFeel(text: string, names: Iterable<string> = [], properties: Iterable<string> = []): FeelNode {
  const parser = new FeelParser(text, names, properties, false);
  return parser.whole(() => parser.expression());
}

/**
 * Parses an expression before its variables are known, as a check at deployment must: words in a row that cannot be
 * anything else are taken for one name with spaces.
 *
 * @throws ExpressionSyntaxError naming the place
 */
export function parseFeelGuessingNames(text: string): FeelNode {
  const parser = new FeelParser(text, [], [], true);
  return parser.whole(() => parser.expression());
}

/** Parses the unary tests of a decision table cell or of allowed values (grammar rules 14 to 17). */
export function parseUnaryTests(
  text: string,
  names: Iterable<string> = [],
  properties: Iterable<string> = [],
): UnaryTestsNode {
  const parser = new FeelParser(text, names, properties, false);
  return parser.whole(() => parser.unaryTests());
}

class FeelParser extends OperatorParser {
  whole<T>(parse: () => T): T {
    const node = parse();
    if (!this.scan.atEnd()) throw this.scan.expected('endOfExpression');
    return node;
  }

  unaryTests(): UnaryTestsNode {
    if (this.scan.peekSymbol('-')) {
      const mark = this.scan.at;
      this.scan.takeSymbol('-');
      if (this.scan.atEnd()) return { negated: false, tests: undefined };
      this.scan.at = mark;
    }
    const negated = this.attempt(() => {
      if (!this.scan.takeWord('not') || !this.scan.takeSymbol('(')) return undefined;
      const tests = this.tests();
      return this.scan.takeSymbol(')') && this.scan.atEnd() ? tests : undefined;
    });
    if (negated !== undefined) return { negated: true, tests: negated };
    return { negated: false, tests: this.tests() };
  }
}
