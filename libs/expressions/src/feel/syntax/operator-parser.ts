import { type Argument, type FeelNode, type TestNode } from './node.ts';
import { COMPARISONS, PrimaryParser } from './primary-parser.ts';

/** Operators by their binding, weakest first (grammar rules 1 to 5 and table 52), and the tests of `in`. */
export class OperatorParser extends PrimaryParser {
  /** Offsets where a list of tests was tried in vain; trying again at every level would double the work of each. */
  readonly #noTests = new Set<number>();

  expression(): FeelNode {
    return this.nested(() => this.#junction('or', () => this.#junction('and', () => this.#comparison())));
  }

  #junction(operator: 'and' | 'or', operand: () => FeelNode): FeelNode {
    let left = operand();
    while (this.scan.takeWord(operator))
      left = this.chained({ kind: 'junction', operator, left, right: operand(), at: left.at });
    return left;
  }

  #comparison(): FeelNode {
    let left = this.additive();
    for (;;) {
      const { at } = left;
      const operator = this.scan.takeFirstSymbol(COMPARISONS);
      if (operator !== undefined) {
        left = this.chained({ kind: 'comparison', operator, left, right: this.additive(), at });
      } else if (this.scan.takeWord('between')) {
        const low = this.additive();
        this.scan.requireWord('and');
        left = this.chained({ kind: 'between', value: left, low, high: this.additive(), at });
      } else if (this.scan.takeWord('in')) {
        left = this.chained({ kind: 'in', value: left, tests: this.#inTests(), at });
      } else {
        return left;
      }
    }
  }

  /** `in (a, < b)`, or `in` with one test. `(1..5]` starts alike and is told apart by trying. */
  #inTests(): readonly TestNode[] {
    const start = this.scan.start();
    const list = this.#noTests.has(start)
      ? undefined
      : this.attempt(() => {
          if (!this.scan.takeSymbol('(')) return undefined;
          const tests = this.tests();
          return this.scan.takeSymbol(')') ? tests : undefined;
        });
    if (list !== undefined) return list;
    this.#noTests.add(start);
    const operator = this.scan.takeFirstSymbol(COMPARISONS);
    const operand = this.additive();
    return [
      operator === undefined
        ? { kind: 'value', expression: operand, usesInput: false }
        : { kind: 'comparison', operator, operand },
    ];
  }

  protected additive(): FeelNode {
    let left = this.#multiplicative();
    for (
      let operator = this.scan.takeFirstSymbol(['+', '-']);
      operator !== undefined;
      operator = this.scan.takeFirstSymbol(['+', '-'])
    ) {
      left = this.chained({ kind: 'arithmetic', operator, left, right: this.#multiplicative(), at: left.at });
    }
    return left;
  }

  #multiplicative(): FeelNode {
    let left = this.#exponentiation();
    for (;;) {
      if (this.scan.peekSymbol('**')) return left;
      const operator = this.scan.takeFirstSymbol(['*', '/']);
      if (operator === undefined) return left;
      left = this.chained({ kind: 'arithmetic', operator, left, right: this.#exponentiation(), at: left.at });
    }
  }

  #exponentiation(): FeelNode {
    let left = this.#unary();
    while (this.scan.takeSymbol('**'))
      left = this.chained({ kind: 'arithmetic', operator: '**', left, right: this.#unary(), at: left.at });
    return left;
  }

  #unary(): FeelNode {
    return this.nested(() => {
      const at = this.scan.start();
      let node: FeelNode = this.scan.takeSymbol('-')
        ? { kind: 'negation', operand: this.#unary(), at }
        : this.#postfix(this.primary());
      while (this.scan.takeWord('instance')) {
        this.scan.requireWord('of');
        node = this.chained({ kind: 'instanceOf', value: node, type: this.type(), at });
      }
      return node;
    });
  }

  #postfix(primary: FeelNode): FeelNode {
    let node = primary;
    for (;;) {
      const at = this.scan.start();
      if (this.scan.peekSymbol('..')) return node;
      if (this.scan.takeSymbol('.')) {
        node = this.chained({ kind: 'path', base: node, name: this.#propertyName(), at });
      } else if (this.scan.peekSymbol('(')) {
        node = this.chained({ kind: 'invocation', callee: node, args: this.#arguments(), at: node.at });
      } else if (this.scan.peekSymbol('[')) {
        const list = node;
        // `]1..10[` closes an interval where a filter would start: a filter that does not parse is none.
        const condition = this.attempt(() => this.#filterCondition());
        if (condition === undefined) return node;
        node = this.chained({ kind: 'filter', list, condition, at });
      } else {
        return node;
      }
    }
  }

  #filterCondition(): FeelNode | undefined {
    this.scan.takeSymbol('[');
    return this.names.within(this.names.properties(), () => {
      const condition = this.expression();
      return this.scan.takeSymbol(']') ? condition : undefined;
    });
  }

  #propertyName(): string {
    this.scan.start();
    const known = this.names.matchProperty(this.scan.text, this.scan.at);
    if (known !== undefined) {
      this.scan.at = known.end;
      return known.name;
    }
    const name = this.scan.takeName();
    if (name === undefined) throw this.scan.expected('propertyName');
    return this.guessing ? this.guessName(name) : name;
  }

  #arguments(): Argument[] {
    this.scan.requireSymbol('(');
    const args: Argument[] = [];
    if (this.scan.takeSymbol(')')) return args;
    do {
      const name = this.scan.takeArgumentName();
      args.push({ name, value: this.expression() });
    } while (this.scan.takeSymbol(','));
    this.scan.requireSymbol(')');
    return args;
  }

  protected tests(): TestNode[] {
    const tests = [this.#test()];
    while (this.scan.takeSymbol(',')) tests.push(this.#test());
    return tests;
  }

  #test(): TestNode {
    const operator = this.scan.takeFirstSymbol(COMPARISONS);
    if (operator !== undefined) return { kind: 'comparison', operator, operand: this.additive() };
    const outer = this.inputSeen;
    this.inputSeen = false;
    const expression = this.expression();
    const usesInput = this.inputSeen;
    this.inputSeen = outer || usesInput;
    return { kind: 'value', expression, usesInput };
  }
}
