import type { ProcessModel } from '#engine';
import { Extensions } from './dialect/extensions.ts';
import type { Finding } from './finding/finding.ts';
import { FindingList } from './finding/finding-list.ts';
import { withoutRepeats } from './finding/without-repeats.ts';
import { reportDocument } from './finding/report-document.ts';
import { buildGlobalTaskModel, buildProcessModel } from './process-model-builder.ts';
import { ExpressionReader } from './reading/expression-reader.ts';
import { readMessageFlows, readParticipants, type MessageFlow, type Participant } from './reading/collaboration.ts';
import { connections } from './reading/connections.ts';
import { readLanes } from './reading/lanes.ts';
import { readMessageLinks } from './reading/message-links.ts';
import { readNotes } from './reading/notes.ts';
import type { ProcessReading } from './reading/process-reading.ts';
import { readSignalNames } from './reading/signal-names.ts';
import type { TimerForm } from './reading/timer-text.ts';
import { checkCalls } from './structure/check-calls.ts';
import { checkStructure } from './structure/check-structure.ts';
import { checkTokens } from './structure/check-tokens.ts';
import { checkRules } from './rule/rules.ts';
import { countElements, readBpmnDocument, rootElements, type BpmnDocument } from './xml/bpmn-document.ts';
import { decodeXml } from './xml/decode-xml.ts';
import { children, contents, flag, idOf, is, text, type Element } from './xml/element.ts';
import { describeBytes } from './xml/describe-bytes.ts';
import { describeRoot } from './xml/describe-root.ts';
import { malformedWords } from './xml/malformed-words.ts';
import { scanXml, type XmlProblem } from './xml/scan-xml.ts';

export interface ImportOptions {
  /** Turns every broken rule of the standard into an error (setting LAUFZETTEL_BPMN_STRICT). */
  readonly strict?: boolean;
  /** Name of the file, for messages. */
  readonly resourceName?: string;
  /** Largest file that is read, in bytes; 16 MB when absent, as much as an upload may have. */
  readonly maxBytes?: number;
  /**
   * Whether the calendar of the installation knows a date at which a timer of this form and text fires. Without it every text
   * in the form of a timer is taken to have one.
   */
  readonly canFire?: (form: TimerForm, text: string) => boolean;
}

/** What came out of reading a file. With an error among the findings it must not be released. */
export interface BpmnImport {
  readonly models: readonly ProcessModel[];
  /** The namespace the file says its elements belong to; null where it says none. */
  readonly targetNamespace: string | null;
  readonly findings: readonly Finding[];
  /** Number of elements for each BPMN type as the file has them. */
  readonly elements: Record<string, number>;
  readonly participants: readonly Participant[];
  readonly messageFlows: readonly MessageFlow[];
}

const defaultMaxBytes = 16 * 1024 * 1024;

/**
 * Reads a BPMN 2.0 file: every process and global task of it becomes a model, everything wrong, unwise or read between
 * the lines becomes a finding. Never throws for what the file contains.
 */
export async function importBpmn(input: string | Uint8Array, options: ImportOptions = {}): Promise<BpmnImport> {
  const limit = options.maxBytes ?? defaultMaxBytes;
  const size = typeof input === 'string' ? Buffer.byteLength(input) : input.byteLength;
  const refused = new FindingList();
  if (size > limit) {
    refused.report('FILE_TOO_LARGE', undefined, { words: { size: megabytes(size), limit: megabytes(limit) } });
    return nothing(refused);
  }
  const stranger = describeBytes(input);
  if (stranger !== undefined) {
    refused.report('NOT_BPMN', undefined, { words: { what: stranger } });
    return nothing(refused);
  }
  const decoded = decodeXml(input);
  if (!decoded.ok) {
    refused.report('FILE_ENCODING', undefined, { words: { encoding: decoded.encoding } });
    return nothing(refused);
  }
  const scan = scanXml(decoded.text);
  if (!scan.ok) {
    reportProblem(refused, scan, decoded.text);
    return nothing(refused);
  }
  const other = describeRoot(scan.root);
  if (other !== undefined) {
    refused.report('NOT_BPMN', undefined, { words: { what: other } });
    return nothing(refused);
  }
  try {
    return importDocument(await readBpmnDocument(decoded.text, scan), decoded.guessed, options);
  } catch (error) {
    // moddle throws for documents it cannot make an object of; what it says is all there is to know.
    refused.report('BPMN_UNREADABLE', undefined, {
      words: { detail: error instanceof Error ? error.message : String(error) },
    });
    return nothing(refused);
  }
}

