import type { FindingList } from '../finding/finding-list.ts';
import type { BpmnDocument } from '../xml/bpmn-document.ts';
import { checkActivityRules } from './activity-rules.ts';
import { checkCollaborationRules } from './collaboration-rules.ts';
import { checkDataRules } from './data-rules.ts';
import { checkEventRules } from './event-rules.ts';
import { checkFlowRules } from './flow-rules.ts';
import { checkReferenceRules } from './reference-rules.ts';
import { checkStyleRules } from './style-rules.ts';
import { checkRequiredRules } from './required-rules.ts';
import { RuleContext } from './rule-context.ts';

/** Checks the rules of the BPMN standard that an XML schema cannot express. Each one broken is a finding. */
export function checkRules(document: BpmnDocument, findings: FindingList): void {
  const context = new RuleContext(document, findings);
  for (const check of [
    checkReferenceRules,
    checkRequiredRules,
    checkFlowRules,
    checkEventRules,
    checkActivityRules,
    checkDataRules,
    checkCollaborationRules,
    checkStyleRules,
  ]) {
    check(context);
  }
}
