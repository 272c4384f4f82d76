import type { Evaluation, ExpressionLanguage } from '#engine';

/**
 * The expression language of engine tests: literals, lists, names with paths, + - and comparisons, `and`, `or`,
 * `not(…)`. An unknown name is null; `fail("why")` fails. It is no FEEL: the engine must not depend on any language.
 */
export const tinyLanguage: ExpressionLanguage = {
  evaluate(expression, variables): Evaluation {
    try {
      const parser = new Parser(expression.text, variables);
      return { ok: true, value: parser.whole() };
    } catch (problem) {
      const error = problem instanceof Error ? problem.message : String(problem);
      return { ok: false, error, fault: { code: 'TINY_LANGUAGE', data: { error } } };
    }
  },
};

class Parser {
  private readonly tokens: readonly string[];
  private readonly variables: Readonly<Record<string, unknown>>;
  private position = 0;

  constructor(text: string, variables: Readonly<Record<string, unknown>>) {
    this.tokens = text.match(/"[^"]*"|[A-Za-z_][\w.]*|\d+(?:\.\d+)?|<=|>=|!=|[^\s]/g) ?? [];
    this.variables = variables;
  }

  whole(): unknown {
    const result = this.or();
    if (this.position < this.tokens.length) throw new Error(`unexpected ${this.peek()}`);
    return result;
  }

  private or(): unknown {
    let left = this.and();
    while (this.take('or')) {
      const right = this.and();
      left = left === true || right === true;
    }
    return left;
  }

  private and(): unknown {
    let left = this.comparison();
    while (this.take('and')) {
      const right = this.comparison();
      left = left === true && right === true;
    }
    return left;
  }

  private comparison(): unknown {
    const left = this.sum();
    if (this.take('=')) return left === this.sum();
    if (this.take('!=')) return left !== this.sum();
    if (this.take('<=')) return Number(left) <= Number(this.sum());
    if (this.take('>=')) return Number(left) >= Number(this.sum());
    if (this.take('<')) return Number(left) < Number(this.sum());
    if (this.take('>')) return Number(left) > Number(this.sum());
    return left;
  }

  private sum(): unknown {
    let left = this.operand();
    for (;;) {
      if (this.take('+')) {
        const right = this.operand();
        left = typeof left === 'string' ? left + String(right) : Number(left) + Number(right);
      } else if (this.take('-')) left = Number(left) - Number(this.operand());
      else return left;
    }
  }

  private operand(): unknown {
    const token = this.peek();
    this.position += 1;
    if (token === '(') return this.closed(this.or(), ')');
    if (token === '[') return this.list();
    if (token.startsWith('"')) return token.slice(1, -1);
    if (/^\d/.test(token)) return Number(token);
    if (token === 'true' || token === 'false') return token === 'true';
    if (token === 'null') return null;
    if (token === 'not' && this.take('(')) return this.closed(this.or(), ')') !== true;
    if (token === 'fail' && this.take('(')) throw new Error(String(this.closed(this.or(), ')')));
    return this.lookUp(token);
  }

  private list(): unknown[] {
    const elements: unknown[] = [];
    if (this.take(']')) return elements;
    do elements.push(this.or());
    while (this.take(','));
    this.closed(null, ']');
    return elements;
  }

  private lookUp(path: string): unknown {
    let current: unknown = this.variables;
    for (const name of path.split('.')) {
      if (typeof current !== 'object' || current === null || !Object.hasOwn(current, name)) return null;
      current = (current as Readonly<Record<string, unknown>>)[name];
    }
    return current;
  }

  private closed(result: unknown, bracket: string): unknown {
    if (!this.take(bracket)) throw new Error(`expected ${bracket}`);
    return result;
  }

  private take(token: string): boolean {
    if (this.tokens[this.position] !== token) return false;
    this.position += 1;
    return true;
  }

  private peek(): string {
    const token = this.tokens[this.position];
    if (token === undefined) throw new Error('unexpected end');
    return token;
  }
}
