import { type TypeNode } from './node.ts';
import { ParserState } from './parser-state.ts';

/** Types behind `instance of` and in parameter lists (grammar rule 52). */
export abstract class TypeParser extends ParserState {
  protected type(): TypeNode {
    return this.nested(() => {
      const name = this.scan.takeTypeName((text, at) => this.names.matchType(text, at));
      if (name === undefined) throw this.scan.expected('typeName');
      return this.scan.peekSymbol('<') ? this.#composedType(name) : { kind: 'name', name };
    });
  }

  #composedType(name: string): TypeNode {
    this.scan.requireSymbol('<');
    if (name === 'list' || name === 'range') {
      const item = this.type();
      this.scan.requireSymbol('>');
      return { kind: name, item };
    }
    if (name === 'context') {
      const entries: { name: string; type: TypeNode }[] = [];
      if (this.scan.takeSymbol('>')) return { kind: 'context', entries };
      do {
        const key = this.scan.takeKey();
        if (key === undefined) throw this.scan.expected('nameAndColon');
        entries.push({ name: key, type: this.type() });
      } while (this.scan.takeSymbol(','));
      this.scan.requireSymbol('>');
      return { kind: 'context', entries };
    }
    if (name !== 'function') throw this.scan.expected('typeWithArguments');
    const parameters: TypeNode[] = [];
    while (!this.scan.takeSymbol('>')) {
      if (parameters.length > 0) this.scan.requireSymbol(',');
      parameters.push(this.type());
    }
    this.scan.requireSymbol('->');
    return { kind: 'function', parameters, result: this.type() };
  }
}
