import { labelOf } from '../finding/finding-list.ts';
import { child, children, directContents, enclosing, flag, integer, is, text, type Element } from '../xml/element.ts';
import type { RuleContext } from './rule-context.ts';

/** Rules about pools, message flows, conversations and choreographies. */
export function checkCollaborationRules(context: RuleContext): void {
  for (const flow of context.all('MessageFlow')) checkMessageFlow(context, flow);
  for (const collaboration of context.all('Collaboration')) checkCollaboration(context, collaboration);
  for (const multiplicity of context.all('ParticipantMultiplicity')) checkMultiplicity(context, multiplicity);
  for (const process of context.all('Process')) {
    if (text(process, 'processType') === 'Public' && flag(process, 'isExecutable')) {
      context.report('PUBLIC_PROCESS_EXECUTABLE', process);
    }
  }
}

function checkMessageFlow(context: RuleContext, flow: Element): void {
  const ends = [child(flow, 'sourceRef'), child(flow, 'targetRef')];
  for (const end of ends) {
    if (end === undefined) continue;
    if (is(end, 'Artifact')) context.report('MESSAGE_FLOW_AT_ARTIFACT', flow);
    else if (!isInteractionNode(end)) context.report('MESSAGE_FLOW_END_TYPE', flow, { end: labelOf(end) });
  }
  const [source, target] = ends.map((end) => (end === undefined ? undefined : poolOf(context, end)));
  if (source !== undefined && source === target) context.report('MESSAGE_FLOW_WITHIN_POOL', flow);
}

function isInteractionNode(element: Element): boolean {
  return ['Participant', 'Activity', 'Event', 'ConversationNode'].some((type) => is(element, type));
}

/** A pool and everything in the process it shows are one. */
function poolOf(context: RuleContext, end: Element): Element | undefined {
  if (is(end, 'Participant')) return child(end, 'processRef') ?? end;
  const process = enclosing(end, 'Process');
  return process ?? context.all('Participant').find((it) => it === end);
}

function checkCollaboration(context: RuleContext, collaboration: Element): void {
  const choreographies = children(collaboration, 'choreographyRef');
  const special = is(collaboration, 'Choreography') || is(collaboration, 'GlobalConversation');
  if (special && choreographies.length > 0) context.report('CHOREOGRAPHY_REFERS_TO_CHOREOGRAPHY', collaboration);
  if (!special && choreographies.some((it) => flag(it, 'isClosed') !== flag(collaboration, 'isClosed'))) {
    context.report('CLOSED_MISMATCH', collaboration);
  }
  if (!is(collaboration, 'GlobalConversation')) return;
  for (const inner of directContents(collaboration)) {
    const foreign = [
      'ConversationNode',
      'ParticipantAssociation',
      'MessageFlowAssociation',
      'ConversationAssociation',
      'Artifact',
    ];
    if (foreign.some((type) => is(inner, type))) {
      context.report('GLOBAL_CONVERSATION_CONTENT', collaboration, { end: labelOf(inner) });
    }
  }
}

function checkMultiplicity(context: RuleContext, multiplicity: Element): void {
  const participant = multiplicity.$parent ?? multiplicity;
  const minimum = integer(multiplicity, 'minimum') ?? 0;
  const maximum = integer(multiplicity, 'maximum') ?? 1;
  if (minimum < 0) context.report('MULTIPLICITY_MINIMUM', participant, { count: minimum });
  if (maximum < 1 || maximum < minimum) context.report('MULTIPLICITY_MAXIMUM', participant, { count: maximum });
}
