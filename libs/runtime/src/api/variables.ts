import type { Value } from '#engine';
import type { VariableFilter, VariableView } from './instances.ts';
import type { Page, PageRequest, Sorting } from './page.ts';

/** A variable of a scope, running or over, as it was last; by (`scopeId`, `name`) there is one. */
export interface VariableInstanceView extends VariableView {
  readonly rootId: string;
  readonly definitionId: string;
  readonly definitionKey: string;
  /** The task whose own variable it is. */
  readonly taskId: string | null;
  readonly createdAt: string;
  /** It was taken away while its scope was running; the value is null. */
  readonly removed: boolean;
}

export interface VariableInstanceFilter extends PageRequest {
  readonly names?: readonly string[];
  /** Pattern with `%`. */
  readonly nameLike?: string;
  readonly anyCaseOfNames?: boolean;
  readonly instanceIds?: readonly string[];
  readonly definitionId?: string;
  readonly definitionKey?: string;
  readonly scopeIds?: readonly string[];
  readonly taskIds?: readonly string[];
  /** All of them must hold for the variable. */
  readonly values?: readonly VariableFilter[];
  /** Only (true) variables of scopes that run. */
  readonly live?: boolean;
  /** Also those that were taken away. */
  readonly withRemoved?: boolean;
  /** Content of files is read, too; empty otherwise. */
  readonly withContent?: boolean;
  readonly sort?: readonly Sorting<'name' | 'instanceId' | 'scopeId'>[];
}

/** Something that was written into a case: a value of a variable, or what somebody entered in a field of a form. */
export interface VariableChangeView {
  readonly id: string;
  readonly kind: 'variable' | 'formField';
  readonly name: string;
  readonly value: Value;
  readonly declaredType: string | null;
  readonly removed: boolean;
  readonly scopeId: string;
  /** The element instance that has set it; the scope where that is not known. */
  readonly sourceId: string;
  readonly taskId: string | null;
  readonly instanceId: string;
  readonly rootId: string;
  readonly definitionId: string;
  readonly definitionKey: string;
  /** What somebody did, see the operation log; null where the process itself has set it. */
  readonly operationId: string | null;
  /** The instance was started with it. */
  readonly initial: boolean;
  /** Values the variable has had before. */
  readonly revision: number;
  readonly at: string;
}

export interface VariableChangeFilter extends PageRequest {
  readonly id?: string;
  readonly kind?: VariableChangeView['kind'];
  readonly instanceIds?: readonly string[];
  readonly scopeId?: string;
  readonly name?: string;
  /** Pattern with `%`. */
  readonly nameLike?: string;
  readonly sourceId?: string;
  readonly taskId?: string;
  /** Only what belongs to no task. */
  readonly withoutTask?: boolean;
  readonly initial?: boolean;
  readonly operationId?: string;
  readonly from?: string;
  readonly until?: string;
  readonly withContent?: boolean;
  readonly sort?: readonly Sorting<'instanceId' | 'name' | 'revision' | 'at' | 'sequence'>[];
}

/** Variables of all cases, as the record knows them. */
export interface VariableRecords {
  /** By name. */
  list(filter?: VariableInstanceFilter): Promise<Page<VariableInstanceView>>;
  count(filter?: VariableInstanceFilter): Promise<number>;
  /** In the order in which they happened. */
  changes(filter?: VariableChangeFilter): Promise<Page<VariableChangeView>>;
  countChanges(filter?: VariableChangeFilter): Promise<number>;
  /** Forgets all values a variable has had; the case goes on with the last one. @throws VARIABLE_NOT_FOUND */
  forget(scopeId: string, name: string): Promise<void>;
  /** Forgets those of all variables of an instance. @throws INSTANCE_NOT_FOUND */
  forgetAll(instanceId: string): Promise<void>;
}
