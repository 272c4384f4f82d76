/** What can differ in a part of a drawing, in the order in which it is told. */
export const TRAITS = [
  'name',
  'type',
  'inside',
  'lane',
  'from',
  'to',
  'text',
  'documentation',
  'condition',
  'otherwise',
  'trigger',
  'who',
  'form',
  'deadline',
  'work',
  'data',
  'loop',
  'technical',
] as const;
export type Trait = (typeof TRAITS)[number];

/** One element of a diagram with everything it says, as texts that can be compared; traits it does not have are absent. */
export interface DiagramPart {
  readonly id: string;
  /** BPMN element name, e.g. `userTask`. */
  readonly type: string;
  readonly traits: Readonly<Partial<Record<Trait, string>>>;
  /** Ids of what an arrow joins. */
  readonly ends?: { readonly from: string; readonly to: string };
  /** Where it is drawn: moving something changes nothing about what it means. */
  readonly place: string;
}

const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
const PART =
  /^(participant|lane|sequenceFlow|messageFlow|textAnnotation|group|dataObjectReference|dataStoreReference|task|callActivity|transaction|(?:ad[hH]oc|sub|adHocSub)Process|subChoreography|callConversation|conversation|\w+Task|\w+Event|\w+Gateway|event|process)$/;
const HOLDS_PARTS = /^process$|[pP]rocess$|^transaction$/;
/** What a process or subprocess says itself; everything else in it is a part, or joins parts. */
const OF_HOLDER = /^(documentation|completionCondition|property|\w+LoopCharacteristics)$/;
/** Said elsewhere: by the flows, by the lane of each step, or by the parts inside. */
const SAID_ELSEWHERE = new Set(['incoming', 'outgoing', 'flowNodeRef', 'laneSet', 'childLaneSet', 'extensionElements']);

const TRAIT_OF_FIELD: Readonly<Record<string, Trait>> = {
  sourceRef: 'from',
  targetRef: 'to',
  text: 'text',
  documentation: 'documentation',
  conditionExpression: 'condition',
  condition: 'condition',
  default: 'otherwise',
  attachedToRef: 'inside',
  cancelActivity: 'trigger',
  isInterrupting: 'trigger',
  parallelMultiple: 'trigger',
  assignee: 'who',
  candidateUsers: 'who',
  candidateGroups: 'who',
  assignmentDefinition: 'who',
  potentialOwner: 'who',
  humanPerformer: 'who',
  formKey: 'form',
  formRef: 'form',
  formRefBinding: 'form',
  formData: 'form',
  formDefinition: 'form',
  formProperty: 'form',
  dueDate: 'deadline',
  followUpDate: 'deadline',
  priority: 'deadline',
  taskSchedule: 'deadline',
  inputOutput: 'data',
  ioMapping: 'data',
  ioSpecification: 'data',
  dataInputAssociation: 'data',
  dataOutputAssociation: 'data',
  in: 'data',
  out: 'data',
  resultVariable: 'data',
  type: 'work',
  topic: 'work',
  class: 'work',
  expression: 'work',
  delegateExpression: 'work',
  taskDefinition: 'work',
  decisionRef: 'work',
  calledDecision: 'work',
  calledElement: 'work',
  script: 'work',
  scriptFormat: 'work',
  implementation: 'work',
  messageRef: 'work',
};

/** Reads the parts of a BPMN file with the browser's own XML parser. Broken XML has none. */
export function readParts(xml: string): readonly DiagramPart[] {
  const root = new DOMParser().parseFromString(xml, 'application/xml').documentElement;
  const all = Array.from(root.getElementsByTagNameNS(BPMN, '*'));
  const byId = new Map(all.filter(({ id }) => id !== '').map((element) => [element.id, element]));
  const lanes = lanesOf(all);
  const places = placesOf(root);
  return all
    .filter((element) => element.id !== '' && PART.test(element.localName))
    .map((element) => ({
      id: element.id,
      type: element.localName,
      traits: traitsOf(element, byId, lanes.get(element.id)),
      ...endsOf(element),
      place: places.get(element.id) ?? '',
    }));
}

function endsOf(element: Element): Pick<DiagramPart, 'ends'> {
  const [from, to] = [element.getAttribute('sourceRef'), element.getAttribute('targetRef')];
  return from === null || to === null ? {} : { ends: { from, to } };
}

