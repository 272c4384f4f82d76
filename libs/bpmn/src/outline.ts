import type { Computed, EventDefinition, NodeModel, PersonWork, ProcessModel, Work } from '#engine';
import type { Bilingual } from './finding/finding.ts';

/** One step of a process in words: a line of the handbook, and of the text that stands in for the diagram. */
export interface OutlineStep {
  readonly nodeId: string;
  /** `1`, `2`, `2.1`: steps inside a subprocess are numbered below it. */
  readonly number: string;
  /** What happens, in one sentence. */
  readonly text: Bilingual;
  /** Who does it, where a person does. */
  readonly lane?: string;
  /** Work instruction, as the drawing gives it. */
  readonly instruction?: string;
  /** Where it goes on: number of the next step and what decides. Empty at an end. */
  readonly next: readonly { readonly nodeId: string; readonly number: string; readonly condition?: string }[];
}

/**
 * Lists a process as readable steps, in the order a case walks through them (depth first from the beginning, what
 * cannot be reached last). Every node of the model is listed exactly once, so that nothing drawn is hidden from a
 * reader who cannot see the diagram.
 */
export function outline(model: ProcessModel): readonly OutlineStep[] {
  const numbers = new Map<string, string>();
  const order = number(model, model.id, '', numbers);
  const byIncoming = new Map(model.nodes.flatMap((node) => node.incoming.map((flow) => [flow, node] as const)));
  const flows = new Map(model.flows.map((flow) => [flow.id, flow]));
  return order.map((node) => {
    const next = node.outgoing.flatMap((id) => {
      const target = byIncoming.get(id);
      if (target === undefined) return [];
      const flow = flows.get(id);
      const isDefault = 'defaultFlow' in node && node.defaultFlow === id;
      const condition = flow?.name ?? flow?.condition?.text ?? (isDefault ? '…' : undefined);
      return [
        { nodeId: target.id, number: numbers.get(target.id) ?? '', ...(condition === undefined ? {} : { condition }) },
      ];
    });
    const instruction = personOf(node)?.instruction ?? node.documentation;
    return {
      nodeId: node.id,
      number: numbers.get(node.id) ?? '',
      text: sentence(node),
      ...(node.lane === undefined ? {} : { lane: node.lane }),
      ...(instruction === undefined ? {} : { instruction }),
      next,
    };
  });
}

/** Numbers the nodes of one scope, and those of its subprocesses below them. */
function number(model: ProcessModel, scopeId: string, prefix: string, numbers: Map<string, string>): NodeModel[] {
  const inside = model.nodes.filter((node) => node.scopeId === scopeId);
  const listed: NodeModel[] = [];
  for (const [index, node] of walk(inside).entries()) {
    const own = `${prefix}${index + 1}`;
    numbers.set(node.id, own);
    listed.push(node, ...number(model, node.id, `${own}.`, numbers));
  }
  return listed;
}

/** Depth first from the starts; boundary events follow the activity they are attached to. */
function walk(nodes: readonly NodeModel[]): NodeModel[] {
  const byIncoming = new Map(nodes.flatMap((node) => node.incoming.map((flow) => [flow, node] as const)));
  const attached = new Map<string, NodeModel[]>();
  for (const node of nodes) {
    if (node.type === 'boundaryEvent') attached.set(node.attachedTo, [...(attached.get(node.attachedTo) ?? []), node]);
  }
  const starts = nodes.filter((node) => node.type === 'startEvent');
  const first = nodes.filter((node) => node.incoming.length === 0 && node.type !== 'boundaryEvent');
  const seen = new Set<NodeModel>();
  const order: NodeModel[] = [];
  const open = [...starts, ...first, ...nodes].toReversed();
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    order.push(node);
    const following = node.outgoing.map((flow) => byIncoming.get(flow)).filter((it) => it !== undefined);
    open.push(...[...(attached.get(node.id) ?? []), ...following].toReversed());
  }
  return order;
}

function personOf(node: NodeModel): PersonWork | undefined {
  if ('work' in node && node.work.kind === 'person') return node.work;
  if ('confirmation' in node) return node.confirmation;
  return 'decision' in node ? node.decision.own : undefined;
}

function sentence(node: NodeModel): Bilingual {
  const name = node.name?.replace(/\s+/g, ' ') ?? '';
  switch (node.type) {
    case 'startEvent':
      return joined(name, startWords(node.definitions));
    case 'endEvent':
      return joined(name, endWords(node.definitions));
    case 'boundaryEvent':
      return joined(name, {
        de: `${node.interrupting ? 'Bricht den Schritt ab' : 'Zusätzlich zum Schritt'}, wenn eintritt: ${definitionWords(node.definitions).de}`,
        en: `${node.interrupting ? 'Interrupts the step' : 'In addition to the step'} when this happens: ${definitionWords(node.definitions).en}`,
      });
    case 'intermediateCatchEvent':
      return joined(name, prefixed({ de: 'Wartet auf', en: 'Waits for' }, definitionWords(node.definitions)));
    case 'intermediateThrowEvent':
      return joined(name, prefixed({ de: 'Löst aus', en: 'Triggers' }, definitionWords(node.definitions)));
    case 'exclusiveGateway':
      return gateway(name, node.outgoing.length, { de: 'Genau ein Weg geht weiter', en: 'Exactly one way goes on' });
    case 'inclusiveGateway':
      return gateway(name, node.outgoing.length, {
        de: 'Alle zutreffenden Wege gehen weiter',
        en: 'All ways that apply go on',
      });
    case 'parallelGateway':
      return gateway(name, node.outgoing.length, {
        de: 'Alle Wege gehen gleichzeitig weiter',
        en: 'All ways go on at once',
      });
    case 'complexGateway':
      return gateway(name, node.outgoing.length, {
        de: 'Wege gehen nach einer Regel weiter',
        en: 'Ways go on by a rule',
      });
    case 'eventBasedGateway':
      return joined(name, { de: 'Was zuerst eintritt, bestimmt den Weg', en: 'What happens first decides the way' });
    case 'callActivity':
      return joined(name, {
        de: `Ruft den Prozess ${textOf(node.called)} auf`,
        en: `Calls the process ${textOf(node.called)}`,
      });
    case 'subProcess':
    case 'transaction':
      return joined(name, { de: 'Teilprozess', en: 'Subprocess' });
    case 'eventSubProcess':
      return joined(name, { de: 'Läuft, wenn sein Ereignis eintritt', en: 'Runs when its event happens' });
    case 'adHocSubProcess':
      return joined(name, { de: 'Schritte in freier Reihenfolge', en: 'Steps in any order' });
    default:
      return joined(name, workWords(node.work));
  }
}

