import {
  type DeployedBeside,
  type DeploymentFile,
  type DeploymentFinding,
  type FileCheck,
  isRuntimeError,
  placeAt,
  placeInJson,
  type Runtime,
} from '#runtime';
import type { PostgresMappings } from '../store/postgres-mappings.ts';
import type { CatalogueFinding } from './catalogue-finding.ts';
import type { DeployedServices } from './deployed-services.ts';
import { INTAKE_FILE, INTAKE_FILE_BYTES } from './intake-file.ts';
import type { IntakeService } from './intake-service.ts';
import { readServices } from './read-services.ts';
import { ServiceCatalogue } from './service-catalogue.ts';

export interface ServiceFileCheckParts {
  readonly runtime: () => Runtime;
  readonly services: Pick<DeployedServices, 'current'>;
  readonly mappings: Pick<PostgresMappings, 'all'>;
}

const MOST_FINDINGS = 100;

/**
 * Reads the `intake.json` of a deployment before it is stored: what is wrong inside, whether another process has its keys and
 * identifiers already, whether process and form are there. Findings carry line and column.
 */
export function serviceFileCheck(parts: ServiceFileCheckParts): FileCheck {
  return {
    async check(file, beside) {
      if (file.name !== INTAKE_FILE) return [];
      if (file.content.byteLength > INTAKE_FILE_BYTES) return [tooLarge(file)];
      const text = new TextDecoder().decode(file.content);
      const { services, findings: inside } = readServices(INTAKE_FILE, text);
      const within = new ServiceCatalogue([{ name: INTAKE_FILE, text }]).findings.filter(
        ({ code }) => code === 'SERVICE_TWICE' || code === 'ACCEPTED_TWICE',
      );
      const around = await besideFindings(services, text, beside, parts);
      return [...inside, ...within, ...around].slice(0, MOST_FINDINGS).map((finding) => withPlace(finding, text));
    },
  };
}

async function besideFindings(
  services: readonly IntakeService[],
  text: string,
  beside: DeployedBeside,
  { runtime, services: deployed, mappings }: ServiceFileCheckParts,
): Promise<readonly CatalogueFinding[]> {
  if (services.length === 0) return [];
  const findings: CatalogueFinding[] = [];
  const spoken = new Set([...beside.processes, ...services.map(({ process }) => process)]);
  const others = (await deployed.current()).services.filter(({ process }) => !spoken.has(process));
  const changed = await mappings.all();
  for (const service of services) {
    const { key, process, accepts, onlineForm } = service;
    const at = `${INTAKE_FILE}#/services/${indexOf(text, key)}`;
    const owner = others.find((other) => other.key === key);
    if (owner !== undefined)
      findings.push({
        severity: 'error',
        code: 'SERVICE_TWICE',
        message: `Expected a key of its own, but "${key}" is the key of "${owner.name}" of the process ${owner.process}.`,
        messageDe: `Den Schlüssel „${key}“ hat schon der Dienst „${owner.name}“ des Prozesses ${owner.process}.`,
        place: `${at}/key`,
      });
    for (const identifier of accepts) {
      const taker = others.find((other) => other.key === identifier || other.accepts.includes(identifier));
      if (taker !== undefined)
        findings.push({
          severity: 'error',
          code: 'ACCEPTED_TWICE',
          message: `Expected one service for ${identifier}, but "${taker.name}" of the process ${taker.process} accepts it already.`,
          messageDe: `„${identifier}“ nimmt schon der Dienst „${taker.name}“ des Prozesses ${taker.process} an.`,
          place: `${at}/accepts/${accepts.indexOf(identifier)}`,
        });
    }
    const there = await filesOfProcess(process, beside, runtime());
    if (there === undefined)
      findings.push({
        severity: 'warning',
        code: 'PROCESS_UNKNOWN',
        message: `Expected the process "${process}" to be deployed, but it is not: applications will wait for a person.`,
        messageDe: `Den Prozess „${process}“ gibt es noch nicht: Anträge würden auf Klärung warten.`,
        place: `${at}/process`,
      });
    else if (onlineForm !== null && !isAmong(onlineForm.form, [...beside.files.map(nameAndId), ...there]))
      findings.push({
        severity: 'warning',
        code: 'FORM_UNKNOWN',
        message: `Expected the form "${onlineForm.form}" to be deployed with the process, but it is not: the page cannot be opened.`,
        messageDe: `Das Formular „${onlineForm.form}“ ist nicht dabei: die Seite /formular/${key} lässt sich nicht öffnen.`,
        place: `${at}/onlineForm/form`,
      });
    const change = changed.get(key);
    if (change !== undefined)
      findings.push({
        severity: 'warning',
        code: 'MAPPING_CHANGED',
        message: `Expected the mapping of "${key}" to count, but ${change.changedBy} has changed it on the screen; that one stays in force until it is reset there.`,
        messageDe: `Die Zuordnung von „${key}“ hat ${change.changedBy} unter „Eingänge“ geändert; jene gilt weiter, bis sie dort zurückgesetzt wird.`,
        place: `${at}/variables`,
      });
  }
  return findings;
}

