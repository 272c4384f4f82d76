import { drawingFindings } from './drawing-findings.ts';
import { fileFindings } from './file-findings.ts';
import { lintFindings } from './lint-findings.ts';
import { modelFindings } from './model-findings.ts';
import { activityRuleFindings } from './rules/activity-rule-findings.ts';
import { dataRuleFindings } from './rules/data-rule-findings.ts';
import { eventRuleFindings } from './rules/event-rule-findings.ts';
import { flowRuleFindings } from './rules/flow-rule-findings.ts';

/** Every finding the importer can report, by code. The page docs/findings.md is generated from this table. */
export const findingCatalogue = {
  ...fileFindings,
  ...modelFindings,
  ...drawingFindings,
  ...flowRuleFindings,
  ...eventRuleFindings,
  ...activityRuleFindings,
  ...dataRuleFindings,
  ...lintFindings,
} as const;

export type FindingCode = keyof typeof findingCatalogue;
