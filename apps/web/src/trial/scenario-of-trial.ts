import type { JsonObject, JsonValue, Trial } from '../api/contracts.ts';

/**
 * What was done in a trial as a test case that also says where it led: the state of each process's newest case, the steps
 * where work stands, and that no incident is open. Played later it fails as soon as the process goes another way.
 */
export function scenarioOf(name: string, done: readonly JsonObject[], trial: Trial): JsonObject {
  const newest = new Map(trial.cases.map((one) => [one.processKey, one]));
  const states: Readonly<Record<string, string>> = {
    active: 'IS_ACTIVE',
    completed: 'IS_COMPLETED',
    terminated: 'IS_COMPLETED',
    canceled: 'IS_TERMINATED',
    failed: 'IS_TERMINATED',
  };
  const asserts = [...newest.values()].flatMap(({ processKey, outcome }): readonly JsonObject[] => {
    const processInstanceSelector = { processDefinitionId: processKey };
    const standing = trial.tokens.filter((token) => token.processKey === processKey).map(({ nodeId }) => nodeId);
    return [
      {
        type: 'ASSERT_PROCESS_INSTANCE',
        processInstanceSelector,
        state: states[outcome] ?? 'IS_CREATED',
        hasActiveIncidents: trial.incidents.some((incident) => incident.processKey === processKey),
      },
      ...[...new Set(standing)].map((elementId) => ({
        type: 'ASSERT_ELEMENT_INSTANCE',
        processInstanceSelector,
        elementSelector: { elementId },
        state: 'IS_ACTIVE',
      })),
    ];
  });
  return { name, instructions: [...done, ...asserts] };
}

/** A file of scenarios with this one in it: in the place of one of the same name, else behind the others. */
export function withScenario(content: string | undefined, scenario: JsonObject): string {
  const before = testCasesOf(content).filter((one) => !isNamed(one, scenario['name']));
  return `${JSON.stringify({ testCases: [...before, scenario] }, undefined, 2)}\n`;
}

function testCasesOf(content: string | undefined): readonly JsonValue[] {
  if (content === undefined) return [];
  try {
    const read: unknown = JSON.parse(content);
    const list = typeof read === 'object' && read !== null && 'testCases' in read ? read.testCases : undefined;
    return Array.isArray(list) ? (list as readonly JsonValue[]) : [];
  } catch {
    return [];
  }
}

function isNamed(testCase: JsonValue, name: JsonValue | undefined): boolean {
  return typeof testCase === 'object' && testCase !== null && 'name' in testCase && testCase['name'] === name;
}
