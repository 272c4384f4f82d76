import type NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import { arrange } from './arrange.ts';
import { drawableXml } from './drawable-xml.ts';

/** How a file came onto the sheet: as it was drawn, arranged by us because it has no drawing, or not at all. */
export type Reading = 'shown' | 'arranged' | 'noDrawing' | 'unreadable';

/**
 * Brings a BPMN file onto the sheet. A file without a drawing (no BPMN DI) is arranged by rule.
 */
export async function showXml(viewer: NavigatedViewer, xml: string): Promise<Reading> {
  try {
    await viewer.importXML(drawableXml(xml));
    return 'shown';
  } catch (error) {
    if (!String(error).includes('no diagram to display')) return 'unreadable';
  }
  try {
    await viewer.importXML(await arrange(xml));
    return 'arranged';
  } catch {
    return 'noDrawing';
  }
}