function joined(name: string, words: Bilingual): Bilingual {
  return name === '' ? words : { de: `${name} (${lower(words.de)})`, en: `${name} (${lower(words.en)})` };
}

/** German nouns keep their capital: only verbs and adverbs at the front are made small. */
function lower(words: string): string {
  return /^(Aufgabe|Auftrag|Berechnung|Entscheidungstabelle|Teilprozess|Beginn|Ende|Nachricht|Schritte|Wege)/.test(
    words,
  )
    ? words
    : words.charAt(0).toLowerCase() + words.slice(1);
}

function prefixed(verb: Bilingual, words: Bilingual): Bilingual {
  return { de: `${verb.de}: ${words.de}`, en: `${verb.en}: ${words.en}` };
}

function gateway(name: string, ways: number, words: Bilingual): Bilingual {
  return joined(name, ways > 1 ? words : { de: 'Hier treffen Wege zusammen', en: 'Ways meet here' });
}

function startWords(definitions: readonly EventDefinition[]): Bilingual {
  if (definitions.length === 0) return { de: 'Beginn', en: 'Begin' };
  return prefixed({ de: 'Beginn durch', en: 'Begins by' }, definitionWords(definitions));
}

function endWords(definitions: readonly EventDefinition[]): Bilingual {
  if (definitions.length === 0) return { de: 'Ende', en: 'End' };
  return prefixed({ de: 'Ende mit', en: 'Ends with' }, definitionWords(definitions));
}

function definitionWords(definitions: readonly EventDefinition[]): Bilingual {
  if (definitions.length === 0) return { de: 'nichts', en: 'nothing' };
  const words = definitions.map(oneDefinition);
  return { de: words.map((it) => it.de).join(', '), en: words.map((it) => it.en).join(', ') };
}

function oneDefinition(definition: EventDefinition): Bilingual {
  switch (definition.kind) {
    case 'message':
      return { de: `Nachricht ${textOf(definition.name)}`, en: `message ${textOf(definition.name)}` };
    case 'timer': {
      const when = definition.form === 'ask' ? definition.words : textOf(definition.value);
      return { de: `Zeit ${when}`, en: `time ${when}` };
    }
    case 'signal':
      return { de: `Signal ${textOf(definition.name)}`, en: `signal ${textOf(definition.name)}` };
    case 'error':
      return { de: `Fehler ${codeOf(definition.code)}`.trim(), en: `error ${codeOf(definition.code)}`.trim() };
    case 'escalation':
      return { de: `Eskalation ${codeOf(definition.code)}`.trim(), en: `escalation ${codeOf(definition.code)}`.trim() };
    case 'conditional':
      return { de: `Bedingung ${definition.condition.text}`, en: `condition ${definition.condition.text}` };
    case 'compensate':
      return { de: 'Rückabwicklung', en: 'compensation' };
    case 'link':
      return { de: `Sprung ${definition.name}`, en: `link ${definition.name}` };
    case 'cancel':
      return { de: 'Abbruch', en: 'cancellation' };
    case 'terminate':
      return { de: 'sofortiges Ende von allem', en: 'immediate end of everything' };
  }
}

function workWords(work: Work): Bilingual {
  switch (work.kind) {
    case 'person': {
      const who = [work.assignee, ...work.candidateUsers, ...work.candidateGroups]
        .filter((it) => it !== undefined)
        .map(textOf)
        .join(', ');
      return who === ''
        ? { de: 'Aufgabe für alle', en: 'Task for everybody' }
        : { de: `Aufgabe für ${who}`, en: `Task for ${who}` };
    }
    case 'job':
      return { de: `Auftrag an ${textOf(work.topic)}`, en: `Job for ${textOf(work.topic)}` };
    case 'script':
      return { de: 'Berechnung', en: 'Computation' };
    case 'decision':
      return { de: `Entscheidungstabelle ${textOf(work.decision)}`, en: `Decision table ${textOf(work.decision)}` };
    case 'message':
      return prefixed({ de: 'Wartet auf', en: 'Waits for' }, oneDefinition(work.message));
    case 'send':
      return prefixed({ de: 'Sendet', en: 'Sends' }, oneDefinition(work.message));
    case 'none':
      return { de: 'Läuft ohne Arbeit durch', en: 'Passes without work' };
  }
}

function textOf(value: Computed<string>): string {
  return 'literal' in value ? `„${value.literal}“` : `[${value.expression.text}]`;
}

function codeOf(code: Computed<string> | undefined): string {
  return code === undefined ? '' : textOf(code);
}
