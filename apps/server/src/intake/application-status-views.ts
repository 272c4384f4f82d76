import { Inject, Injectable } from '@nestjs/common';
import type { ApplicationDocument, ApplicationStage, ApplicationStatus } from '#contracts';
import type { Variables } from '#engine';
import type { Intake } from '#execution';
import type { IntakeEntry } from '#intake';
import type { Settings } from '#platform';
import type { InstanceView, Runtime, SubscriptionView } from '#runtime';
import { RUNTIME, SETTINGS } from '../server-ports.ts';
import { type ReleasedDocument, RELEASED_DOCUMENTS, releasedDocuments } from './released-documents.ts';
import { INTAKE } from './intake-ports.ts';
import { UPLOAD_LIMITS } from './read-application-upload.ts';

/** The message a case waits for while papers are missing. */
const PAPERS_MESSAGE = 'unterlagen-eingegangen';
/** What a process may say in `antragsstand`. */
const STAGES: Readonly<Record<string, ApplicationStage>> = {
  eingegangen: 'received',
  'in-pruefung': 'in-review',
  'unterlagen-fehlen': 'papers-missing',
  entschieden: 'decided',
  abgeschlossen: 'closed',
};

/** Says in plain words where a case stands, from the variables meant for the applicant and from nothing else. */
@Injectable()
export class ApplicationStatusViews {
  constructor(
    @Inject(INTAKE) private readonly intake: Intake,
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async view(entry: IntakeEntry): Promise<ApplicationStatus> {
    const service = (await this.intake.services.current()).find([entry.service]);
    const common = {
      number: entry.number ?? '',
      service: service?.name ?? '',
      town: this.settings.town,
      receivedAt: entry.receivedAt,
      maximumFileBytes: UPLOAD_LIMITS.fileBytes,
    };
    if (entry.instanceId === null) return { ...common, stage: 'received', text: null, missing: null, documents: [] };
    const instance = await this.runtime.instances.get(entry.instanceId);
    const variables = await this.#variables(instance);
    const waiting = await this.waiting(entry.instanceId);
    const stage = stageOf(instance, variables, waiting !== undefined);
    return {
      ...common,
      stage,
      text: textOf(variables['statusText']),
      missing: stage === 'papers-missing' ? missingOf(variables, waiting !== undefined) : null,
      documents: releasedDocuments(variables).map(shown),
    };
  }

  /** The document, if the case has released it to the applicant. */
  async released(instanceId: string, documentId: string): Promise<ReleasedDocument | undefined> {
    const own = await this.runtime.instances.variables(instanceId, instanceId);
    const variables = Object.fromEntries(own.map(({ name, value }) => [name, value]));
    return releasedDocuments(variables).find((one) => one.documentId === documentId);
  }

  /** Where the message about papers is waited for, in the case or one it has called. */
  async waiting(instanceId: string): Promise<(SubscriptionView & { readonly instanceId: string }) | undefined> {
    const { items } = await this.runtime.instances.list({ rootId: instanceId, running: true, limit: 200 });
    for (const { id } of items) {
      const [found] = await this.runtime.events.subscriptions({
        instanceId: id,
        kind: 'message',
        name: PAPERS_MESSAGE,
      });
      if (found !== undefined) return { ...found, instanceId: id };
    }
    return undefined;
  }

  /** Tells the case that papers have come. */
  async tell(waiting: SubscriptionView & { readonly instanceId: string }, variables: Variables): Promise<void> {
    await this.runtime.events.correlateMessage({
      messageName: PAPERS_MESSAGE,
      instanceId: waiting.instanceId,
      correlationKeys: waiting.correlation,
      variables,
      start: 'never',
      by: 'system:applicant',
    });
  }

  async #variables(instance: InstanceView): Promise<Variables> {
    const names = new Set(['antragsstand', 'statusText', 'nachforderung', 'nachforderungstext', RELEASED_DOCUMENTS]);
    const all = await this.runtime.instances.variables(instance.id, instance.id);
    return Object.fromEntries(all.filter(({ name }) => names.has(name)).map(({ name, value }) => [name, value]));
  }
}

/** The version stays inside: it is the one that is handed out. */
function shown({ documentId, title, fileName, mediaType, size, releasedAt }: ReleasedDocument): ApplicationDocument {
  return { id: documentId, title, fileName, mediaType, size, releasedAt };
}

function stageOf(instance: InstanceView, variables: Variables, waiting: boolean): ApplicationStage {
  if (instance.endedAt !== null) return 'closed';
  if (waiting) return 'papers-missing';
  const said = variables['antragsstand'];
  return (typeof said === 'string' && Object.hasOwn(STAGES, said) ? STAGES[said] : undefined) ?? 'in-review';
}

/** `nachforderung` as docs/how-to/describe-a-service.md has it, or as a link for people outside leaves it. */
function missingOf(variables: Variables, canUpload: boolean): ApplicationStatus['missing'] {
  const value = variables['nachforderung'];
  const asked =
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : {};
  const papers = Array.isArray(asked['unterlagen'])
    ? asked['unterlagen'].filter((one): one is string => typeof one === 'string')
    : [];
  return {
    papers,
    note: textOf(asked['hinweis']) ?? (papers.length === 0 ? textOf(variables['nachforderungstext']) : null),
    until: textOf(asked['frist']) ?? textOf(asked['expiresAt']),
    canUpload,
  };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.slice(0, 5000) : null;
}
