import { type FeelType } from './type.ts';
import { type FeelValue } from './value.ts';

export interface Parameter {
  readonly name: string;
  readonly type: FeelType;
}

/** An argument as written: its value and, if given by name, the parameter's name. */
export interface GivenArgument {
  readonly name: string | undefined;
  readonly value: FeelValue;
}

/** A function value: its formal parameters and what runs with one argument for each of them. */
export class FeelFunction {
  readonly parameters: readonly Parameter[];
  readonly result: FeelType;
  readonly call: (args: readonly FeelValue[]) => FeelValue;

  constructor(parameters: readonly Parameter[], result: FeelType, call: (args: readonly FeelValue[]) => FeelValue) {
    this.parameters = parameters;
    this.result = result;
    this.call = call;
  }
}

/** A built-in function used as a value: it chooses among its signatures by itself. */
export class OverloadedFunction extends FeelFunction {
  /** Whether one signature takes arguments of these types. */
  readonly accepts: (types: readonly FeelType[]) => boolean;
  readonly dispatch: (args: readonly GivenArgument[]) => FeelValue;

  constructor(
    result: FeelType,
    accepts: (types: readonly FeelType[]) => boolean,
    dispatch: (args: readonly GivenArgument[]) => FeelValue,
  ) {
    super([], result, (args) => dispatch(args.map((value) => ({ name: undefined, value }))));
    this.accepts = accepts;
    this.dispatch = dispatch;
  }
}

/** Whether a function can be called with this many arguments. */
export function takes(callee: FeelFunction, count: number): boolean {
  return callee instanceof OverloadedFunction || callee.parameters.length === count;
}
