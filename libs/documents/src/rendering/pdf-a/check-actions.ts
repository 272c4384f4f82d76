import { PDFName } from 'pdf-lib';
import { dictIn, nameIn, type PdfAFinding, type PdfUnderCheck } from './pdf-under-check.ts';

/** ISO 19005-2, 6.5.1: only actions that move within the document or open an address. */
const FORBIDDEN_ACTIONS = new Set([
  'Launch',
  'Sound',
  'Movie',
  'ResetForm',
  'ImportData',
  'Hide',
  'SetOCGState',
  'Rendition',
  'Trans',
  'GoTo3DView',
  'JavaScript',
]);
/** 6.3.1. */
const FORBIDDEN_ANNOTATIONS = new Set(['3D', 'Sound', 'Screen', 'Movie']);

/** Nothing runs by itself and nothing changes the look: actions, scripts, forms, annotations. */
export function checkActions(pdf: PdfUnderCheck): readonly PdfAFinding[] {
  const findings: PdfAFinding[] = [];
  const find = (rule: string, message: string): void => void findings.push({ rule, message });
  for (const dictionary of pdf.dictionaries) {
    const action = nameIn(dictionary, 'S');
    const type = nameIn(dictionary, 'Type');
    const isAction = type === 'Action' || (type === undefined && action !== undefined && FORBIDDEN_ACTIONS.has(action));
    if (isAction && action !== undefined && FORBIDDEN_ACTIONS.has(action))
      find('6.5.1', `Expected no action ${action}, but there is one.`);
    if (
      dictionary.has(PDFName.of('AA')) &&
      (type === 'Page' || type === 'Catalog' || nameIn(dictionary, 'FT') !== undefined || type === 'Annot')
    ) {
      find('6.5.2', `Expected no additional actions, but a ${type ?? 'field'} has them.`);
    }
    const subtype = nameIn(dictionary, 'Subtype') ?? '';
    if (type === 'Annot' && FORBIDDEN_ANNOTATIONS.has(subtype))
      find('6.3.1', `Expected no annotation ${subtype}, but there is one.`);
  }
  const names = dictIn(pdf.catalog, 'Names');
  if (names?.has(PDFName.of('JavaScript')) === true)
    find('6.5.1', 'Expected no scripts of the document, but its names have JavaScript.');
  const form = dictIn(pdf.catalog, 'AcroForm');
  if (form?.has(PDFName.of('XFA')) === true) find('6.4.2', 'Expected no XFA form, but there is one.');
  if (form?.lookup(PDFName.of('NeedAppearances'))?.toString() === 'true')
    find('6.4.1', 'Expected NeedAppearances not to be set, but it is.');
  return findings;
}
