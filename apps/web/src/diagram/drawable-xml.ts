const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL';

/**
 * Mends for showing what some tools write against the standard: a plane must refer to a collaboration, process or
 * subprocess (`BPMNPlane.bpmnElement`, BPMN 2.0.2 clause 12.2), but theirs refers to the definitions. The plane then
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

/**
 * Names at each flow node its incoming and outgoing flows, which some tools leave out because sourceRef and targetRef
 * of the flow say the same, but which arranging a drawing starts from.
 */
export function withFlowEnds(xml: string): string {
  const document = new DOMParser().parseFromString(xml, 'application/xml');
  const elements = new Map(
    Array.from(document.getElementsByTagNameNS(BPMN, '*')).map((element) => [element.id, element]),
  );
  const name = (flow: Element, end: 'incoming' | 'outgoing', nodeId: string | null): void => {
    const node = elements.get(nodeId ?? '');
    if (node === undefined) return;
    const named = Array.from(node.children).some(
      (child) => child.localName === end && child.textContent.trim() === flow.id,
    );
    if (named) return;
    const entry = document.createElementNS(BPMN, flow.prefix === null ? end : `${flow.prefix}:${end}`);
    entry.textContent = flow.id;
    node.append(entry);
  };
  for (const flow of Array.from(document.getElementsByTagNameNS(BPMN, 'sequenceFlow'))) {
    name(flow, 'outgoing', flow.getAttribute('sourceRef'));
    name(flow, 'incoming', flow.getAttribute('targetRef'));
  }
  return new XMLSerializer().serializeToString(document);
}
