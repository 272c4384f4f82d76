import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importBpmn } from '#bpmn';
import { createExpressionLanguage } from '#expressions';
import { createCalendar, decideFromFiles } from '#runtime';
import { readScenarios, runScenario, ScenarioFileError, type ScenarioResult, type SimulatedParts } from '#scenarios';
import { CliError } from '../cli-error.ts';
import type { CommandContext } from '../command-context.ts';

/** Plays all scenarios of folders on the engine in memory; ends as refused when one does not hold. */
export async function playScenarios(context: CommandContext, folders: readonly string[]): Promise<void> {
  const results: (ScenarioResult & { readonly file: string })[] = [];
  for (const folder of folders) {
    const names = list(folder);
    const parts = await partsOf(context, folder, names);
    for (const name of names.filter((one) => one.endsWith('.scenarios.json'))) {
      const file = join(folder, name);
      for (const scenario of scenariosOf(file)) results.push({ file, ...runScenario(scenario, parts) });
    }
  }
  if (results.length === 0)
    throw new CliError('USAGE', `Expected files named *.scenarios.json in ${folders.join(', ')}, but there are none.`);
  const lines = results.map(({ name, passed, failure }) =>
    passed
      ? `✓ ${name}`
      : `✗ ${name}\n    step ${(failure?.instruction ?? 0) + 1}, ${failure?.type ?? ''}: ${failure?.message ?? ''}`,
  );
  const failed = results.filter(({ passed }) => !passed).length;
  context.answer(results, `${lines.join('\n')}\n${results.length - failed} passed, ${failed} failed\n`);
  if (failed > 0) throw new CliError('REFUSED', 'At least one scenario does not hold.');
}

/** Models and decisions of one folder, as they would be deployed together. @throws CliError when one cannot run */
async function partsOf(context: CommandContext, folder: string, names: readonly string[]): Promise<SimulatedParts> {
  const imports = await Promise.all(
    names
      .filter((name) => name.endsWith('.bpmn'))
      .map((name) => importBpmn(read(folder, name), { resourceName: name })),
  );
  const broken = imports.flatMap(({ findings }) => findings).find(({ severity }) => severity === 'error');
  if (broken !== undefined) throw new CliError('REFUSED', `${folder}: ${broken.elementId ?? ''} ${broken.message.de}`);
  const tables = names.filter((name) => name.endsWith('.dmn')).map((name) => ({ name, content: read(folder, name) }));
  return {
    models: imports.flatMap(({ models }) => models),
    expressions: createExpressionLanguage(),
    calendar: createCalendar(context.settings.timeZone),
    decide: decideFromFiles(tables),
    now: new Date().toISOString(),
  };
}

function scenariosOf(file: string): ReturnType<typeof readScenarios> {
  try {
    return readScenarios(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof ScenarioFileError) throw new CliError('USAGE', `${file}, ${error.message}`, { cause: error });
    throw error;
  }
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch (cause) {
    throw new CliError('USAGE', `Expected a folder at ${folder}, but it cannot be read.`, { cause });
  }
}

function read(folder: string, name: string): Uint8Array {
  return readFileSync(join(folder, name));
}
