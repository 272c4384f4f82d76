import { expect } from '@jest/globals';
import {
  apiPaths,
  DEPLOY_FILES_FIELD,
  type Deployment,
  type InstanceSummary,
  type Page,
  type TaskSummary,
} from '#contracts';
import type { ApiClient } from '#testkit';

/** What people do all day, as the tests need it: each step must succeed. */
export class Office {
  readonly #api: ApiClient;

  constructor(api: ApiClient) {
    this.#api = api;
  }

  async deploy(
    files: Readonly<Record<string, string>>,
    fields: Readonly<Record<string, string>> = {},
  ): Promise<Deployment> {
    const { status, body } = await this.#api.call<Deployment>('POST', apiPaths.deployments, {
      as: 'owner',
      body: upload(files, fields),
    });
    expect([200, 201]).toContain(status);
    return body;
  }

  async start(definitionKey: string, more = {}, as = 'clerk'): Promise<InstanceSummary> {
    const { status, body } = await this.#api.post<InstanceSummary>(apiPaths.instances, as, { definitionKey, ...more });
    expect([status, definitionKey]).toEqual([201, definitionKey]);
    return body;
  }

  async tasksOf(instance: InstanceSummary, scope = 'groups', as = 'clerk'): Promise<readonly TaskSummary[]> {
    const path = `${apiPaths.tasks}?scope=${scope}&instanceId=${instance.id}`;
    return (await this.#api.get<Page<TaskSummary>>(path, as)).body.items;
  }

  async onlyTask(instance: InstanceSummary): Promise<TaskSummary> {
    const [task, ...others] = await this.tasksOf(instance);
    expect(others).toEqual([]);
    if (task === undefined) throw new Error(`Expected a task of case ${instance.id}, but there is none.`);
    return task;
  }
}

/** The body of an upload: files by name, and text fields. */
export function upload(
  files: Readonly<Record<string, string>>,
  fields: Readonly<Record<string, string>> = {},
): FormData {
  const form = new FormData();
  for (const [name, content] of Object.entries(files)) form.append(DEPLOY_FILES_FIELD, new Blob([content]), name);
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}
