import { type DecisionFinding, type DecisionModel } from './model/decision-model.ts';
import { checkModel } from './reading/check-model.ts';
import { DecisionStructureError } from './reading/read-expression.ts';
import { readModel } from './reading/read-model.ts';
import { parseXml, XmlDocumentError } from './reading/xml-element.ts';

export interface ParsedDecisions {
  /** The model, or null if the document cannot be read at all. */
  readonly model: DecisionModel | null;
  readonly findings: readonly DecisionFinding[];
}

/**
 * Reads a DMN 1.1 to 1.5 document.
 *
 * @param options.imports models the document may import; an import without its model is an error finding
 * @returns the model as plain JSON with everything found wrong in it; never throws for bad input
 */
export function parseDecisions(
  xml: string,
  options: { readonly imports?: readonly DecisionModel[] } = {},
): ParsedDecisions {
  try {
    const model = readModel(parseXml(xml));
    return { model, findings: checkModel(model, options.imports ?? []) };
  } catch (error) {
    if (error instanceof XmlDocumentError) {
      const { code, message, line, column } = error;
      return { model: null, findings: [{ severity: 'error', code, message, elementId: null, line, column }] };
    }
    if (error instanceof DecisionStructureError) {
      const { code, message, element } = error;
      const elementId = element.attributes.get('id') ?? null;
      return {
        model: null,
        findings: [{ severity: 'error', code, message, elementId, line: element.line, column: element.column }],
      };
    }
    throw error;
  }
}
