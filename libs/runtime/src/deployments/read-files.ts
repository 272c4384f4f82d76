import { importBpmn } from '#bpmn';
import type { ProcessModel } from '#engine';
import type { DeploymentFile, DeploymentFinding } from '../api/deployments.ts';
import type { DecisionEvaluator } from '../ports/decision-evaluator.ts';

const LARGEST_DEPLOYMENT = 50 * 1024 * 1024;
const LONGEST_NAME = 255;
const MOST_FILES = 200;

interface ReadProcess {
  readonly resource: string;
  readonly model: ProcessModel;
}

interface ReadDecision {
  readonly resource: string;
  readonly key: string;
  readonly name: string | null;
  readonly versionTag: string | null;
}

export interface ReadFiles {
  readonly processes: readonly ReadProcess[];
  readonly decisions: readonly ReadDecision[];
  readonly findings: readonly DeploymentFinding[];
}

/** Reads the files of a deployment: BPMN and DMN by their ending, or by their namespace where they end in `.xml`. */
export async function readFiles(
  files: readonly DeploymentFile[],
  evaluator: DecisionEvaluator,
  options: { readonly strict: boolean },
): Promise<ReadFiles> {
  const findings: DeploymentFinding[] = [...limits(files)];
  if (findings.length > 0) return { processes: [], decisions: [], findings };
  const processes: ReadProcess[] = [];
  const decisions: ReadDecision[] = [];
  for (const { name, content } of files) {
    const kind = kindOf(name, content);
    if (kind === 'bpmn') {
      const read = await importBpmn(content, { strict: options.strict, resourceName: name });
      processes.push(...read.models.map((model) => ({ resource: name, model })));
      findings.push(...read.findings.map((finding) => toFinding(name, finding)));
    } else if (kind === 'dmn') {
      const read = evaluator.read(content);
      decisions.push(...read.decisions.map((decision) => ({ resource: name, ...decision })));
      findings.push(...read.findings.map((finding) => ({ resource: name, ...finding })));
    }
  }
  findings.push(...duplicates(processes, decisions));
  return { processes, decisions, findings };
}

function limits(files: readonly DeploymentFile[]): readonly DeploymentFinding[] {
  const findings: DeploymentFinding[] = [];
  const error = (resource: string, code: string, message: string, messageDe: string) =>
    findings.push({ resource, code, severity: 'error', message, messageDe });
  const size = files.reduce((sum, { content }) => sum + content.byteLength, 0);
  if (size > LARGEST_DEPLOYMENT) {
    const megabytes = (size / 1024 / 1024).toFixed(1);
    error(
      files[0]?.name ?? '',
      'DEPLOYMENT_TOO_LARGE',
      `Expected at most 50 MB in one deployment, but got ${megabytes} MB.`,
      `Eine Bereitstellung darf höchstens 50 MB groß sein, diese hat ${megabytes} MB.`,
    );
  }
  if (files.length > MOST_FILES) {
    error(
      '',
      'TOO_MANY_FILES',
      `Expected at most ${MOST_FILES} files, but got ${files.length}.`,
      `Höchstens ${MOST_FILES} Dateien, es sind ${files.length}.`,
    );
  }
  const names = new Set<string>();
  for (const { name } of files) {
    if (name === '' || name.length > LONGEST_NAME || /[\0-\x1f]/.test(name)) {
      error(
        name.slice(0, 80),
        'FILE_NAME_INVALID',
        'Expected a file name of 1 to 255 characters.',
        'Der Dateiname muss 1 bis 255 Zeichen lang sein.',
      );
    }
    if (names.has(name)) {
      error(
        name,
        'FILE_NAME_TWICE',
        `Expected each file name once, but "${name}" comes twice.`,
        `Der Dateiname „${name}“ kommt zweimal vor.`,
      );
    }
    names.add(name);
  }
  return findings;
}

/** The same key twice in one deployment would make two versions of one upload. */
function duplicates(
  processes: readonly ReadProcess[],
  decisions: readonly ReadDecision[],
): readonly DeploymentFinding[] {
  const findings: DeploymentFinding[] = [];
  const seen = new Map<string, string>();
  const check = (kind: string, key: string, resource: string) => {
    const first = seen.get(`${kind} ${key}`);
    if (first === undefined) {
      seen.set(`${kind} ${key}`, resource);
      return;
    }
    findings.push({
      resource,
      code: 'KEY_TWICE',
      severity: 'error',
      elementId: key,
      message: `Expected each ${kind} id once in a deployment, but "${key}" is in ${first} and in ${resource}.`,
      messageDe: `Die Kennung „${key}“ kommt in ${first} und in ${resource} vor.`,
    });
  };
  for (const { model, resource } of processes) check('process', model.id, resource);
  for (const { key, resource } of decisions) check('decision', key, resource);
  return findings;
}

function kindOf(name: string, content: Uint8Array): 'bpmn' | 'dmn' | 'other' {
  const lower = name.toLowerCase();
  if (lower.endsWith('.bpmn') || lower.endsWith('.bpmn20.xml')) return 'bpmn';
  if (lower.endsWith('.dmn') || lower.endsWith('.dmn11.xml')) return 'dmn';
  if (!lower.endsWith('.xml')) return 'other';
  const head = Buffer.from(content.subarray(0, 4096)).toString('latin1');
  if (head.includes('omg.org/spec/BPMN')) return 'bpmn';
  return head.includes('omg.org/spec/DMN') ? 'dmn' : 'other';
}

type BpmnFinding = Awaited<ReturnType<typeof importBpmn>>['findings'][number];

/** A reading (`inferred`) is something to know before release, a hint is not. */
const SEVERITY: Readonly<Record<BpmnFinding['severity'], DeploymentFinding['severity']>> = {
  error: 'error',
  warning: 'warning',
  inferred: 'warning',
  hint: 'info',
};

function toFinding(resource: string, finding: BpmnFinding): DeploymentFinding {
  return {
    resource,
    code: finding.code,
    severity: SEVERITY[finding.severity],
    message: finding.message.en,
    messageDe: finding.message.de,
    ...(finding.elementId === undefined ? {} : { elementId: finding.elementId }),
    ...(finding.line === undefined ? {} : { line: finding.line }),
    ...(finding.column === undefined ? {} : { column: finding.column }),
  };
}
