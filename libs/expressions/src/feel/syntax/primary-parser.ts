import { Decimal } from '../values/decimal.ts';
import { type ComparisonOperator, type FeelNode, type Iteration, type TypeNode } from './node.ts';
import { TypeParser } from './type-parser.ts';

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

export const COMPARISONS: readonly ComparisonOperator[] = ['<=', '>=', '!=', '<', '>', '='];

type Parameters = readonly { readonly name: string; readonly type: TypeNode | undefined }[];

/** Everything that needs no operator: literals, names, keywords, lists, contexts, ranges, functions. */
export abstract class PrimaryParser extends TypeParser {
  abstract expression(): FeelNode;
  protected abstract additive(): FeelNode;

  protected primary(): FeelNode {
    const at = this.scan.start();
    const known = this.names.match(this.scan.text, at);
    if (known !== undefined) {
      this.scan.at = known.end;
      return { kind: 'name', name: known.name, at };
    }
    const number = this.scan.takeNumber();
    if (number !== undefined) return { kind: 'literal', value: new Decimal(number), at };
    const string = this.scan.takeString();
    if (string !== undefined) return { kind: 'literal', value: string, at };
    if (this.scan.takeSymbol('@')) {
      const text = this.scan.takeString();
      if (text === undefined) throw this.scan.expected('textAfterAt');
      return { kind: 'temporal', text, at };
    }
    if (this.scan.takeSymbol('[')) return this.#listOrRange(at);
    if (this.scan.takeSymbol(']')) return this.#rangeEnd(at, false, this.additive());
    if (this.scan.takeSymbol('(')) return this.#parenthesized(at);
    if (this.scan.peekSymbol('{')) return this.#context();
    return this.#wordy(at);
  }

  /** Everything that starts with a word: keywords, literals, names. */
  #wordy(at: number): FeelNode {
    const word = this.scan.takeName();
    if (word === undefined) throw this.scan.expected('value');
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
        if (this.scan.peekSymbol('(')) return this.#function(at);
        break;
      case '?':
        this.inputSeen = true;
        break;
    }
    if (RESERVED.has(word)) {
      this.scan.at = at;
      throw this.scan.expected('value');
    }
    return { kind: 'name', name: this.guessing ? this.guessName(word) : word, at };
  }

  /** Joins the words that follow, up to one that continues the expression. */
  protected guessName(first: string): string {
    let name = first;
    for (;;) {
      const { at } = this.scan;
      const next = this.scan.takeName();
      if (next === undefined) return name;
      if (RESERVED.has(next)) {
        this.scan.at = at;
        return name;
      }
      name += ` ${next}`;
    }
  }

  #if(at: number): FeelNode {
    const condition = this.expression();
    this.scan.requireWord('then');
    const then = this.expression();
    this.scan.requireWord('else');
    return { kind: 'if', condition, then, otherwise: this.expression(), at };
  }

  #for(at: number): FeelNode {
    const iterations = this.#iterations();
    const names = [...iterations.map(({ name }) => name), 'partial'];
    this.scan.requireWord('return');
    const result = this.names.within(names, () => this.expression());
    return { kind: 'for', iterations, result, at };
  }

  #quantified(quantifier: 'some' | 'every', at: number): FeelNode {
    const iterations = this.#iterations();
    this.scan.requireWord('satisfies');
    const condition = this.names.within(
      iterations.map(({ name }) => name),
      () => this.expression(),
    );
    return { kind: 'quantified', quantifier, iterations, condition, at };
  }

  /** Later iterations see the variables of earlier ones (rule 47). */
  #iterations(): Iteration[] {
    const iterations: Iteration[] = [];
    do {
      const name = this.scan.takeIteratorName();
      if (name === undefined) throw this.scan.expected('variableAndIn');
      const names = iterations.map((iteration) => iteration.name);
      const [domain, end] = this.names.within(names, () => [
        this.expression(),
        this.scan.takeSymbol('..') ? this.expression() : undefined,
      ]);
      iterations.push({ name, domain, end });
    } while (this.scan.takeSymbol(','));
    return iterations;
  }

  #function(at: number): FeelNode {
    this.scan.requireSymbol('(');
    const parameters: { name: string; type: TypeNode | undefined }[] = [];
    if (!this.scan.takeSymbol(')')) {
      do {
        const name = this.scan.takeParameterName();
        if (name === undefined) throw this.scan.expected('parameterName');
        parameters.push({ name, type: this.scan.takeSymbol(':') ? this.type() : undefined });
      } while (this.scan.takeSymbol(','));
      this.scan.requireSymbol(')');
    }
    if (this.scan.takeSymbol(':')) this.type();
    return this.#functionBody(parameters, at);
  }

  #functionBody(parameters: Parameters, at: number): FeelNode {
    if (this.scan.takeWord('external')) return { kind: 'external', parameters, mapping: this.expression(), at };
    const body = this.names.within(
      parameters.map(({ name }) => name),
      () => this.expression(),
    );
    return { kind: 'function', parameters, body, at };
  }

  #listOrRange(at: number): FeelNode {
    if (this.scan.takeSymbol(']')) return { kind: 'list', items: [], at };
    const first = this.expression();
    if (this.scan.peekSymbol('..')) return this.#rangeEnd(at, true, first);
    const items = [first];
    while (this.scan.takeSymbol(',')) items.push(this.expression());
    this.scan.requireSymbol(']');
    return { kind: 'list', items, at };
  }

  #rangeEnd(at: number, startIncluded: boolean, start: FeelNode): FeelNode {
    this.scan.requireSymbol('..');
    const end = this.expression();
    const close = this.scan.takeFirstSymbol([']', ')', '[']);
    if (close === undefined) throw this.scan.expected('"]", ")" or "["');
    return { kind: 'range', startIncluded, start, end, endIncluded: close === ']', at };
  }

  #parenthesized(at: number): FeelNode {
    const operator = this.scan.takeFirstSymbol(COMPARISONS);
    if (operator !== undefined) {
      const operand = this.additive();
      this.scan.requireSymbol(')');
      return comparisonRange(operator, operand, at);
    }
    const inner = this.expression();
    if (this.scan.peekSymbol('..')) return this.#rangeEnd(at, false, inner);
    this.scan.requireSymbol(')');
    return inner;
  }

  #context(): FeelNode {
    const at = this.scan.at;
    this.scan.requireSymbol('{');
    const entries: { key: string; value: FeelNode }[] = [];
    const keys: string[] = [];
    while (!this.scan.takeSymbol('}')) {
      if (entries.length > 0) this.scan.requireSymbol(',');
      const key = this.scan.takeKey();
      if (key === undefined) throw this.scan.expected('keyAndColon');
      const value = this.names.within(keys, () => this.expression());
      keys.push(key);
      this.names.addProperty(key);
      entries.push({ key, value });
    }
    return { kind: 'context', entries, at };
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
