import type { ProcessReading } from '../reading/process-reading.ts';
import { linkName } from '../node/event-definition.ts';
import { possibleDefinitionsOf } from '../reading/event-position.ts';
import { children, flag, idOf, is, text, type Element } from '../xml/element.ts';

/** What can be told about a process as a whole: where it begins, and where its links lead. Called after it was read. */
export function checkStructure(reading: ProcessReading): void {
  checkBeginning(reading, reading.process);
  for (const scope of scopesOf(reading.process)) {
    if (scope !== reading.process && !flag(scope, 'triggeredByEvent')) checkBeginning(reading, scope);
    checkLinks(reading, scope);
  }
}

function scopesOf(process: Element): Element[] {
  const found = [process];
  for (const element of children(process, 'flowElements')) {
    if (is(element, 'SubProcess')) found.push(...scopesOf(element));
  }
  return found;
}

/**
 * Without a start event everything no flow leads to begins (BPMN 2.0.2 clause 13.2). If there is nothing like that,
 * every step waits for another one and a case would never do anything.
 */
function checkBeginning(reading: ProcessReading, scope: Element): void {
  const nodes = children(scope, 'flowElements').filter((it) => is(it, 'FlowNode'));
  if (nodes.length === 0 || is(scope, 'AdHocSubProcess') || nodes.some((it) => is(it, 'StartEvent'))) return;
  const first = nodes.filter((it) => !isBeside(it) && (reading.incoming.get(idOf(it) ?? '') ?? []).length === 0);
  if (first.length === 0) {
    const inDrawing = !reading.technical && scope !== reading.process;
    reading.findings.report(inDrawing ? 'NOTHING_STARTS_INSIDE' : 'NOTHING_STARTS', scope);
    return;
  }
  if (first.every((it) => (is(it, 'ReceiveTask') || is(it, 'EventBasedGateway')) && flag(it, 'instantiate'))) return;
  reading.findings.report('NO_START_EVENT', scope, {
    words: { nodes: first.map((it) => text(it, 'name') ?? idOf(it) ?? '').join(', ') },
    fix: { property: 'startEvent' },
  });
}

/** Steps that never get a token by a flow and never begin by themselves. */
function isBeside(node: Element): boolean {
  if (is(node, 'BoundaryEvent') || (is(node, 'SubProcess') && flag(node, 'triggeredByEvent'))) return true;
  if (is(node, 'Activity') && flag(node, 'isForCompensation')) return true;
  return is(node, 'CatchEvent') && possibleDefinitionsOf(node).some((it) => is(it, 'LinkEventDefinition'));
}

/** Source and target links of one scope meet by name (clause 10.5.5 "Link"). */
function checkLinks(reading: ProcessReading, scope: Element): void {
  const sources: Link[] = [];
  const targets = new Map<string, Link>();
  for (const event of children(scope, 'flowElements').filter((it) => is(it, 'Event'))) {
    for (const definition of possibleDefinitionsOf(event)) {
      if (!is(definition, 'LinkEventDefinition')) continue;
      const link = { event, name: linkName(event, definition) };
      if (is(event, 'ThrowEvent')) sources.push(link);
      else if (targets.has(link.name))
        reading.findings.report('LINK_TARGETS_SEVERAL', event, { words: { link: link.name } });
      else targets.set(link.name, link);
    }
  }
  const used = new Set(sources.map((it) => it.name));
  for (const { event, name } of sources) {
    if (targets.has(name)) continue;
    const code = reading.technical ? 'LINK_WITHOUT_PARTNER' : 'LINK_ENDS_HERE';
    reading.findings.report(code, event, { words: { link: name } });
  }
  for (const { event, name } of targets.values()) {
    if (!used.has(name)) reading.findings.report('LINK_TARGET_UNUSED', event, { words: { link: name } });
  }
}

interface Link {
  readonly event: Element;
  readonly name: string;
}
