import { type Execution, type ExecutionSettings, openExecution } from '#execution';
import { prepareQueue } from '#queue';
import type { DeploymentResult, Runtime } from '#runtime';
import { storeMigrations } from '#store';
import { testDatabase } from '#testkit';

export interface Installation {
  readonly execution: Execution;
  readonly runtime: Runtime;
  readonly databaseUrl: string;
  /** What the engine warned about. */
  readonly troubles: string[];
  close(): Promise<void>;
}

/** A complete engine on a database of its own; the background work is started by the test where it wants it. */
export async function openInstallation(settings: Partial<ExecutionSettings> = {}): Promise<Installation> {
  const database = await testDatabase({
    rooms: [storeMigrations],
    prepare: { name: 'queue', run: (url) => prepareQueue({ kind: 'postgres', url }) },
  });
  const troubles: string[] = [];
  const tell = (message: string, fields: Readonly<Record<string, unknown>>) => {
    troubles.push(`${message} ${JSON.stringify(fields)}`);
  };
  const execution = await openExecution({ databaseUrl: database.url, log: { warn: tell, error: tell }, ...settings });
  return {
    execution,
    runtime: execution.runtime,
    databaseUrl: database.url,
    troubles,
    async close() {
      await execution.close();
      await database.drop();
    },
  };
}

/** A process of the given flow elements, in a file of its own. */
export function bpmn(id: string, content: string, rootElements = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="definitions" targetNamespace="http://example.org">
  ${rootElements}<bpmn:process id="${id}" name="${id}" isExecutable="true">${content}</bpmn:process></bpmn:definitions>`;
}

/** `a -> b -> c` as sequence flows. */
export function flows(...path: readonly string[]): string {
  return path
    .slice(1)
    .map((target, index) => {
      const source = path[index] ?? '';
      return `<bpmn:sequenceFlow id="${source}_${target}" sourceRef="${source}" targetRef="${target}"/>`;
    })
    .join('');
}

export function deploy(runtime: Runtime, name: string, xml: string): Promise<DeploymentResult> {
  return runtime.deployments.deploy({ files: [{ name: `${name}.bpmn`, content: Buffer.from(xml) }] });
}

/** Waits on a condition, never on a time. */
export async function until<T>(
  look: () => Promise<T | undefined | false> | T | undefined | false,
  ms = 40_000,
): Promise<T> {
  const deadline = Date.now() + ms;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    if (Date.now() > deadline) throw new Error(`Expected the condition to hold within ${ms} ms, but it does not.`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
