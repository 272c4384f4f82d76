import { ExpressionSyntaxError } from '../../expression-syntax-error.ts';
import { Decimal } from '../values/decimal.ts';
import { NameScope } from './name-scope.ts';
import {
  type Argument,
  type ComparisonOperator,
  type FeelNode,
  type Iteration,
  type TestNode,
  type TypeNode,
  type UnaryTestsNode,
} from './node.ts';
import { Scanner } from './scanner.ts';

type Parameters = readonly { readonly name: string; readonly type: TypeNode | undefined }[];

const MAX_DEPTH = 150;
const COMPARISONS: readonly ComparisonOperator[] = ['<=', '>=', '!=', '<', '>', '='];
/** Words that start or separate parts of the grammar and so cannot be the name of a variable. */
const RESERVED = new Set([
  'and',
  'or',
  'then',
  'else',
  'return',
  'satisfies',
  'in',
  'between',
  'instance',
  'for',
  'if',
  'some',
  'every',
]);

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
  const parser = new Parser(text, names, properties, false);
  return parser.whole(() => parser.expression());
}

/**
 * Parses an expression before its variables are known, as a check at deployment must: words in a row that cannot be
 * anything else are taken for one name with spaces.
 *
 * @throws ExpressionSyntaxError naming the place
 */
export function parseFeelGuessingNames(text: string): FeelNode {
  const parser = new Parser(text, [], [], true);
  return parser.whole(() => parser.expression());
}

/** Parses the unary tests of a decision table cell or of allowed values (grammar rules 14 to 17). */
export function parseUnaryTests(
  text: string,
  names: Iterable<string> = [],
  properties: Iterable<string> = [],
): UnaryTestsNode {
  const parser = new Parser(text, names, properties, false);
  return parser.whole(() => parser.unaryTests());
}

class Parser {
  readonly #scan: Scanner;
  readonly #names: NameScope;
  readonly #guessing: boolean;
  #depth = 0;
  /** Whether `?` was read since the flag was last cleared. */
  #inputSeen = false;

  constructor(text: string, names: Iterable<string>, properties: Iterable<string>, guessing: boolean) {
    this.#guessing = guessing;
    this.#scan = new Scanner(text);
    this.#names = new NameScope(names, properties);
  }

