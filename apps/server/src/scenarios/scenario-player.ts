import { Inject, Injectable } from '@nestjs/common';
import type { ProcessModel } from '#engine';
import { createExpressionLanguage } from '#expressions';
import { ProblemError, type Settings } from '#platform';
import { createCalendar, decideFromFiles, type DefinitionView, isRuntimeError, type Runtime } from '#runtime';
import { readScenarios, runScenario, type Scenario, ScenarioFileError, type ScenarioResult } from '#scenarios';
import { RUNTIME, SETTINGS } from '../server-ports.ts';

const SCENARIOS = /\.scenarios\.json$/i;
const DECISIONS = /\.dmn$/i;
/** Processes that call one another are followed this far. */
const MOST_MODELS = 100;

/** A scenario and the file it came in; null when it was sent with the request. */
export interface PlannedScenario {
  readonly file: string | null;
  readonly scenario: Scenario;
}

/** Plays scenarios of deployed processes on the engine in memory: nothing is kept, nothing outside is touched. */
@Injectable()
export class ScenarioPlayer {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** The scenarios deployed beside a process. @throws ProblemError 422 SCENARIO_INVALID */
  async deployed(view: DefinitionView): Promise<readonly PlannedScenario[]> {
    const files = await this.#files(view.deploymentId, SCENARIOS);
    return files.flatMap(({ name, content }) => this.read(new TextDecoder().decode(content), name));
  }

  /** @throws ProblemError 422 SCENARIO_INVALID */
  read(text: string, file: string | null): readonly PlannedScenario[] {
    try {
      return readScenarios(text).map((scenario) => ({ file, scenario }));
    } catch (error) {
      if (!(error instanceof ScenarioFileError)) throw error;
      const place = file === null ? '' : `${file}, `;
      throw new ProblemError(422, 'SCENARIO_INVALID', `${place}${error.message}`, { cause: error });
    }
  }

  /** Plays each scenario in a town of its own, with the processes and decisions of the deployment and what they call. */
  async play(view: DefinitionView, planned: readonly PlannedScenario[]): Promise<readonly ScenarioResult[]> {
    const [models, tables] = await Promise.all([this.#models(view), this.#files(view.deploymentId, DECISIONS)]);
    const parts = {
      models,
      expressions: createExpressionLanguage(),
      calendar: createCalendar(this.settings.timeZone),
      decide: decideFromFiles(tables),
      now: new Date().toISOString(),
    };
    return planned.map(({ scenario }) => runScenario(scenario, parts));
  }

  /** The processes of the deployment, and the newest of those they call from elsewhere. */
  async #models(view: DefinitionView): Promise<readonly ProcessModel[]> {
    const { items } = await this.runtime.definitions.list({
      kind: 'process',
      deploymentId: view.deploymentId,
      limit: MOST_MODELS,
    });
    const models = new Map<string, ProcessModel>();
    for (const { id } of items) {
      const model = await this.runtime.definitions.model({ id });
      models.set(model.id, model);
    }
    for (const model of models.values()) {
      for (const node of model.nodes) {
        const called = node.type === 'callActivity' && 'literal' in node.called ? node.called.literal : undefined;
        if (called === undefined || models.has(called) || models.size >= MOST_MODELS) continue;
        const found = await this.#newest(called);
        if (found !== undefined) models.set(called, found);
      }
    }
    return [...models.values()];
  }

  async #newest(key: string): Promise<ProcessModel | undefined> {
    try {
      return await this.runtime.definitions.model({ key });
    } catch (error) {
      // What is called and not there becomes an incident of the scenario, as it would in earnest.
      if (isRuntimeError(error) && error.code === 'DEFINITION_NOT_FOUND') return undefined;
      throw error;
    }
  }

  async #files(
    deploymentId: string,
    wanted: RegExp,
  ): Promise<readonly { readonly name: string; readonly content: Uint8Array }[]> {
    const { resources } = await this.runtime.deployments.get(deploymentId);
    return Promise.all(
      resources
        .filter((name) => wanted.test(name))
        .map(async (name) => ({ name, content: await this.runtime.deployments.resource(deploymentId, name) })),
    );
  }
}
