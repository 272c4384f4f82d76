import { type FeelType } from './type.ts';
import { type FeelValue } from './value.ts';

export interface Parameter {
  readonly name: string;
  readonly type: FeelType;
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
