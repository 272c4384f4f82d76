import { createHash } from 'node:crypto';
import type { Variables } from '#engine';
import { isRuntimeError, type CaseDocument, type CaseFiles, type NumberSeries, type Runtime } from '#runtime';
import type { IntakeService } from '../catalogue/intake-service.ts';
import { mapSubmission } from '../catalogue/map-submission.ts';
import { type CaseRequest, type CaseStarter, IntakeHoldError } from '../port/case-starter.ts';
import type { IntakeFile, IntakeProblem } from '../port/submission.ts';

export interface CaseStarterParts {
  readonly runtime: Runtime;
  readonly caseFiles: CaseFiles;
  readonly numbers: NumberSeries;
  /** The service meant by the first identifier that is known, with the mapping in force. */
  findService(identifiers: readonly string[]): Promise<IntakeService | undefined>;
  /** The secret the applicant of a case sees its state with. */
  secretOf(number: string): Promise<string>;
  /** Where the applicant types number and secret. */
  statusPage(): string;
  /** Sends the receipt of an online form, once for a case however often it is asked; absent without mail. Must not fail. */
  sendReceipt?(receipt: MailedReceipt): Promise<void>;
}

/** What the receipt by mail says: nothing the applicant could have written into it. */
export interface MailedReceipt {
  readonly idempotencyKey: string;
  readonly instanceId: string;
  readonly to: string;
  readonly number: string;
  readonly secret: string;
  readonly service: string;
}

/** An attachment as the case knows it before the record has given it an id. */
type Announced = Omit<CaseDocument, 'documentId'> & { readonly documentId: string | null };

const SYSTEM = 'system:intake';
/** What the runtime says when trying again changes nothing, until a person does. */
const HELD = new Set<string>(['DEFINITION_NOT_FOUND', 'START_NOT_POSSIBLE', 'VARIABLES_INVALID', 'INPUT_INVALID']);
/** What the record says when the file itself is the reason. */
const REFUSED_FILE = new Set([
  'CONTENT_TOO_LARGE',
  'CONTENT_EMPTY',
  'MEDIA_TYPE_MISMATCH',
  'MEDIA_TYPE_REFUSED',
  'MALWARE_FOUND',
  'PDF_INVALID',
]);

/**
 * Makes cases of submissions: the service of the catalogue names process, number series and mapping. A number belongs to
 * the idempotency key for ever, and so does the case.
 */
export class RuntimeCaseStarter implements CaseStarter {
  readonly #parts: CaseStarterParts;

  constructor(parts: CaseStarterParts) {
    this.#parts = parts;
  }

  async number({ idempotencyKey, services }: Pick<CaseRequest, 'idempotencyKey' | 'services'>): Promise<string> {
    const { numberSeries } = await this.#service(services);
    return this.#parts.numbers.take(numberSeries, idempotencyKey);
  }

