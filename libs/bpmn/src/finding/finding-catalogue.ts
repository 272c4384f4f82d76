import { drawingFindings } from './drawing-findings.ts';
import { fileFindings } from './file-findings.ts';
import { modelFindings } from './model-findings.ts';

/** Every finding the importer can report, by code. The page docs/findings.md is generated from this table. */
export const findingCatalogue = {
  ...fileFindings,
  ...modelFindings,
  ...drawingFindings,
} as const;

export type FindingCode = keyof typeof findingCatalogue;
