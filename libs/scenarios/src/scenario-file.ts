import type { Value, Variables } from '#engine';

/** One step of a scenario: what to do or what must hold. Fields depend on the type, see {@link INSTRUCTIONS}. */
export interface Instruction {
  readonly type: string;
  readonly [field: string]: Value;
}

export interface Scenario {
  readonly name: string;
  readonly description: string | null;
  readonly instructions: readonly Instruction[];
}

/** A file of scenarios cannot be read; `path` says where, e.g. `testCases[0].instructions[2].type`. */
export class ScenarioFileError extends Error {
  readonly code = 'SCENARIO_FILE_INVALID';
  readonly path: string;
  readonly messageDe: string;
  constructor(path: string, message: string) {
    super(`${path}: ${message}`);
    this.name = 'ScenarioFileError';
    this.path = path;
    this.messageDe = `Das Szenario ist an der Stelle „${path}“ nicht so geschrieben, wie es erwartet wird. ${message}`;
  }
}

/** The largest file that is read: scenarios are written by people. */
const MOST_CHARACTERS = 5_000_000;

/**
 * Reads a file in the format of Camunda's process test cases: `{ "testCases": [{ "name", "instructions": [{ "type", … }] }] }`.
 * @throws ScenarioFileError
 */
export function readScenarios(text: string): readonly Scenario[] {
  if (text.length > MOST_CHARACTERS)
    throw new ScenarioFileError('file', `Expected at most ${MOST_CHARACTERS} characters.`);
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new ScenarioFileError(
      'file',
      `Expected JSON, but it cannot be read: ${error instanceof Error ? error.message : 'unknown'}`,
    );
  }
  return listAt(objectAt(parsed, 'file')['testCases'], 'testCases').map((one, index) =>
    scenarioAt(one, `testCases[${index}]`),
  );
}

function scenarioAt(value: unknown, path: string): Scenario {
  const scenario = objectAt(value, path);
  const description = scenario['description'];
  return {
    name: textAt(scenario['name'], `${path}.name`),
    description: typeof description === 'string' ? description : null,
    instructions: readInstructions(listAt(scenario['instructions'], `${path}.instructions`), `${path}.instructions`),
  };
}

/** Instructions that have at least a type. @throws ScenarioFileError */
export function readInstructions(list: readonly unknown[], path: string): readonly Instruction[] {
  return list.map((instruction, index) => {
    const at = `${path}[${index}]`;
    const fields = objectAt(instruction, at);
    textAt(fields['type'], `${at}.type`);
    return fields as Instruction;
  });
}

function objectAt(value: unknown, path: string): Readonly<Record<string, unknown>> {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new ScenarioFileError(path, 'Expected an object.');
  return value as Readonly<Record<string, unknown>>;
}

function listAt(value: unknown, path: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new ScenarioFileError(path, 'Expected a list.');
  return value;
}

function textAt(value: unknown, path: string): string {
  if (typeof value !== 'string' || value === '') throw new ScenarioFileError(path, 'Expected a text.');
  return value;
}

/** A field of an instruction that holds variables; absent means none. */
export function variablesOf(instruction: Instruction, field = 'variables'): Variables {
  const value = instruction[field];
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value))
    throw new ScenarioFileError(field, 'Expected an object of variables.');
  return value as Variables;
}

/** A text field; undefined when absent. */
export function textOf(instruction: Instruction, field: string): string | undefined {
  const value = instruction[field];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string')
    throw new ScenarioFileError(field, `Expected a text, but got ${JSON.stringify(value)}.`);
  return value;
}

export function requiredText(instruction: Instruction, field: string): string {
  const value = textOf(instruction, field);
  if (value === undefined)
    throw new ScenarioFileError(field, `Expected ${field} in ${instruction.type}, but it is missing.`);
  return value;
}

/** A selector such as `{"elementId": "…"}` as texts by name; empty when absent. */
export function selectorOf(instruction: Instruction, field: string): Readonly<Record<string, string>> {
  const value = instruction[field];
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value))
    throw new ScenarioFileError(field, 'Expected a selector object.');
  return Object.fromEntries(
    Object.entries(value).map(([name, text]) => [name, typeof text === 'string' ? text : JSON.stringify(text)]),
  );
}
