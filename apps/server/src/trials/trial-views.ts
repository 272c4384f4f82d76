import { variableNames } from '#bpmn';
import type { JsonObject, TaskForm, Trial, TrialJob, TrialProcess, TrialTask } from '#contracts';
import type { NodeModel, FormField as ModelField } from '#engine';
import { personWorkOf } from '../definitions/definition-catalogue.ts';
import { fieldOf, formAmong, formInside, readSchema } from '../definitions/form-schema.ts';
import { oneLine } from '../http/one-line.ts';
import { present } from '../http/present.ts';
import { adHocChoices } from '../tasks/ad-hoc-choices.ts';
import type { TriedProcess } from './trial-files.ts';
import type { PlayedTrial } from './trial-player.ts';

type OpenTask = PlayedTrial['state']['tasks'][number];
type OpenJob = PlayedTrial['state']['jobs'][number];

/** A trial as the contract shows it. */
export async function trialView({ processes, startedAt, state }: PlayedTrial): Promise<Trial> {
  const byKey = new Map(processes.map((process) => [process.model.id, process]));
  return {
    startedAt,
    now: state.now,
    processes: await Promise.all(processes.map(processView)),
    steps: state.steps.map(({ where, ...step }) => ({ ...step, whereNodeIds: where })),
    cases: state.instances.map(({ processId, businessKey, outcome, variables }) => ({
      processKey: processId,
      ...present({ businessKey }),
      outcome,
      variables,
    })),
    tokens: state.tokens.map(({ processId, ...token }) => ({ processKey: processId, ...token })),
    path: state.path,
    tasks: await Promise.all(state.tasks.map((task) => taskView(task, byKey.get(task.processId)))),
    jobs: state.jobs.map(jobView),
    timers: state.timers.map(({ processId, elementId, dueAt }) => ({
      processKey: processId,
      nodeId: elementId,
      dueAt,
    })),
    waiting: state.subscriptions.map(({ processId, elementId, kind, name, correlation }) => ({
      processKey: processId,
      nodeId: elementId,
      kind,
      name,
      correlation,
    })),
    incidents: state.incidents.map(({ processId, elementId, message, fault }) => ({
      processKey: processId,
      nodeId: elementId,
      message,
      ...present({ fault }),
    })),
    starts: state.starts.map(({ processId, nodeId, kind, name, dueAt }) => ({
      processKey: processId,
      nodeId,
      kind,
      ...present({ name, dueAt }),
    })),
  };
}

async function processView(process: TriedProcess): Promise<TrialProcess> {
  const { model, file, version, beside } = process;
  const start = model.nodes.find(
    (node) => node.type === 'startEvent' && node.scopeId === model.id && node.definitions.length === 0,
  );
  const startForm = start?.type === 'startEvent' ? await formOf(process, start.formKey, start.formFields) : undefined;
  const schemas = beside.filter(({ name }) => name.endsWith('.form')).map(({ content }) => readSchema(textOf(content)));
  return {
    key: model.id,
    file,
    ...present({ name: model.name, version, startForm }),
    stepNames: Object.fromEntries(
      [...model.nodes, ...model.flows].flatMap(({ id, name }) => (name === undefined ? [] : [[id, oneLine(name)]])),
    ),
    variableNames: variableNames(model, schemas),
  };
}

async function taskView(task: OpenTask, process: TriedProcess | undefined): Promise<TrialTask> {
  const { facts, elementId, processId, position, variables } = task;
  const node: NodeModel | undefined = process?.model.nodes.find(({ id }) => id === elementId);
  const fields = node === undefined ? undefined : personWorkOf(node)?.formFields;
  const form = process === undefined ? undefined : await formOf(process, facts.formKey, fields);
  const choices = process === undefined ? undefined : adHocChoices(process.model, elementId);
  return {
    processKey: processId,
    nodeId: elementId,
    position,
    variables,
    name: oneLine(facts.name),
    purpose: facts.purpose,
    candidateGroups: facts.candidateGroups,
    candidateUsers: facts.candidateUsers,
    asks: facts.asks,
    ...present({
      instruction: facts.instruction,
      assignee: facts.assignee,
      dueDate: facts.dueDate,
      rounds: facts.rounds,
      choices,
      form,
    }),
  };
}

function jobView({ facts, elementId, processId, position, variables }: OpenJob): TrialJob {
  return {
    processKey: processId,
    nodeId: elementId,
    position,
    variables,
    topic: facts.topic,
    performer: facts.performer === 'connector' ? 'connector' : 'external',
  };
}

async function formOf(
  { model, beside }: TriedProcess,
  key: string | undefined,
  fields: readonly ModelField[] | undefined,
): Promise<TaskForm | undefined> {
  if (key !== undefined && key !== '') {
    const among = (): Promise<JsonObject | undefined> =>
      formAmong(
        beside.map(({ name }) => name),
        key,
        (wanted) => textOf(beside.find(({ name }) => name === wanted)?.content ?? new Uint8Array()),
      );
    const schema = formInside(model, key) ?? (await among());
    return schema === undefined ? { kind: 'unknown', key } : { kind: 'schema', key, schema };
  }
  return fields === undefined || fields.length === 0 ? undefined : { kind: 'fields', fields: fields.map(fieldOf) };
}

function textOf(content: Uint8Array): string {
  return new TextDecoder().decode(content);
}