/** Name of the innermost lane of each step. */
function lanesOf(all: readonly Element[]): ReadonlyMap<string, string> {
  const lanes = all.filter(({ localName }) => localName === 'lane');
  return new Map(
    lanes.flatMap((lane) =>
      Array.from(lane.children)
        .filter(({ localName }) => localName === 'flowNodeRef')
        .map((reference) => [reference.textContent.trim(), lane.getAttribute('name') ?? lane.id] as const),
    ),
  );
}

function placesOf(root: Element): ReadonlyMap<string, string> {
  const drawn = ['BPMNShape', 'BPMNEdge'].flatMap((name) => Array.from(root.getElementsByTagNameNS('*', name)));
  return new Map(
    drawn.map((element) => {
      const of = element.getAttribute('bpmnElement') ?? '';
      const points = Array.from(element.children).filter(({ localName }) => /^(Bounds|waypoint)$/.test(localName));
      return [of.slice(of.indexOf(':') + 1), points.map((point) => written(point, new Map())).join(' ')];
    }),
  );
}

function traitsOf(
  element: Element,
  byId: ReadonlyMap<string, Element>,
  lane: string | undefined,
): DiagramPart['traits'] {
  const traits = new Map<Trait, string[]>();
  const add = (trait: Trait, text: string): void => {
    if (text !== '') traits.set(trait, [...(traits.get(trait) ?? []), text]);
  };
  add('name', (element.getAttribute('name') ?? '').replace(/\s+/g, ' ').trim());
  add('type', element.localName);
  add('lane', lane ?? '');
  // What a flow leads through belongs to its ends; a lane and a pool only hold things.
  const holder = element.parentElement?.closest('subProcess, adHocSubProcess, transaction, process');
  if (holder instanceof Element && element.localName !== 'sequenceFlow') add('inside', holder.id);
  for (const { localName, value, name } of Array.from(element.attributes)) {
    if (localName === 'id' || localName === 'name' || name.startsWith('xmlns')) continue;
    add(TRAIT_OF_FIELD[localName] ?? 'technical', `${localName}: ${referred(value, byId)}`);
  }
  const own = Array.from(element.children);
  const extensions = own
    .filter(({ localName }) => localName === 'extensionElements')
    .flatMap((it) => Array.from(it.children));
  for (const child of [...own, ...extensions]) {
    const { localName } = child;
    const isPart = child.namespaceURI === BPMN && child.id !== '' && PART.test(localName);
    const isInside =
      child.parentElement === element && HOLDS_PARTS.test(element.localName) && !OF_HOLDER.test(localName);
    if (SAID_ELSEWHERE.has(localName) || isPart || isInside) continue;
    const trait = /EventDefinition(Ref)?$/.test(localName)
      ? 'trigger'
      : /LoopCharacteristics$/.test(localName)
        ? 'loop'
        : (TRAIT_OF_FIELD[localName] ?? 'technical');
    add(trait, trait === 'text' || trait === 'documentation' ? child.textContent.trim() : written(child, byId));
  }
  return Object.fromEntries([...traits].map(([trait, texts]) => [trait, texts.toSorted().join('\n')]));
}

/** A message, signal, error or escalation is meant by what it says, not by its id. */
function referred(value: string, byId: ReadonlyMap<string, Element>): string {
  const target = byId.get(value);
  if (target === undefined || !/^(message|signal|error|escalation|itemDefinition)$/.test(target.localName))
    return value;
  return Array.from(target.attributes)
    .filter(({ localName, name }) => localName !== 'id' && !name.startsWith('xmlns'))
    .map(({ value: said }) => said)
    .join(' ');
}

/** An element as one text in which prefixes, order of attributes and white space do not matter, nor do ids. */
function written(element: Element, byId: ReadonlyMap<string, Element>): string {
  const attributes = Array.from(element.attributes)
    .filter(({ localName, name }) => localName !== 'id' && !name.startsWith('xmlns'))
    .map(({ localName, value }) => `${localName}=${referred(value, byId)}`)
    .toSorted();
  const inside = Array.from(element.childNodes).map((node) =>
    node instanceof Element
      ? written(node, byId)
      : node.nodeType === Node.COMMENT_NODE
        ? ''
        : (node.textContent ?? '').trim(),
  );
  return [element.localName, ...attributes, ...inside.filter((text) => text !== '')].join(' ');
}