interface NamedForm {
  readonly name: string;
  readonly id?: unknown;
}

/** The files deployed with the process in force; undefined when there is no such process, now or with this deployment. */
async function filesOfProcess(
  process: string,
  beside: DeployedBeside,
  { definitions, deployments }: Runtime,
): Promise<readonly NamedForm[] | undefined> {
  if (beside.processes.includes(process)) return [];
  try {
    const { deploymentId } = await definitions.get({ key: process });
    const { resources } = await deployments.get(deploymentId);
    const forms = resources.filter((name) => /\.(form|json)$/i.test(name));
    return await Promise.all(
      forms.map(async (name) => nameAndId({ name, content: await deployments.resource(deploymentId, name) })),
    );
  } catch (error) {
    if (isRuntimeError(error) && error.code === 'DEFINITION_NOT_FOUND') return undefined;
    throw error;
  }
}

function nameAndId({ name, content }: DeploymentFile): NamedForm {
  if (!/\.(form|json)$/i.test(name)) return { name };
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(content));
    return typeof value === 'object' && value !== null && 'id' in value ? { name, id: value.id } : { name };
  } catch {
    return { name };
  }
}

/** By file name or by the id written in the form, as the page finds it. */
function isAmong(form: string, files: readonly NamedForm[]): boolean {
  const name = form.split(':').at(-1) ?? form;
  return files.some((file) => [name, `${name}.form`, `${name}.json`].includes(file.name) || file.id === form);
}

/** Services with errors are left out of what was read, so the position in the file is looked up. */
function indexOf(text: string, key: string): number {
  const { services = [] } = JSON.parse(text) as { readonly services?: readonly unknown[] };
  return services.findIndex((one) => (one as { readonly key?: unknown } | null)?.key === key);
}

function withPlace({ code, severity, message, messageDe, place }: CatalogueFinding, text: string): DeploymentFinding {
  const pointer = place.slice(place.indexOf('#') + 1);
  const offset = code === 'NOT_JSON' ? /position (\d+)/.exec(message)?.[1] : undefined;
  const where = offset === undefined ? placeInJson(text, pointer) : placeAt(text, Number(offset));
  return { resource: INTAKE_FILE, code, severity, message, messageDe, ...where };
}

function tooLarge({ name, content }: DeploymentFile): DeploymentFinding {
  return {
    resource: name,
    code: 'FILE_TOO_LARGE',
    severity: 'error',
    message: `Expected at most ${INTAKE_FILE_BYTES} bytes, but there are ${content.byteLength}.`,
    messageDe: `Die Beschreibung der Dienste darf höchstens ${INTAKE_FILE_BYTES} Bytes haben.`,
  };
}
