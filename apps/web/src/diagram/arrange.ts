import { withFlowEnds } from './drawable-xml.ts';

/**
 * A file without a drawing (no BPMN DI) with one made by rule. The library for that is loaded only then; it arranges the
 * first process and leaves out annotations and message flows. Rejects where it cannot.
 */
export async function arrange(xml: string): Promise<string> {
  const { layoutProcess } = await import('bpmn-auto-layout');
  return layoutProcess(withFlowEnds(xml));
}
