import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { importBpmn } from '#bpmn';
import { type Command, type EngineEvent, type ProcessModel, type Question, step, type Wait } from '#engine';
import { createExpressionLanguage } from '#expressions';
import { SimulatedInstance } from '#testkit';
import { keptScores, suiteFolder } from './scores.ts';

const folder = suiteFolder('miwg');
const describeKit = folder === undefined ? describe.skip : describe;
const stepLimit = 400;

/** Only whether drawings come to their end is of interest here; that steps are sound is proved with the engine. */
class DrawnInstance extends SimulatedInstance {
  override do(command: Command): readonly EngineEvent[] {
    const result = step(this.state, command, this.context);
    if (!result.ok) throw new Error(`${command.type} was rejected: ${result.rejection.message}`);
    this.state = result.state;
    return result.events;
  }
}

/**
 * Somebody works every task of a drawn process, answers its questions (each time with the next answer, so that loops
 * are left), gives the dates that are asked for, and everything that is waited for happens.
 */
class Walk {
  readonly #instance: DrawnInstance;
  readonly #questions: ReadonlyMap<string, Question>;
  readonly #model: ProcessModel;
  #turn = 0;
  readonly #asked = new Map<string, number>();

  constructor(model: ProcessModel, all: readonly ProcessModel[], startNodeId: string | undefined) {
    this.#model = model;
    this.#questions = new Map(
      all
        .flatMap((it) => it.nodes)
        .flatMap((node) => ('decision' in node ? [[node.id, node.decision.question] as const] : [])),
    );
    const models = [model, ...all.filter((it) => it !== model)];
    const world = { models, expressions: createExpressionLanguage() };
    this.#instance = new DrawnInstance(world);
    this.#instance.do({
      type: 'StartInstance',
      processInstanceId: 'root',
      definitionId: model.id,
      variables: {},
      ...(startNodeId === undefined ? {} : { startNodeId }),
    });
  }

  /** What came of it: `ended`, or why it did not. */
  run(): string {
    for (let count = 0; count < stepLimit; count++) {
      if (this.#instance.isEnded) return 'ended';
      const [incident] = this.#instance.incidents();
      if (incident !== undefined) return `incident: ${incident.message}`;
      // People do what there is to do before anything else happens: events may come again and again.
      const open = this.#instance.waits();
      const work = open.filter(({ wait }) => wait.kind === 'task' || wait.kind === 'job');
      const waits = work.length > 0 ? work : open;
      const found = waits[this.#turn % Math.max(waits.length, 1)];
      if (found === undefined) return `stuck at ${this.#instance.live().join(', ')}`;
      this.#turn += 1;
      this.#answer(found.wait);
    }
    return 'still running';
  }

  #answer(wait: Wait): void {
    switch (wait.kind) {
      case 'task': {
        const answers = wait.asks.flatMap((gatewayId) => {
          const choices = this.#questions.get(gatewayId)?.answers ?? [];
          const times = this.#asked.get(gatewayId) ?? 0;
          this.#asked.set(gatewayId, times + 1);
          const choice = choices[times % Math.max(choices.length, 1)];
          return choice === undefined ? [] : [[gatewayId, [choice.flowId]] as const];
        });
        if (this.#chooses(wait.nodeId)) return this.#chooseAll(wait);
        const date = wait.purpose === 'date' ? { date: '2026-02-01T08:00:00.000Z' } : {};
        this.#instance.do({
          type: 'CompleteTask',
          taskId: wait.id,
          variables: {},
          ...(answers.length === 0 ? {} : { answers: Object.fromEntries(answers) }),
          ...date,
        });
        return;
      }
      case 'job':
        this.#instance.do({ type: 'CompleteJob', jobId: wait.id, variables: {} });
        return;
      case 'timer':
        this.#instance.do({ type: 'FireTimer', timerId: wait.id });
        return;
      case 'signal':
        this.#instance.do({ type: 'DeliverSignal', subscriptionId: wait.id, signalName: wait.name, variables: {} });
        return;
      case 'message':
        this.#instance.do({ type: 'DeliverMessage', subscriptionId: wait.id, messageName: wait.name, variables: {} });
        return;
      case 'conditional':
        this.#instance.setVariables({ looked: this.#turn });
    }
  }

  #chooses(nodeId: string): boolean {
    return this.#model.nodes.some((node) => node.id === nodeId && node.type === 'adHocSubProcess');
  }

  #chooseAll(wait: Wait): void {
    const owner = this.#instance.waits().find((it) => it.wait === wait);
    this.#instance.do({ type: 'CompleteAdHoc', elementInstanceId: owner?.itemId ?? '' });
  }
}

describeKit('drawings of other tools (skipped where ../shared/conformance is missing)', () => {
  it('run from beginning to end when people do their part', async () => {
    let count = 0;
    const failures: string[] = [];
    const unwarned: string[] = [];
    for (const file of readdirSync(folder ?? '.').filter((name) => name.endsWith('.json'))) {
      const drawn = JSON.parse(readFileSync(join(folder ?? '', file), 'utf8')) as DrawnCase;
      const { models, findings } = await importBpmn(readFileSync(join(folder ?? '', drawn.models[0] ?? '')));
      // Models with jobs and expressions need workers and data of their own; here only people are at work.
      if (drawn.executable || findings.some((finding) => finding.severity === 'error') || models.some(isAutomated))
        continue;
      for (const model of models) {
        count += 1;
        const outcome = walk(model, models);
        if (outcome === 'ended') continue;
        failures.push(`${drawn.id} ${model.id}: ${outcome}`);
        if (!findings.some(({ code }) => code.startsWith('JOIN_'))) unwarned.push(`${drawn.id} ${model.id}`);
      }
    }
    const kept = keptScores()['drawings'] ?? { passed: 0, of: 1 };
    const share = (count - failures.length) / count;
    // What is left waits at a parallel join for a token its own drawing may not send, and the upload has told so.
    expect(unwarned).toEqual([]);
    expect({ failures, share, risen: share >= kept.passed / kept.of }).toMatchObject({ risen: true });
    expect(failures.filter((failure) => !failure.includes('stuck at'))).toEqual([]);
  }, 600_000);
});

interface DrawnCase {
  readonly id: string;
  readonly models: readonly string[];
  readonly executable: boolean;
}

function isAutomated(model: ProcessModel): boolean {
  return model.nodes.some((node) => 'work' in node && (node.work.kind === 'job' || node.work.kind === 'script'));
}

function walk(model: ProcessModel, all: readonly ProcessModel[]): string {
  try {
    const start = model.nodes.find((node) => node.type === 'startEvent' && node.scopeId === model.id);
    return new Walk(model, all, start?.id).run();
  } catch (error) {
    return `failed: ${error instanceof Error ? error.message : String(error)}`;
  }
}