function nothing(findings: FindingList): BpmnImport {
  return {
    models: [],
    targetNamespace: null,
    findings: findings.all,
    elements: {},
    participants: [],
    messageFlows: [],
  };
}

/** Whole megabytes, rounded up: a file just above the limit is not told to be as large as the limit. */
function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024 / 1024)} MB`;
}

function reportProblem(findings: FindingList, problem: XmlProblem, xml: string): void {
  const { position, detail } = problem;
  const words = { line: position.line, column: position.column, detail };
  if (xml.trim() === '') findings.report('XML_EMPTY');
  else if (problem.reason === 'doctype') findings.report('XML_DOCTYPE', undefined, { words, position });
  else if (problem.reason === 'tooDeep' || problem.reason === 'tooMany') {
    findings.report('XML_TOO_COMPLEX', undefined, { words, position });
  } else {
    findings.report('XML_MALFORMED', undefined, { words: { ...words, detail: malformedWords(detail, xml) }, position });
  }
}

function importDocument(
  document: BpmnDocument,
  guessedEncoding: string | undefined,
  { strict = false, canFire = () => true }: ImportOptions,
): BpmnImport {
  const { definitions, scan } = document;
  const findings = new FindingList(scan.positions, strict);
  if (guessedEncoding !== undefined) {
    findings.report('FILE_ENCODING_GUESSED', undefined, { words: { encoding: guessedEncoding } });
  }
  reportDocument(document, findings);
  const extensions = new Extensions(scan.namespaces);
  const links = readMessageLinks(definitions);
  const participants = readParticipants(definitions, findings);
  const dialect = extensions.dialectOf(definitions);
  const expressions = new ExpressionReader(
    dialect === 'c7' ? 'juel' : 'feel',
    text(definitions, 'expressionLanguage'),
    findings,
  );
  const base = {
    expressions,
    canFire,
    extensions,
    findings,
    notes: readNotes(definitions),
    messageLinks: links,
    signalNames: readSignalNames(definitions),
    prefixes: scan.namespaces,
  };
  const models: ProcessModel[] = [];
  const processes = rootElements(definitions, 'Process');
  const hasSteps = (process: Element): boolean => children(process, 'flowElements').some((it) => is(it, 'FlowNode'));
  for (const process of processes) {
    if (!hasSteps(process)) {
      // Beside processes with steps an empty one only says that the inside of a pool is not shown.
      if (processes.some(hasSteps)) {
        findings.report('PROCESS_EMPTY', process);
        continue;
      }
      findings.report('ALL_PROCESSES_EMPTY', process);
    }
    const automated = [...contents(process)].some((it) => it !== process && extensions.isTechnical(it));
    const participant = participants.find((it) => it.processId === idOf(process));
    const reading: ProcessReading = {
      ...base,
      process,
      processId: idOf(process) ?? '',
      automated,
      technical: automated || flag(process, 'isExecutable'),
      documentation: !automated && Object.hasOwn(process, 'isExecutable') && !flag(process, 'isExecutable'),
      lanes: readLanes(process),
      participant: participant?.name,
      ...connections(process),
    };
    const model = buildProcessModel(reading);
    models.push(model);
    checkStructure(reading);
    checkTokens(model, document.elementsById, findings);
  }
  for (const task of rootElements(definitions, 'GlobalTask')) {
    if (!models.some((model) => model.id === idOf(task)))
      models.push(buildGlobalTaskModel(globalTaskReading(base, task)));
  }
  checkCalls(models, document.elementsById, findings);
  if (models.length === 0) findings.report('NO_PROCESS');
  extensions.reportUnread(definitions, findings);
  checkRules(document, findings);
  return {
    models,
    targetNamespace: text(definitions, 'targetNamespace') ?? null,
    findings: withoutRepeats(findings.all),
    elements: countElements(definitions),
    participants,
    messageFlows: readMessageFlows(definitions, links),
  };
}

/** A global task is a process of one step: it has no lanes, no pool and no flows. */
function globalTaskReading(
  base: Pick<
    ProcessReading,
    'expressions' | 'canFire' | 'extensions' | 'findings' | 'notes' | 'messageLinks' | 'signalNames' | 'prefixes'
  >,
  task: Element,
): ProcessReading {
  const automated = base.extensions.isTechnical(task);
  return {
    ...base,
    process: task,
    processId: idOf(task) ?? '',
    automated,
    technical: automated,
    documentation: false,
    lanes: { models: [], laneOf: () => undefined },
    participant: undefined,
    outgoing: new Map(),
    incoming: new Map(),
  };
}