  async start(request: CaseRequest): Promise<{ readonly instanceId: string }> {
    const { idempotencyKey, services, submissionId, sourceId, channel, receivedAt } = request;
    const service = await this.#service(services);
    const mapped = mapSubmission(service, request.data, {
      id: submissionId,
      source: sourceId,
      service: services[0] ?? '',
      receivedAt,
    });
    const faults = mapped.findings.filter(({ severity }) => severity === 'error');
    if (faults.length > 0)
      throw new IntakeHoldError(faults.map(({ code, message, place }) => ({ code, detail: message, part: place })));
    const number = await this.number(request);
    const variables = {
      ...mapped.variables,
      nummer: number,
      eingang: {
        kanal: channel,
        quelle: sourceId,
        eingangsId: submissionId,
        eingegangenAm: receivedAt,
        statusAdresse: this.#parts.statusPage(),
        statusGeheimnis: await this.#parts.secretOf(number),
      },
      anlagen: attachmentsOf(request).map(announced),
    } as Variables;
    try {
      const { instance } = await this.#parts.runtime.instances.start({
        definition: { key: service.process },
        businessKey: number,
        idempotencyKey,
        variables,
        by: SYSTEM,
      });
      return { instanceId: instance.id };
    } catch (error) {
      if (!isRuntimeError(error) || !HELD.has(error.code)) throw error;
      throw new IntakeHoldError([{ code: error.code, detail: error.message, part: `process ${service.process}` }]);
    }
  }

  async file(instanceId: string, request: CaseRequest): Promise<readonly IntakeProblem[]> {
    const [application, ...attachments] = request.files;
    const problems: IntakeProblem[] = [];
    if (application !== undefined) await this.#fileOne(instanceId, request, application, 'application', problems);
    const filed: Announced[] = [];
    for (const file of attachments)
      filed.push((await this.#fileOne(instanceId, request, file, 'attachment', problems)) ?? announced(file));
    await this.#tellCase(instanceId, filed);
    if (request.channel === 'formular') await this.#sendReceipt(instanceId, request);
    return problems;
  }

  async #sendReceipt(instanceId: string, request: CaseRequest): Promise<void> {
    if (this.#parts.sendReceipt === undefined) return;
    const own = await this.#parts.runtime.instances.variables(instanceId, instanceId);
    const applicant = own.find(({ name }) => name === 'antragsteller')?.value;
    const to = (applicant as { readonly email?: unknown } | null | undefined)?.email;
    if (typeof to !== 'string' || to.trim() === '') return;
    const [number, service] = [await this.number(request), await this.#service(request.services)];
    const idempotencyKey = `${request.idempotencyKey}:receipt`;
    const secret = await this.#parts.secretOf(number);
    await this.#parts.sendReceipt({ idempotencyKey, instanceId, to: to.trim(), number, secret, service: service.name });
  }

  async #service(identifiers: readonly string[]): Promise<IntakeService> {
    const service = await this.#parts.findService(identifiers);
    if (service !== undefined) return service;
    const detail = `Expected a service of the catalogue, but none accepts ${identifiers.join(' or ')}.`;
    throw new IntakeHoldError([{ code: 'NO_PROCESS_FOR_SERVICE', detail, part: 'service' }]);
  }

  async #fileOne(
    instanceId: string,
    { idempotencyKey, receivedAt }: CaseRequest,
    { id, fileName, mediaType, content }: IntakeFile,
    documentType: 'application' | 'attachment',
    problems: IntakeProblem[],
  ): Promise<CaseDocument | undefined> {
    try {
      return await this.#parts.caseFiles.file({
        instanceId,
        name: `${idempotencyKey}:${id}`,
        documentType,
        title: documentType === 'application' ? `Antrag vom ${germanDay(receivedAt)}` : lastPart(fileName),
        fileName,
        mediaType,
        content,
        by: SYSTEM,
      });
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (!REFUSED_FILE.has(code)) throw error;
      problems.push({ code, detail: error instanceof Error ? error.message : code, part: `attachment:${id}` });
      return undefined;
    }
  }

  /** The ids of the documents, once they have some; a case that has ended, or changed the list itself, is left alone. */
  async #tellCase(instanceId: string, filed: readonly Announced[]): Promise<void> {
    if (filed.length === 0) return;
    const { runtime } = this.#parts;
    if ((await runtime.instances.get(instanceId)).endedAt !== null) return;
    const own = await runtime.instances.variables(instanceId, instanceId);
    const current = own.find(({ name }) => name === 'anlagen')?.value;
    const waiting =
      Array.isArray(current) &&
      current.length === filed.length &&
      current.some((one: unknown) => (one as Partial<Announced> | null)?.documentId === null);
    if (!waiting) return;
    try {
      await runtime.instances.setVariables(instanceId, { variables: { anlagen: filed.map((one) => ({ ...one })) } });
    } catch (error) {
      // It has ended between the two.
      if (!isRuntimeError(error) || error.code !== 'SCOPE_NOT_FOUND') throw error;
    }
  }
}

function attachmentsOf({ files }: CaseRequest): readonly IntakeFile[] {
  return files.slice(1);
}

function announced({ fileName, mediaType, content }: IntakeFile): Announced {
  const name = lastPart(fileName);
  return {
    documentId: null,
    documentType: 'attachment',
    title: name,
    fileName: name,
    mediaType,
    sha256: createHash('sha256').update(content).digest('hex'),
    size: content.length,
    version: 1,
  };
}

function lastPart(fileName: string): string {
  const name = (fileName.split(/[/\\]/).at(-1) ?? '').replace(/[\p{Cc}\p{Cf}]/gu, '').slice(0, 180);
  return name === '' ? 'Anlage' : name;
}

function germanDay(instant: string): string {
  return new Intl.DateTimeFormat('de-DE', { dateStyle: 'medium', timeZone: 'Europe/Berlin' }).format(new Date(instant));
}
