const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL';

/**
 * Mends for showing what some tools write against the standard: a plane must refer to a collaboration, process or
 * subprocess (BPMN 2.0.2 clause 12.2.1, `BPMNPlane.bpmnElement`), but theirs refers to the definitions. The plane then
 * shows the collaboration, or the first process where there is none. Anything else comes back as it was.
 */
export function drawableXml(xml: string): string {
  const document = new DOMParser().parseFromString(xml, 'application/xml');
  const definitions = document.documentElement;
  const shown =
    definitions.getElementsByTagNameNS(BPMN, 'collaboration')[0] ??
    definitions.getElementsByTagNameNS(BPMN, 'process')[0];
  const wrong = Array.from(definitions.getElementsByTagNameNS('*', 'BPMNPlane')).filter((plane) => {
    const element = plane.getAttribute('bpmnElement') ?? '';
    return definitions.id !== '' && element.slice(element.indexOf(':') + 1) === definitions.id;
  });
  if (wrong.length === 0 || shown === undefined) return xml;
  for (const plane of wrong) plane.setAttribute('bpmnElement', shown.id);
  return new XMLSerializer().serializeToString(document);
}
