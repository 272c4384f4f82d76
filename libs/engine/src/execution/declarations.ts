import type { Declared, VariableTypes } from '../model/declared.ts';
import type { Value, Variables } from '../model/expression.ts';
import { emptyRecord, isEmptyRecord, isSameValue, own } from '../variables-record.ts';

/**
 * What is known, during one step, of values on their way besides the values: the types and transience their senders have
 * declared. A declaration belongs to a value under a name: another value that is set under the same name has none.
 * It lives beside the values, so that a piece of work between a command and the scope it sets needs not carry it.
 */
export class Declarations {
  private readonly types = new Map<string, { readonly value: Value; readonly type: string }>();
  private readonly transient = new Map<string, Value>();

  /** Takes what the sender of variables has declared; without a declaration nothing is known of them. */
  declare(variables: Variables, declared: Declared | undefined): void {
    const { types } = declared ?? {};
    if (types !== undefined) {
      for (const [name, value] of Object.entries(variables))
        this.types.set(name, { value, type: own(types, name) ?? '' });
    }
    for (const name of declared?.transient ?? []) {
      const value = own(variables, name);
      if (value !== undefined) this.transient.set(name, value);
    }
  }

  /** A value is handed on under a name, with the type it had where it comes from, if any. */
  hand(name: string, value: Value, type: string | undefined): void {
    if (type !== undefined || this.types.has(name)) this.types.set(name, { value, type: type ?? '' });
  }

  /** The declared type of a value; empty when its sender has declared none; undefined when nothing is known of it. */
  typeOf(name: string, value: Value): string | undefined {
    const known = this.types.get(name);
    return known !== undefined && isSameValue(known.value, value) ? known.type : undefined;
  }

  /** Declared types of these variables, if there are any. */
  typesOf(variables: Variables): VariableTypes | undefined {
    if (this.types.size === 0) return undefined;
    const types = emptyRecord<string>();
    for (const [name, value] of Object.entries(variables)) {
      const type = this.typeOf(name, value);
      if (type !== undefined && type !== '') types[name] = type;
    }
    return isEmptyRecord(types) ? undefined : types;
  }

  isTransient(name: string, value: Value): boolean {
    const known = this.transient.get(name);
    return known !== undefined && isSameValue(known, value);
  }

  /** The variables that are to be recorded. */
  lasting(variables: Variables): Variables {
    if (this.transient.size === 0) return variables;
    const lasting = emptyRecord<Value>();
    for (const [name, value] of Object.entries(variables)) if (!this.isTransient(name, value)) lasting[name] = value;
    return lasting;
  }
}
