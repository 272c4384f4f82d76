import { expect } from '@jest/globals';
import { apiPaths, DEPLOY_FILES_FIELD, type InstanceSummary, type Page, type TaskSummary } from '#contracts';
import { ApiClient } from '#testkit';
import { END, file, sequence, START } from '../api/diagrams.ts';

/** Waits for a timer, then for a person. */
const WAIT_THEN_TASK = file(
  sequence(
    'warten_dann_pruefen',
    START,
    '<bpmn:intermediateCatchEvent id="Frist" name="Frist"><bpmn:timerEventDefinition id="D"><bpmn:timeDuration>PT3S</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>',
    '<bpmn:userTask id="Pruefen" name="Prüfen"/>',
    END,
  ),
);

/** Cases that are under way while programs are killed. `people`: log-in names, each with the password it logs in with. */
export class Cases {
  readonly #api: ApiClient;
  readonly #people: { readonly deployer: string; readonly clerk: string };

  constructor(url: string, people: { readonly deployer: string; readonly clerk: string }) {
    this.#api = new ApiClient(url);
    this.#people = people;
  }

  async start(count: number): Promise<void> {
    const form = new FormData();
    form.append(DEPLOY_FILES_FIELD, new Blob([WAIT_THEN_TASK]), 'warten.bpmn');
    expect((await this.#api.call('POST', apiPaths.deployments, { as: this.#people.deployer, body: form })).status).toBe(
      201,
    );
    for (let number = 0; number < count; number += 1) {
      const { status } = await this.#api.post<InstanceSummary>(apiPaths.instances, this.#people.clerk, {
        definitionKey: 'warten_dann_pruefen',
        businessKey: `W-${number}`,
      });
      expect(status).toBe(201);
    }
  }

  async tasks(): Promise<readonly TaskSummary[]> {
    const path = `${apiPaths.tasks}?scope=groups&definitionKey=warten_dann_pruefen&limit=200`;
    return (await this.#api.get<Page<TaskSummary>>(path, this.#people.clerk)).body.items;
  }

  /** Works every task, and makes sure that each case had exactly one and is over. */
  async finish(count: number): Promise<void> {
    const tasks = await this.tasks();
    expect(tasks.map(({ instance }) => instance.businessKey).sort()).toEqual(
      Array.from({ length: count }, (_, number) => `W-${number}`),
    );
    for (const { id } of tasks)
      expect((await this.#api.post(apiPaths.completeTask(id), this.#people.clerk, {})).status).toBe(200);
    const path = `${apiPaths.instances}?definitionKey=warten_dann_pruefen&state=completed`;
    expect((await this.#api.get<Page<InstanceSummary>>(path, this.#people.clerk)).body.total).toBe(count);
    expect(await this.tasks()).toEqual([]);
  }
}
