import { child, children, type Element } from '../xml/element.ts';
import type { RuleContext } from './rule-context.ts';

/** What the XML schema of the standard requires of an element (clause 15), by metamodel type; `least` for lists. */
const required: readonly { readonly type: string; readonly properties: readonly string[]; readonly least?: number }[] =
  [
    { type: 'Definitions', properties: ['targetNamespace'] },
    { type: 'Import', properties: ['namespace', 'location', 'importType'] },
    { type: 'SequenceFlow', properties: ['sourceRef', 'targetRef'] },
    { type: 'MessageFlow', properties: ['sourceRef', 'targetRef'] },
    { type: 'Association', properties: ['sourceRef', 'targetRef'] },
    { type: 'ConversationLink', properties: ['sourceRef', 'targetRef'] },
    { type: 'BoundaryEvent', properties: ['attachedToRef'] },
    { type: 'ConditionalEventDefinition', properties: ['condition'] },
    { type: 'LinkEventDefinition', properties: ['name'] },
    { type: 'DataAssociation', properties: ['targetRef'] },
    { type: 'Assignment', properties: ['from', 'to'] },
    { type: 'InputOutputSpecification', properties: ['inputSets', 'outputSets'], least: 1 },
    { type: 'InputOutputBinding', properties: ['operationRef', 'inputDataRef', 'outputDataRef'] },
    { type: 'Interface', properties: ['name'] },
    { type: 'Interface', properties: ['operations'], least: 1 },
    { type: 'Operation', properties: ['name', 'inMessageRef'] },
    { type: 'CorrelationProperty', properties: ['correlationPropertyRetrievalExpression'], least: 1 },
    { type: 'CorrelationPropertyRetrievalExpression', properties: ['messageRef', 'messagePath'] },
    { type: 'CorrelationPropertyBinding', properties: ['correlationPropertyRef', 'dataPath'] },
    { type: 'CorrelationSubscription', properties: ['correlationKeyRef'] },
    { type: 'ParticipantAssociation', properties: ['innerParticipantRef', 'outerParticipantRef'] },
    { type: 'ConversationAssociation', properties: ['innerConversationNodeRef', 'outerConversationNodeRef'] },
    { type: 'MessageFlowAssociation', properties: ['innerMessageFlowRef', 'outerMessageFlowRef'] },
    { type: 'ChoreographyActivity', properties: ['initiatingParticipantRef'] },
    { type: 'ChoreographyActivity', properties: ['participantRef'], least: 2 },
    { type: 'ResourceAssignmentExpression', properties: ['expression'] },
    { type: 'ResourceParameterBinding', properties: ['parameterRef', 'expression'] },
    { type: 'ComplexBehaviorDefinition', properties: ['condition'] },
  ];

/** Names what an element must have but has not. A reference that is written but names nothing has been reported already. */
export function checkRequiredRules(context: RuleContext): void {
  const dangling = new Map<Element, Set<string>>();
  for (const { element, property } of context.document.dangling) {
    dangling.set(element, (dangling.get(element) ?? new Set()).add(property));
  }
  for (const { type, properties, least } of required) {
    for (const element of type === 'Definitions' ? [context.document.definitions] : context.all(type)) {
      for (const property of properties) {
        const given =
          least === undefined
            ? Object.hasOwn(element, property) || child(element, property) !== undefined
            : children(element, property).length >= least;
        const many = children(element, property).length > 0 && least === undefined;
        if (given || many || dangling.get(element)?.has(property) === true) continue;
        context.report('REQUIRED_MISSING', element, { property });
      }
    }
  }
}
