import { Inject, Injectable } from '@nestjs/common';
import type { Finding, TrialRequest } from '#contracts';
import type { ProcessModel } from '#engine';
import { createExpressionLanguage } from '#expressions';
import { ProblemError, type Settings } from '#platform';
import { createCalendar, decideFromFiles, type DefinitionView, isRuntimeError, type Runtime } from '#runtime';
import { playTrial, ScenarioFileError, type SimulatedParts, type TrialState } from '#scenarios';
import { present } from '../http/present.ts';
import { RUNTIME, SETTINGS } from '../server-ports.ts';
import { readTriedFiles, type TriedFile, type TriedProcess } from './trial-files.ts';

/** Processes that call one another are followed this far. */
const MOST_PROCESSES = 100;
/** Of a deployment, what a process or its steps may refer to. */
const USED = /\.(form|json|dmn)$/i;

/** Processes of a trial, and where it stands. */
export interface PlayedTrial {
  readonly processes: readonly TriedProcess[];
  readonly startedAt: string;
  readonly state: TrialState;
}

/** Plays trials on the engine in memory: files that are not released, or a released process, with what they call and decide. */
@Injectable()
export class TrialPlayer {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** @throws ProblemError as {@link TrialRequest} says */
  async play(request: TrialRequest): Promise<PlayedTrial> {
    const processes = new Map((await this.#meant(request)).map((one) => [one.model.id, one]));
    for (const { model } of processes.values()) {
      for (const called of calledBy(model)) {
        if (processes.has(called) || processes.size >= MOST_PROCESSES) continue;
        const found = await this.#unlessMissing(() => this.runtime.definitions.get({ key: called }));
        if (found !== undefined) processes.set(called, await this.#released(found));
      }
    }
    const all = [...processes.values()];
    const startedAt = beginning(request.startsAt);
    try {
      const state = playTrial(request.instructions, {
        models: all.map(({ model }) => model),
        expressions: createExpressionLanguage(),
        calendar: createCalendar(this.settings.timeZone),
        decide: await this.#decisions(all),
        now: startedAt,
      });
      return { processes: all, startedAt, state };
    } catch (error) {
      if (!(error instanceof ScenarioFileError)) throw error;
      throw new ProblemError(422, 'SCENARIO_INVALID', error.message, { cause: error });
    }
  }

  async #meant({ files, definitionKey, version }: TrialRequest): Promise<readonly TriedProcess[]> {
    if ((files === undefined) === (definitionKey === undefined))
      throw new ProblemError(400, 'REQUEST_INVALID', 'Expected either files or a definitionKey, but not both.');
    if (files === undefined) {
      const view = await this.runtime.definitions.get({ key: definitionKey ?? '', ...present({ version }) });
      const { items } = await this.runtime.definitions.list({
        kind: 'process',
        deploymentId: view.deploymentId,
        limit: MOST_PROCESSES,
      });
      // The process that is meant comes first.
      const others = items.filter(({ key }) => key !== view.key);
      return Promise.all([view, ...others].map((one) => this.#released(one)));
    }
    const read = await readTriedFiles(
      files.map(({ name, content }) => ({ name, content: Buffer.from(content, 'base64') })),
      this.settings.strictBpmn,
    );
    if (read.processes.length === 0) throw cannotRun(read.findings);
    return read.processes;
  }

  async #released({ id, version, resource, deploymentId }: DefinitionView): Promise<TriedProcess> {
    const { resources } = await this.runtime.deployments.get(deploymentId);
    const used = resources.filter((name) => USED.test(name));
    const [model, beside] = await Promise.all([
      this.runtime.definitions.model({ id }),
      Promise.all(used.map((name) => this.#file(deploymentId, name))),
    ]);
    return { model, file: resource, version, beside };
  }

  async #file(deploymentId: string, name: string): Promise<TriedFile> {
    return { name, content: await this.runtime.deployments.resource(deploymentId, name) };
  }

  /** Decides by the decisions beside the processes, first those of the trial, else by the newest released ones. */
  async #decisions(processes: readonly TriedProcess[]): Promise<SimulatedParts['decide']> {
    const tables = [...new Set(processes.map(({ beside }) => beside))].map((beside) =>
      decideFromFiles(beside.filter(({ name }) => /\.dmn$/i.test(name))),
    );
    const released = new Map<string, ReturnType<typeof decideFromFiles>>();
    for (const key of new Set(processes.flatMap(({ model }) => decidedBy(model)))) {
      const view = await this.#newestDecision(key);
      if (view === undefined) continue;
      const { resources } = await this.runtime.deployments.get(view.deploymentId);
      const files = resources.filter((name) => /\.dmn$/i.test(name));
      released.set(key, decideFromFiles(await Promise.all(files.map((name) => this.#file(view.deploymentId, name)))));
    }
    return (decision, variables, now) => {
      const own = tables.find(({ keys }) => keys.has(decision));
      const decide = own ?? released.get(decision) ?? tables[0] ?? decideFromFiles([]);
      return decide(decision, variables, now);
    };
  }

  async #newestDecision(key: string): Promise<DefinitionView | undefined> {
    const { items } = await this.runtime.definitions.list({ kind: 'decision', key, latestOnly: true, limit: 1 });
    return items[0];
  }

  /** What is called and not there becomes an incident of the trial, as it would in earnest. */
  async #unlessMissing<T>(find: () => Promise<T>): Promise<T | undefined> {
    try {
      return await find();
    } catch (error) {
      if (isRuntimeError(error) && error.code === 'DEFINITION_NOT_FOUND') return undefined;
      throw error;
    }
  }
}

/** In the one form in which instants can be compared as texts. */
function beginning(instant: string | undefined): string {
  const at = instant === undefined ? Date.now() : Date.parse(instant);
  if (!Number.isNaN(at)) return new Date(at).toISOString();
  throw new ProblemError(400, 'REQUEST_INVALID', `Expected an instant as startsAt, but got "${String(instant)}".`);
}

function calledBy(model: ProcessModel): readonly string[] {
  return model.nodes.flatMap((node) =>
    node.type === 'callActivity' && 'literal' in node.called ? [node.called.literal] : [],
  );
}

function decidedBy(model: ProcessModel): readonly string[] {
  return model.nodes.flatMap((node) =>
    'work' in node && node.work.kind === 'decision' && 'literal' in node.work.decision
      ? [node.work.decision.literal]
      : [],
  );
}

function cannotRun(findings: readonly Finding[]): ProblemError {
  return new ProblemError(
    422,
    'MODEL_INVALID',
    'Expected at least one process without errors among the files, but there is none; mend what the findings name.',
    { findings },
  );
}
