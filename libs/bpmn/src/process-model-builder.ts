import type { FlowModel, NodeModel, ProcessModel } from '#engine';
import { readDataModels } from './data/data-models.ts';
import { readCallActivity, readSubProcess } from './node/container.ts';
import { readEvent } from './node/event.ts';
import { readFlowCondition, toFlowModel, type FlowCondition } from './node/flow.ts';
import { readGateway, reportDecision } from './node/gateway.ts';
import { isTask, readTask } from './node/task.ts';
import { readUniqueBusinessKey } from './dialect/unique-business-key.ts';
import { splitList } from './dialect/user-work.ts';
import { documentationOf } from './reading/notes.ts';
import type { ProcessReading } from './reading/process-reading.ts';
import { isUsableFlow } from './reading/usable-flow.ts';
import { placeQuestions } from './reading/questions.ts';
import { markStartingAlong } from './structure/starting-along.ts';
import { child, children, flag, idOf, is, text, type Element } from './xml/element.ts';

/** Turns one process of a file into the model the engine runs; everything it could not take literally is reported. */
export function buildProcessModel(reading: ProcessReading): ProcessModel {
  const { process, processId } = reading;
  const conditions = new Map<string, FlowCondition>();
  const nodes: NodeModel[] = [];
  const flows: FlowModel[] = [];
  readFlows(reading, process, conditions, flows);
  readNodes(reading, process, processId, conditions, nodes);
  const known = new Set(nodes.map((node) => node.id));
  const placed = placeQuestions(nodes);
  reportDecisions(reading, placed.nodes, placed.asked);
  const name = text(process, 'name') ?? reading.participant;
  const documentation = documentationOf(process);
  const versionTag =
    reading.extensions.attribute(process, 'c7', 'versionTag') ??
    reading.extensions.element(process, 'zeebe', 'versionTag')?.attribute('value');
  const historyTimeToLive = reading.extensions.attribute(process, 'c7', 'historyTimeToLive');
  const uniqueBusinessKey = readUniqueBusinessKey(reading, process);
  const forms = embeddedForms(reading);
  return {
    formatVersion: 1,
    id: processId,
    ...(name === undefined ? {} : { name }),
    ...(versionTag === undefined ? {} : { versionTag }),
    ...(documentation === undefined ? {} : { documentation }),
    nodes: markStartingAlong(placed.nodes, flag(process, 'isExecutable')),
    flows: flows.filter((flow) => known.has(flow.source) && known.has(flow.target)),
    lanes: reading.lanes.models,
    data: readDataModels(process),
    starterGroups: starterGroups(reading),
    ...(historyTimeToLive === undefined ? {} : { historyTimeToLive }),
    ...(uniqueBusinessKey === undefined ? {} : { uniqueBusinessKey }),
    ...(forms.length === 0 ? {} : { forms }),
  };
}

/**
 * A global task (BPMN 2.0.2 clause 10.3.6) as a process of one step, so that a call activity calls it like any other.
 * The step, too, has the id of the task: it is what the drawing calls so.
 */
export function buildGlobalTaskModel(reading: ProcessReading): ProcessModel {
  const { process, processId } = reading;
  const name = text(process, 'name');
  return {
    formatVersion: 1,
    id: processId,
    ...(name === undefined ? {} : { name }),
    nodes: [readTask(reading, process, processId)],
    flows: [],
    lanes: [],
    data: [],
    starterGroups: [],
  };
}

/** Conditions are read once, in the order of the file, before the gateways that depend on them. */
function readFlows(
  reading: ProcessReading,
  container: Element,
  conditions: Map<string, FlowCondition>,
  flows: FlowModel[],
): void {
  for (const element of children(container, 'flowElements')) {
    if (is(element, 'SubProcess')) readFlows(reading, element, conditions, flows);
    if (!is(element, 'SequenceFlow')) continue;
    const source = child(element, 'sourceRef');
    const target = child(element, 'targetRef');
    if (source === undefined || !is(source, 'FlowNode')) reading.findings.report('FLOW_WITHOUT_SOURCE', element);
    if (target === undefined || !is(target, 'FlowNode'))
      reading.findings.report(reading.documentation ? 'FLOW_ENDS_HERE' : 'FLOW_TO_NOWHERE', element);
    if (source === undefined || target === undefined || !isUsableFlow(element)) continue;
    let condition = readFlowCondition(reading, element);
    if (condition.kind === 'expression' && child(source, 'default') === element) {
      reading.findings.report('DEFAULT_FLOW_WITH_CONDITION', element);
      condition = { kind: 'none' };
    }
    conditions.set(idOf(element) ?? '', condition);
    flows.push(toFlowModel(element, idOf(source) ?? '', idOf(target) ?? '', condition));
  }
}

function readNodes(
  reading: ProcessReading,
  container: Element,
  scopeId: string,
  conditions: ReadonlyMap<string, FlowCondition>,
  nodes: NodeModel[],
): void {
  for (const element of children(container, 'flowElements')) {
    const node = readNode(reading, element, scopeId, conditions);
    if (node !== undefined) nodes.push(node);
    if (is(element, 'SubProcess')) readNodes(reading, element, idOf(element) ?? '', conditions, nodes);
  }
}

function readNode(
  reading: ProcessReading,
  element: Element,
  scopeId: string,
  conditions: ReadonlyMap<string, FlowCondition>,
): NodeModel | undefined {
  if (!is(element, 'FlowNode')) return undefined;
  if (is(element, 'SubProcess')) return readSubProcess(reading, element, scopeId);
  if (is(element, 'CallActivity')) return readCallActivity(reading, element, scopeId);
  if (isTask(element)) return readTask(reading, element, scopeId);
  if (is(element, 'Gateway')) return readGateway(reading, element, scopeId, conditions);
  if (is(element, 'Event')) return readEvent(reading, element, scopeId);
  return undefined;
}

function reportDecisions(reading: ProcessReading, nodes: readonly NodeModel[], asked: ReadonlySet<string>): void {
  const gateways = new Map<string, Element>();
  const collect = (container: Element): void => {
    for (const element of children(container, 'flowElements')) {
      if (is(element, 'Gateway')) gateways.set(idOf(element) ?? '', element);
      if (is(element, 'SubProcess')) collect(element);
    }
  };
  collect(reading.process);
  for (const node of nodes) {
    const gateway = gateways.get(node.id);
    if (gateway === undefined || !('decision' in node)) continue;
    reportDecision(reading, gateway, node.decision.question, asked.has(node.id));
  }
}

/** camunda:candidateStarterGroups, otherwise the lanes the start events are drawn in. */
function starterGroups(reading: ProcessReading): readonly string[] {
  const written = reading.extensions.attribute(reading.process, 'c7', 'candidateStarterGroups');
  return written === undefined ? [] : splitList(written);
}

/** zeebe:userTaskForm: forms that travel inside the file, named by user tasks as `camunda-forms:bpmn:<id>`. */
function embeddedForms(reading: ProcessReading): { key: string; schema: string }[] {
  return reading.extensions.elements(reading.process, 'zeebe', 'userTaskForm').flatMap((form) => {
    const id = form.attribute('id');
    return id === undefined ? [] : [{ key: `camunda-forms:bpmn:${id}`, schema: form.body }];
  });
}
