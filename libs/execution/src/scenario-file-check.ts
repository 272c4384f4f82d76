import { type DeploymentFinding, type FileCheck, jsonFault, placeInJson } from '#runtime';
import { readScenarios, ScenarioFileError } from '#scenarios';

const LARGEST_FILE = 5 * 1024 * 1024;

/**
 * Reads scenarios (`*.scenarios.json`) when they are deployed. What is wrong with them is a warning: the process runs
 * without them, but nobody could play them.
 */
export const scenarioFileCheck: FileCheck = {
  check({ name, content }) {
    if (!/\.scenarios\.json$/i.test(name)) return [];
    const warning = (code: string, message: string, messageDe: string, place: object = {}): DeploymentFinding[] => [
      { resource: name, code, severity: 'warning', message, messageDe, ...place },
    ];
    if (content.byteLength > LARGEST_FILE) {
      return warning(
        'SCENARIOS_TOO_LARGE',
        `Expected scenarios of at most 5 MB, but "${name}" is larger: they cannot be played.`,
        `Die Szenarien „${name}“ sind größer als 5 MB und lassen sich nicht abspielen.`,
      );
    }
    const text = new TextDecoder().decode(content);
    const fault = jsonFault(text);
    if (fault !== undefined) {
      return warning(
        'SCENARIOS_NOT_JSON',
        `Expected JSON in the scenarios "${name}", but it stops being that in line ${fault.line}, column ${fault.column}.`,
        `Die Szenarien „${name}“ sind ab Zeile ${fault.line}, Spalte ${fault.column} kein gültiges JSON.`,
        fault,
      );
    }
    try {
      readScenarios(text);
      return [];
    } catch (error) {
      if (!(error instanceof ScenarioFileError)) throw error;
      return warning(
        'SCENARIOS_INVALID',
        `Expected scenarios that can be played in "${name}", but ${error.message}`,
        `Die Szenarien „${name}“ lassen sich nicht abspielen: ${error.message}`,
        placeInJson(text, pointerOf(error.path)) ?? {},
      );
    }
  },
};

/** `testCases[0].instructions[2].type` as an RFC 6901 pointer. */
function pointerOf(path: string): string {
  if (path === 'file') return '';
  return `/${path.replaceAll(/\[(\d+)\]/g, '.$1').replaceAll('.', '/')}`;
}
