import { importBpmn } from '#bpmn';
import type { ProcessModel } from '#engine';
import type { DeploymentFile, DeploymentFinding } from '../api/deployments.ts';
import type { DecisionFile } from '../ports/decision-evaluator.ts';
import { isoNow, type RuntimeParts } from '../runtime-parts.ts';
import { fileKind } from './file-kind.ts';
import { formFindings } from './form-findings.ts';

const LARGEST_DEPLOYMENT = 50 * 1024 * 1024;
const LONGEST_NAME = 255;
const MOST_FILES = 200;

interface ReadProcess {
  readonly resource: string;
  readonly model: ProcessModel;
  readonly category: string | null;
}

interface ReadDecision {
  readonly resource: string;
  readonly key: string;
  readonly name: string | null;
  readonly versionTag: string | null;
  readonly historyTimeToLive: string | null;
  readonly category: string | null;
  /** Files this one imports: it means something else when they change. */
  readonly imports: readonly string[];
}

/** A file of several decisions. */
interface ReadRequirements {
  readonly resource: string;
  readonly key: string;
  readonly name: string | null;
  readonly category: string | null;
}

export interface ReadFiles {
  /** Files of earlier deployments that decisions import; they are kept with the deployment, but offer nothing new. */
  readonly imported: readonly DeploymentFile[];
  readonly processes: readonly ReadProcess[];
  readonly decisions: readonly ReadDecision[];
  readonly requirements: readonly ReadRequirements[];
  readonly findings: readonly DeploymentFinding[];
}

/** Reads the files of a deployment: BPMN and DMN by their ending, or by their namespace where they end in `.xml`. */
export async function readFiles(
  files: readonly DeploymentFile[],
  parts: Pick<RuntimeParts, 'decisions' | 'calendar' | 'clock'>,
  options: { readonly strict: boolean; readonly imported?: readonly DeploymentFile[] },
): Promise<ReadFiles> {
  const { imported = [] } = options;
  const findings: DeploymentFinding[] = [...limits(files)];
  if (findings.length > 0) return { imported, processes: [], decisions: [], requirements: [], findings };
  const processes: ReadProcess[] = [];
  const decisions: ReadDecision[] = [];
  const now = isoNow(parts.clock);
  const canFire = (form: 'date' | 'duration' | 'cycle', text: string) => parts.calendar.due(form, text, now).ok;
  for (const { name, content } of files) {
    const kind = fileKind(name, content);
    if (kind === 'bpmn') {
      const read = await importBpmn(content, { strict: options.strict, resourceName: name, canFire });
      processes.push(...read.models.map((model) => ({ resource: name, model, category: read.targetNamespace })));
      // One by one: a hostile file has more findings than a call takes arguments.
      for (const finding of read.findings) findings.push(toFinding(name, finding));
    }
  }
  const tables = parts.decisions
    .read([...files.filter(({ name, content }) => fileKind(name, content) === 'dmn'), ...imported])
    .filter(({ resource }) => imported.every(({ name }) => name !== resource));
  for (const { resource, findings: found } of tables)
    for (const finding of found) findings.push({ resource, ...finding });
  const offered = offeredDecisions(tables);
  decisions.push(...offered.decisions);
  findings.push(...offered.findings);
  findings.push(...duplicates(processes, decisions));
  for (const file of files) findings.push(...formFindings(file));
  findings.push(...strangers(files, processes.length + decisions.length > 0));
  return { imported, processes, decisions, requirements: requirementsOf(tables), findings };
}

/** One decision alone is no graph. */
function requirementsOf(files: readonly DecisionFile[]): readonly ReadRequirements[] {
  return files.flatMap(({ resource, model, decisions }) =>
    model === null || model.key === '' || decisions.length < 2
      ? []
      : [{ resource, key: model.key, name: model.name, category: model.namespace }],
  );
}

/** What a process may refer to: forms, letter templates, pictures, texts. */
const COMPANION = /\.(form|json|html?|txt|md|png|jpe?g|svg|pdf|feel)$/i;

/** A file that is no model and nothing a model could refer to was chosen by mistake; alone it would be "released" and do nothing. */
function strangers(files: readonly DeploymentFile[], runs: boolean): readonly DeploymentFinding[] {
  return files
    .filter(({ name, content }) => fileKind(name, content) === 'other')
    .filter(({ name }) => !COMPANION.test(name) || !(runs || /\.(form|json)$/i.test(name)))
    .map(({ name }) => ({
      resource: name,
      code: 'FILE_NOT_A_MODEL',
      severity: 'error',
      message: `Expected a BPMN diagram, a decision (DMN) or a form, but "${name}" is none of them.`,
      messageDe: `„${name}“ ist kein BPMN-Diagramm, keine Entscheidung (DMN) und kein Formular.`,
    }));
}

function limits(files: readonly DeploymentFile[]): readonly DeploymentFinding[] {
  const findings: DeploymentFinding[] = [];
  const error = (resource: string, code: string, message: string, messageDe: string) =>
    findings.push({ resource, code, severity: 'error', message, messageDe });
  const size = files.reduce((sum, { content }) => sum + content.byteLength, 0);
  if (size > LARGEST_DEPLOYMENT) {
    const megabytes = Math.ceil(size / 1024 / 1024);
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

/**
 * What can be evaluated by its id. Imported models are told apart by their namespace (DMN 1.5, clause 6.3.3), so that an
 * id of theirs may stand in another file, too; such a decision is reached through the import only.
 */
function offeredDecisions(files: readonly DecisionFile[]): {
  readonly decisions: readonly ReadDecision[];
  readonly findings: readonly DeploymentFinding[];
} {
  const imported = new Set(files.flatMap(({ imports }) => imports));
  const times = new Map<string, number>();
  for (const { key } of files.flatMap((file) => file.decisions)) times.set(key, (times.get(key) ?? 0) + 1);
  const all = files.flatMap(({ resource, imports, model, decisions }) =>
    decisions.map((decision) => ({ resource, imports, category: model?.namespace ?? null, ...decision })),
  );
  const isHidden = ({ key, resource }: ReadDecision) => imported.has(resource) && (times.get(key) ?? 0) > 1;
  const findings = all.filter(isHidden).map(({ key, resource }): DeploymentFinding => ({
    resource,
    code: 'DECISION_ONLY_IMPORTED',
    severity: 'warning',
    elementId: key,
    message: `Expected each decision id once, but another file has "${key}", too: this one is reached through the import only.`,
    messageDe: `Die Kennung „${key}“ hat auch eine andere Datei: diese Entscheidung ist nur über den Import erreichbar.`,
  }));
  return { decisions: all.filter((decision) => !isHidden(decision)), findings };
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
    ...(finding.rule === undefined ? {} : { rule: finding.rule }),
    ...(finding.elementId === undefined ? {} : { elementId: finding.elementId }),
    ...(finding.line === undefined ? {} : { line: finding.line }),
    ...(finding.column === undefined ? {} : { column: finding.column }),
  };
}
