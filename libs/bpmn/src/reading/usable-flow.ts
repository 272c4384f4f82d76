import { child, flag, is, type Element } from '../xml/element.ts';
import { possibleDefinitionsOf, triggerOf } from './event-position.ts';

/**
 * Can a token take this flow at all? Not where an end is missing or is no step, across the border of a pool or
 * subprocess, at an event subprocess, into a start or boundary event, or out of an end event or compensation event.
 * The rules of the standard report each of these; the model leaves such flows out.
 */
export function isUsableFlow(flow: Element): boolean {
  const source = child(flow, 'sourceRef');
  const target = child(flow, 'targetRef');
  if (source === undefined || target === undefined || !is(source, 'FlowNode') || !is(target, 'FlowNode')) return false;
  if (source.$parent !== target.$parent || isEventSubProcess(source) || isEventSubProcess(target)) return false;
  if (is(target, 'StartEvent') || is(target, 'BoundaryEvent') || is(source, 'EndEvent')) return false;
  return !possibleDefinitionsOf(source).some((it) => is(source, 'BoundaryEvent') && triggerOf(it) === 'Compensate');
}

function isEventSubProcess(node: Element): boolean {
  return is(node, 'SubProcess') && flag(node, 'triggeredByEvent');
}
