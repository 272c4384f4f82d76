import { Body, Controller, Inject } from '@nestjs/common';
import type { RunScenariosRequest, ScenarioReport } from '#contracts';
import { ProblemError } from '#platform';
import type { Runtime } from '#runtime';
import { definitionRef } from '../definitions/definition-catalogue.ts';
import { Operation } from '../http/operation.ts';
import { present } from '../http/present.ts';
import { RUNTIME } from '../server-ports.ts';
import { ScenarioPlayer } from './scenario-player.ts';

@Controller()
export class ScenariosController {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly player: ScenarioPlayer,
  ) {}

  @Operation({
    method: 'post',
    path: '/api/scenarios/run',
    access: 'process:deploy',
    summary: 'Play scenarios of a process in memory; nothing is kept',
    tag: 'Processes',
    body: 'RunScenariosRequest',
    answer: { shape: 'ScenarioReport' },
    problems: {
      404: 'There is no such process, or it was deployed without scenarios and none were sent.',
      422: 'The scenarios cannot be read.',
    },
  })
  async run(@Body() { definitionKey, version, testCases }: RunScenariosRequest): Promise<ScenarioReport> {
    const view = await this.runtime.definitions.get({ key: definitionKey, ...present({ version }) });
    const planned =
      testCases === undefined
        ? await this.player.deployed(view)
        : this.player.read(JSON.stringify({ testCases }), null);
    if (planned.length === 0) {
      throw new ProblemError(
        404,
        'SCENARIOS_NOT_FOUND',
        `Expected a file "*.scenarios.json" deployed beside process "${view.key}", but there is none; deploy one with it or send test cases.`,
      );
    }
    const results = await this.player.play(view, planned);
    return {
      definition: definitionRef(view),
      scenarios: results.map(({ name, description, passed, steps }, index) => ({
        name,
        description,
        file: planned[index]?.file ?? null,
        passed,
        steps: steps.map(({ where, ...step }) => ({ ...step, whereNodeIds: where })),
      })),
      coveredNodeIds: [...new Set(results.flatMap(({ covered }) => covered[view.key]?.nodes ?? []))],
    };
  }
}