  whole<T>(parse: () => T): T {
    const node = parse();
    if (!this.#scan.atEnd()) throw this.#scan.expected('the end of the expression');
    return node;
  }

  unaryTests(): UnaryTestsNode {
    if (this.#scan.peekSymbol('-')) {
      const mark = this.#scan.at;
      this.#scan.takeSymbol('-');
      if (this.#scan.atEnd()) return { negated: false, tests: undefined };
      this.#scan.at = mark;
    }
    const negated = this.#attempt(() => {
      if (!this.#scan.takeWord('not') || !this.#scan.takeSymbol('(')) return undefined;
      const tests = this.#tests();
      return this.#scan.takeSymbol(')') && this.#scan.atEnd() ? tests : undefined;
    });
    if (negated !== undefined) return { negated: true, tests: negated };
    return { negated: false, tests: this.#tests() };
  }

  #tests(): TestNode[] {
    const tests = [this.#test()];
    while (this.#scan.takeSymbol(',')) tests.push(this.#test());
    return tests;
  }

  #test(): TestNode {
    const operator = this.#scan.takeFirstSymbol(COMPARISONS);
    if (operator !== undefined) return { kind: 'comparison', operator, operand: this.#additive() };
    const outer = this.#inputSeen;
    this.#inputSeen = false;
    const expression = this.expression();
    const usesInput = this.#inputSeen;
    this.#inputSeen = outer || usesInput;
    return { kind: 'value', expression, usesInput };
  }

  expression(): FeelNode {
    if (++this.#depth > MAX_DEPTH) throw this.#scan.expected(`at most ${MAX_DEPTH} nested terms`);
    const node = this.#junction('or', () => this.#junction('and', () => this.#comparison()));
    this.#depth--;
    return node;
  }

  #junction(operator: 'and' | 'or', operand: () => FeelNode): FeelNode {
    let left = operand();
    while (this.#scan.takeWord(operator)) left = { kind: 'junction', operator, left, right: operand(), at: left.at };
    return left;
  }

  #comparison(): FeelNode {
    let left = this.#additive();
    for (;;) {
      const { at } = left;
      const operator = this.#scan.takeFirstSymbol(COMPARISONS);
      if (operator !== undefined) {
        left = { kind: 'comparison', operator, left, right: this.#additive(), at };
      } else if (this.#scan.takeWord('between')) {
        const low = this.#additive();
        this.#scan.requireWord('and');
        left = { kind: 'between', value: left, low, high: this.#additive(), at };
      } else if (this.#scan.takeWord('in')) {
        left = { kind: 'in', value: left, tests: this.#inTests(), at };
      } else {
        return left;
      }
    }
  }

  /** `in (a, < b)`, or `in` with one test. `(1..5]` starts alike and is told apart by trying. */
  #inTests(): readonly TestNode[] {
    const list = this.#attempt(() => {
      if (!this.#scan.takeSymbol('(')) return undefined;
      const tests = this.#tests();
      return this.#scan.takeSymbol(')') ? tests : undefined;
    });
    if (list !== undefined) return list;
    const operator = this.#scan.takeFirstSymbol(COMPARISONS);
    const operand = this.#additive();
    return [
      operator === undefined
        ? { kind: 'value', expression: operand, usesInput: false }
        : { kind: 'comparison', operator, operand },
    ];
  }

  #additive(): FeelNode {
    let left = this.#multiplicative();
    for (
      let operator = this.#scan.takeFirstSymbol(['+', '-']);
      operator !== undefined;
      operator = this.#scan.takeFirstSymbol(['+', '-'])
    ) {
      left = { kind: 'arithmetic', operator, left, right: this.#multiplicative(), at: left.at };
    }
    return left;
  }

  #multiplicative(): FeelNode {
    let left = this.#exponentiation();
    for (;;) {
      if (this.#scan.peekSymbol('**')) return left;
      const operator = this.#scan.takeFirstSymbol(['*', '/']);
      if (operator === undefined) return left;
      left = { kind: 'arithmetic', operator, left, right: this.#exponentiation(), at: left.at };
    }
  }

  #exponentiation(): FeelNode {
    let left = this.#unary();
    while (this.#scan.takeSymbol('**'))
      left = { kind: 'arithmetic', operator: '**', left, right: this.#unary(), at: left.at };
    return left;
  }

  #unary(): FeelNode {
    if (++this.#depth > MAX_DEPTH) throw this.#scan.expected(`at most ${MAX_DEPTH} nested terms`);
    const at = this.#scan.start();
    let node: FeelNode = this.#scan.takeSymbol('-')
      ? { kind: 'negation', operand: this.#unary(), at }
      : this.#postfix(this.#primary());
    while (this.#scan.takeWord('instance')) {
      this.#scan.requireWord('of');
      node = { kind: 'instanceOf', value: node, type: this.#type(), at };
    }
    this.#depth--;
    return node;
  }

  #postfix(primary: FeelNode): FeelNode {
    let node = primary;
    for (let length = 0; ; length++) {
      if (length > MAX_DEPTH * 4) throw this.#scan.expected(`at most ${MAX_DEPTH * 4} steps of a path`);
      const at = this.#scan.start();
      if (this.#scan.peekSymbol('..')) return node;
      if (this.#scan.takeSymbol('.')) {
        node = { kind: 'path', base: node, name: this.#propertyName(), at };
      } else if (this.#scan.peekSymbol('(')) {
        node = { kind: 'invocation', callee: node, args: this.#arguments(), at: node.at };
      } else if (this.#scan.peekSymbol('[')) {
        const list = node;
        // `]1..10[` closes an interval where a filter would start: a filter that does not parse is none.
        const condition = this.#attempt(() => this.#filterCondition());
        if (condition === undefined) return node;
        node = { kind: 'filter', list, condition, at };
      } else {
        return node;
      }
    }
  }

  #filterCondition(): FeelNode | undefined {
    this.#scan.takeSymbol('[');
    return this.#names.within(this.#names.properties(), () => {
      const condition = this.expression();
      return this.#scan.takeSymbol(']') ? condition : undefined;
    });
  }

  #propertyName(): string {
    this.#scan.start();
    const known = this.#names.matchProperty(this.#scan.text, this.#scan.at);
    if (known !== undefined) {
      this.#scan.at = known.end;
      return known.name;
    }
    const name = this.#scan.takeName();
    if (name === undefined) throw this.#scan.expected('the name of a property');
    return this.#guessing ? this.#guessName(name) : name;
  }

  #arguments(): Argument[] {
    this.#scan.requireSymbol('(');
    const args: Argument[] = [];
    if (this.#scan.takeSymbol(')')) return args;
    do {
      const name = this.#scan.takeArgumentName();
      args.push({ name, value: this.expression() });
    } while (this.#scan.takeSymbol(','));
    this.#scan.requireSymbol(')');
    return args;
  }

  #primary(): FeelNode {
    const at = this.#scan.start();
    const known = this.#names.match(this.#scan.text, at);
    if (known !== undefined) {
      this.#scan.at = known.end;
      return { kind: 'name', name: known.name, at };
    }
    const number = this.#scan.takeNumber();
    if (number !== undefined) return { kind: 'literal', value: new Decimal(number), at };
    const string = this.#scan.takeString();
    if (string !== undefined) return { kind: 'literal', value: string, at };
    if (this.#scan.takeSymbol('@')) {
      const text = this.#scan.takeString();
      if (text === undefined) throw this.#scan.expected('a text in quotes after "@"');
      return { kind: 'temporal', text, at };
    }
    if (this.#scan.takeSymbol('[')) return this.#listOrRange(at);
    if (this.#scan.takeSymbol(']')) return this.#rangeEnd(at, false, this.#additive());
    if (this.#scan.takeSymbol('(')) return this.#parenthesized(at);
    if (this.#scan.peekSymbol('{')) return this.#context();
    return this.#wordy(at);
  }

  /** Everything that starts with a word: keywords, literals, names. */
  #wordy(at: number): FeelNode {
    const word = this.#scan.takeName();
    if (word === undefined) throw this.#scan.expected('a value');
    switch (word) {
      case 'null':
        return { kind: 'literal', value: null, at };
      case 'true':
      case 'false':
        return { kind: 'literal', value: word === 'true', at };
      case 'if':
        return this.#if(at);
      case 'for':
        return this.#for(at);
      case 'some':
      case 'every':
        return this.#quantified(word, at);
      case 'function':
        if (this.#scan.peekSymbol('(')) return this.#function(at);
        break;
      case '?':
        this.#inputSeen = true;
        break;
    }
    if (RESERVED.has(word)) {
      this.#scan.at = at;
      throw this.#scan.expected('a value');
    }
    return { kind: 'name', name: this.#guessing ? this.#guessName(word) : word, at };
  }

  /** Joins the words that follow, up to one that continues the expression. */
  #guessName(first: string): string {
    let name = first;
    for (;;) {
      const { at } = this.#scan;
      const next = this.#scan.takeName();
      if (next === undefined) return name;
      if (RESERVED.has(next)) {
        this.#scan.at = at;
        return name;
      }
      name += ` ${next}`;
    }
  }

  #if(at: number): FeelNode {
    const condition = this.expression();
    this.#scan.requireWord('then');
    const then = this.expression();
    this.#scan.requireWord('else');
    return { kind: 'if', condition, then, otherwise: this.expression(), at };
  }

  #for(at: number): FeelNode {
    const iterations = this.#iterations();
    const names = [...iterations.map(({ name }) => name), 'partial'];
    this.#scan.requireWord('return');
    const result = this.#names.within(names, () => this.expression());
    return { kind: 'for', iterations, result, at };
  }

  #quantified(quantifier: 'some' | 'every', at: number): FeelNode {
    const iterations = this.#iterations();
    this.#scan.requireWord('satisfies');
    const condition = this.#names.within(
      iterations.map(({ name }) => name),
      () => this.expression(),
    );
    return { kind: 'quantified', quantifier, iterations, condition, at };
  }

  /** Later iterations see the variables of earlier ones (rule 47). */
  #iterations(): Iteration[] {
    const iterations: Iteration[] = [];
    do {
      const name = this.#scan.takeIteratorName();
      if (name === undefined) throw this.#scan.expected('the name of a variable and "in"');
      const names = iterations.map((iteration) => iteration.name);
      const [domain, end] = this.#names.within(names, () => [
        this.expression(),
        this.#scan.takeSymbol('..') ? this.expression() : undefined,
      ]);
      iterations.push({ name, domain, end });
    } while (this.#scan.takeSymbol(','));
    return iterations;
  }

  #function(at: number): FeelNode {
    this.#scan.requireSymbol('(');
    const parameters: { name: string; type: TypeNode | undefined }[] = [];
    if (!this.#scan.takeSymbol(')')) {
      do {
        const name = this.#scan.takeParameterName();
        if (name === undefined) throw this.#scan.expected('the name of a parameter');
        parameters.push({ name, type: this.#scan.takeSymbol(':') ? this.#type() : undefined });
      } while (this.#scan.takeSymbol(','));
      this.#scan.requireSymbol(')');
    }
    if (this.#scan.takeSymbol(':')) this.#type();
    return this.#functionBody(parameters, at);
  }

  #functionBody(parameters: Parameters, at: number): FeelNode {
    if (this.#scan.takeWord('external')) return { kind: 'external', parameters, mapping: this.expression(), at };
    const body = this.#names.within(
      parameters.map(({ name }) => name),
      () => this.expression(),
    );
    return { kind: 'function', parameters, body, at };
  }

  #listOrRange(at: number): FeelNode {
    if (this.#scan.takeSymbol(']')) return { kind: 'list', items: [], at };
    const first = this.expression();
    if (this.#scan.peekSymbol('..')) return this.#rangeEnd(at, true, first);
    const items = [first];
    while (this.#scan.takeSymbol(',')) items.push(this.expression());
    this.#scan.requireSymbol(']');
    return { kind: 'list', items, at };
  }

  #rangeEnd(at: number, startIncluded: boolean, start: FeelNode): FeelNode {
    this.#scan.requireSymbol('..');
    const end = this.expression();
    const close = this.#scan.takeFirstSymbol([']', ')', '[']);
    if (close === undefined) throw this.#scan.expected('"]", ")" or "["');
    return { kind: 'range', startIncluded, start, end, endIncluded: close === ']', at };
  }

  #parenthesized(at: number): FeelNode {
    const operator = this.#scan.takeFirstSymbol(COMPARISONS);
    if (operator !== undefined) {
      const operand = this.#additive();
      this.#scan.requireSymbol(')');
      return comparisonRange(operator, operand, at);
    }
    const inner = this.expression();
    if (this.#scan.peekSymbol('..')) return this.#rangeEnd(at, false, inner);
    this.#scan.requireSymbol(')');
    return inner;
  }

  #context(): FeelNode {
    const at = this.#scan.at;
    this.#scan.requireSymbol('{');
    const entries: { key: string; value: FeelNode }[] = [];
    const keys: string[] = [];
    while (!this.#scan.takeSymbol('}')) {
      if (entries.length > 0) this.#scan.requireSymbol(',');
      const key = this.#scan.takeKey();
      if (key === undefined) throw this.#scan.expected('a key and ":"');
      const value = this.#names.within(keys, () => this.expression());
      keys.push(key);
      this.#names.addProperty(key);
      entries.push({ key, value });
    }
    return { kind: 'context', entries, at };
  }

  #type(): TypeNode {
    if (++this.#depth > MAX_DEPTH) throw this.#scan.expected(`at most ${MAX_DEPTH} nested types`);
    const name = this.#scan.takeTypeName((text, at) => this.#names.matchType(text, at));
    if (name === undefined) throw this.#scan.expected('the name of a type');
    const type = this.#scan.peekSymbol('<') ? this.#composedType(name) : { kind: 'name' as const, name };
    this.#depth--;
    return type;
  }

  #composedType(name: string): TypeNode {
    this.#scan.requireSymbol('<');
    if (name === 'list' || name === 'range') {
      const item = this.#type();
      this.#scan.requireSymbol('>');
      return { kind: name, item };
    }
    if (name === 'context') {
      const entries: { name: string; type: TypeNode }[] = [];
      if (this.#scan.takeSymbol('>')) return { kind: 'context', entries };
      do {
        const key = this.#scan.takeKey();
        if (key === undefined) throw this.#scan.expected('a name and ":"');
        entries.push({ name: key, type: this.#type() });
      } while (this.#scan.takeSymbol(','));
      this.#scan.requireSymbol('>');
      return { kind: 'context', entries };
    }
    if (name !== 'function') throw this.#scan.expected('"list", "range", "context" or "function" before "<"');
    const parameters: TypeNode[] = [];
    while (!this.#scan.takeSymbol('>')) {
      if (parameters.length > 0) this.#scan.requireSymbol(',');
      parameters.push(this.#type());
    }
    this.#scan.requireSymbol('->');
    return { kind: 'function', parameters, result: this.#type() };
  }

  /** Runs a parse that may fail or answer undefined; then nothing has been read. */
  #attempt<T>(parse: () => T | undefined): T | undefined {
    const { at } = this.#scan;
    const depth = this.#depth;
    const inputSeen = this.#inputSeen;
    try {
      const result = parse();
      if (result !== undefined) return result;
    } catch (error) {
      if (!(error instanceof ExpressionSyntaxError)) throw error;
    }
    this.#scan.at = at;
    this.#depth = depth;
    this.#inputSeen = inputSeen;
    return undefined;
  }
}

/** `(< 10)` is a range without start; `(= 10)` one of a single value; `(!= 10)` none at all, but a test. */
function comparisonRange(operator: ComparisonOperator, operand: FeelNode, at: number): FeelNode {
  switch (operator) {
    case '=':
      return { kind: 'range', startIncluded: true, start: operand, end: operand, endIncluded: true, at };
    case '<':
    case '<=':
      return {
        kind: 'range',
        startIncluded: false,
        start: undefined,
        end: operand,
        endIncluded: operator === '<=',
        at,
      };
    case '>':
    case '>=':
      return {
        kind: 'range',
        startIncluded: operator === '>=',
        start: operand,
        end: undefined,
        endIncluded: false,
        at,
      };
    case '!=':
      return { kind: 'test', test: { kind: 'comparison', operator, operand }, at };
  }
}
