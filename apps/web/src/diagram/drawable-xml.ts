const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL';

/** Width in pixels below which a label outside its shape gets room on both sides: a long word fits without a break. */
const LABEL_WIDTH = 90;

/**
 * The file as it can be shown: planes refer to something that can be drawn, and labels have room for a word. Anything
 * else comes back as it was.
 */
export function drawableXml(xml: string): string {
  const document = new DOMParser().parseFromString(xml, 'application/xml');
  const planesMended = mendPlanes(document);
  const labelsWidened = widenLabels(document);
  return planesMended || labelsWidened ? new XMLSerializer().serializeToString(document) : xml;
}

/**
 * A plane must refer to a collaboration, process or subprocess (`BPMNPlane.bpmnElement`, BPMN 2.0.2 clause 12.2), but
 * some tools let it refer to the definitions. It then shows the collaboration, or the first process where there is none.
 */
function mendPlanes(document: Document): boolean {
  const definitions = document.documentElement;
  const shown =
    definitions.getElementsByTagNameNS(BPMN, 'collaboration')[0] ??
    definitions.getElementsByTagNameNS(BPMN, 'process')[0];
  const wrong = Array.from(definitions.getElementsByTagNameNS('*', 'BPMNPlane')).filter((plane) => {
    const element = plane.getAttribute('bpmnElement') ?? '';
    return definitions.id !== '' && element.slice(element.indexOf(':') + 1) === definitions.id;
  });
  if (shown === undefined) return false;
  for (const plane of wrong) plane.setAttribute('bpmnElement', shown.id);
  return wrong.length > 0;
}

/** Tools measure labels in their own, often narrower font; in ours "Ja" would be broken into "J" and "a". */
function widenLabels(document: Document): boolean {
  const boxes = Array.from(document.getElementsByTagNameNS('*', 'BPMNLabel'))
    .flatMap((label) => Array.from(label.getElementsByTagNameNS('*', 'Bounds')))
    .filter((box) => Number(box.getAttribute('width')) < LABEL_WIDTH && Number.isFinite(Number(box.getAttribute('x'))));
  for (const box of boxes) {
    const missing = LABEL_WIDTH - Number(box.getAttribute('width'));
    box.setAttribute('x', String(Number(box.getAttribute('x')) - missing / 2));
    box.setAttribute('width', String(LABEL_WIDTH));
  }
  return boxes.length > 0;
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
