/** What a sentence about a fault needs beside its code; plain data. */
export type FaultData = Readonly<Record<string, string | number | boolean | null>>;

/** Which setting of an element something is about; `name` where there are several (a flow, a variable, a setting). */
export interface FaultPlace {
  readonly field: FaultField;
  readonly name?: string;
}

export const FAULT_FIELDS = [
  'activities',
  'assignee',
  'businessKey',
  'called',
  'candidateGroups',
  'candidateUsers',
  'collection',
  'completionCondition',
  'condition',
  'correlation',
  'decision',
  'dueDate',
  'followUpDate',
  'form',
  'handOver',
  'input',
  'instances',
  'loopCondition',
  'message',
  'output',
  'priority',
  'retries',
  'script',
  'setting',
  'timer',
  'topic',
] as const;

export type FaultField = (typeof FAULT_FIELDS)[number];

/**
 * Why something failed, for people: a stable code (SCREAMING_SNAKE_CASE) with the data of its sentence, which the screen says
 * in the language of the reader. The English message beside it is for logs and programs. `because` is the nearer cause.
 */
export interface Fault {
  readonly code: string;
  readonly data: FaultData;
  readonly place?: FaultPlace;
  /** Of a fault in an expression: the character of its text, counted from 1. */
  readonly position?: number;
  readonly because?: Fault;
}

/** Codes with the names of the data each sentence needs. */
export type FaultTable = Readonly<Record<string, readonly string[]>>;

type DataOf<Table extends FaultTable, Code extends keyof Table> = Readonly<
  Record<Table[Code][number], FaultData[string]>
>;

/** Makes the faults of a table: a code that is not in it, or data that is missing, does not compile. */
export function faultMaker<const Table extends FaultTable>(
  table: Table,
): <Code extends keyof Table & string>(code: Code, data: DataOf<Table, Code>, because?: Fault) => Fault {
  return (code, data, because) => {
    if (!Object.hasOwn(table, code)) throw new Error(`Expected a code of the table of faults, but got ${code}.`);
    return { code, data, ...(because !== undefined && { because }) };
  };
}

const LONGEST_SHOWN = 120;

/** A value as a sentence quotes it: short, never the whole of a document. */
export function shownValue(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value === undefined ? null : value);
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}
