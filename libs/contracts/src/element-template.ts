/** Notations of the diagrams a template is for. */
export const TEMPLATE_NOTATIONS = ['zeebe', 'camunda'] as const;

/**
 * Query of `GET /api/element-templates` → a list of element templates as bpmn-io's modelling tools read it: one for each
 * connector of this installation.
 */
export interface ElementTemplateQuery {
  /** `zeebe` (Camunda 8, when absent) or `camunda` (Camunda 7). Both run the same here. */
  readonly notation?: (typeof TEMPLATE_NOTATIONS)[number];
  /** Words of the templates; German when absent. */
  readonly language?: 'de' | 'en';
}
