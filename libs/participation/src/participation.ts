import type { Variables } from '#engine';
import { type CaseDocument, type CaseFiles, isRuntimeError, type Log, type Runtime } from '#runtime';
import { checkedAnswer, checkFiles } from './checked-answer.ts';
import { LinkSecrets } from './link-secrets.ts';
import { ParticipationError } from './participation-error.ts';
import {
  ANSWER_VARIABLE,
  type AnswerFile,
  answerValue,
  type NewParticipationLink,
  type ParticipationAnswer,
  type ParticipationLink,
} from './participation-link.ts';
import type { ParticipationStore } from './participation-store.ts';

export interface ParticipationOptions {
  readonly store: ParticipationStore;
  readonly secrets: LinkSecrets;
  readonly caseFiles: CaseFiles;
  /** The engine; asked when it is open. */
  readonly runtime: () => Runtime;
  readonly clock: () => Date;
  readonly log: Log;
}

/**
 * Lets people outside take part in a case: each gets a link of their own with a deadline, sees what the case releases to
 * them and answers once. An answer is stored first; then its files go into the record of the case and a message with the
 * link's id as correlation key goes to the one place that waits for it, as often as needed until it has arrived.
 */
export class Participation {
  readonly #options: ParticipationOptions;

  constructor(options: ParticipationOptions) {
    this.#options = options;
  }

  /** Makes a link, once for its claim. The secret can be asked for again, but is kept nowhere. */
  async open(link: NewParticipationLink): Promise<{ readonly link: ParticipationLink; readonly secret: string }> {
    const { store, secrets, clock } = this.#options;
    const stored = await store.create(link, (linkId) => hashOf(secrets.secretOf(linkId)), clock());
    return { link: stored, secret: secrets.secretOf(stored.linkId) };
  }

  /** The link of a secret, whatever its state. Looking changes nothing. @throws ParticipationError LINK_UNKNOWN */
  async find(secret: string): Promise<ParticipationLink> {
    const hash = LinkSecrets.hash(secret);
    const link = hash === undefined ? undefined : await this.#options.store.findBySecret(hash);
    if (link === undefined)
      throw new ParticipationError('LINK_UNKNOWN', 'Expected a link we gave out, but this is none.');
    return link;
  }

  /** Can it be answered now? */
  isOpen(link: ParticipationLink): boolean {
    return link.state === 'open' && this.#options.clock() < new Date(link.expiresAt);
  }

  /** A document released to the person. @throws ParticipationError LINK_UNKNOWN, LINK_EXPIRED */
  async document(
    secret: string,
    documentId: string,
  ): Promise<{ readonly document: CaseDocument; readonly content: AsyncIterable<Uint8Array> }> {
    const link = await this.find(secret);
    if (!this.isOpen(link)) throw expired();
    const released = link.documents.find((document) => document.documentId === documentId);
    if (released === undefined)
      throw new ParticipationError('LINK_UNKNOWN', 'Expected a document released to this person, but this is none.');
    return this.#options.caseFiles.read(link.instanceId, documentId, released.version);
  }

  /**
   * Takes an answer, exactly once. It is safe when this resolves; the process learns of it then or soon after.
   *
   * @throws ParticipationError LINK_UNKNOWN, LINK_EXPIRED, LINK_ANSWERED, ANSWER_INVALID
   */
  async answer(
    secret: string,
    data: Variables,
    files: readonly AnswerFile[],
  ): Promise<{ readonly answeredAt: string }> {
    const { store, clock, log } = this.#options;
    const link = await this.find(secret);
    this.#refuseUnlessOpen(link);
    const checked = checkedAnswer(link.answerForm, data);
    checkFiles(files, link.maximumAttachments);
    const now = clock();
    this.#refuseUnlessOpen(await store.answer(link.linkId, checked, files, now));
    await this.deliver(link.linkId).catch((error: unknown) =>
      log.warn('an answer will be delivered later', { linkId: link.linkId, error: String(error) }),
    );
    return { answeredAt: now.toISOString() };
  }

  /**
   * Closes a link for the process that gave it out: nothing is taken any more. An answer that came in time but has not
   * arrived is handed over here instead. @returns the answer, or null when there was none
   */
  async close(linkId: string): Promise<ParticipationAnswer | null> {
    const { store, clock } = this.#options;
    if ((await store.find(linkId)) === undefined)
      throw new ParticipationError('LINK_UNKNOWN', `Expected a link ${linkId}, but there is none.`);
    const link = await store.close(linkId);
    if (link.answer === null) return null;
    const answer = await this.#filed(link, link.answer);
    await store.delivered(linkId, clock());
    return answer;
  }

  /** Delivers every answer that is due. Called again and again in the background. */
  async deliverDue(): Promise<void> {
    const { store, clock, log } = this.#options;
    for (const linkId of await store.due(clock()))
      await this.deliver(linkId).catch(async (error: unknown) => {
        log.warn('an answer could not be delivered', { linkId, error: String(error) });
        await store.postpone(linkId, clock());
      });
  }

  /** Hands an answer to the process. Doing it twice changes nothing: only one place ever waits for this link. */
  async deliver(linkId: string): Promise<void> {
    const { store, runtime, clock } = this.#options;
    const link = await store.find(linkId);
    if (link?.answer == null || link.delivered) return;
    const answer = await this.#filed(link, link.answer);
    try {
      await runtime().events.correlateMessage({
        messageName: link.messageName,
        correlationKeys: { correlationKey: linkId },
        instanceId: link.instanceId,
        variables: { [ANSWER_VARIABLE]: answerValue(answer) },
        start: 'never',
        by: 'system:participation',
      });
    } catch (error) {
      if (!isRuntimeError(error) || error.code !== 'NO_MATCHING_SUBSCRIPTION') throw error;
      if (!(await this.#isOver(link))) {
        await store.postpone(linkId, clock());
        return;
      }
    }
    await store.delivered(linkId, clock());
  }

  /** Nobody waits: did the process get it before a crash, or has it ended? Otherwise it will wait for it soon. */
  async #isOver({ linkId, instanceId }: ParticipationLink): Promise<boolean> {
    const { instances } = this.#options.runtime();
    const seen = await instances.variableHistory(instanceId, ANSWER_VARIABLE);
    const known = seen.some(
      ({ value }) => typeof value === 'object' && value !== null && 'linkId' in value && value['linkId'] === linkId,
    );
    return known || !['active', 'suspended'].includes((await instances.get(instanceId)).state);
  }

  /** Files what was handed in; names derived from the link make it repeatable. */
  async #filed(link: ParticipationLink, data: Variables): Promise<ParticipationAnswer> {
    const { store, caseFiles } = this.#options;
    const attachments: CaseDocument[] = [];
    for (const [position, { fileName, mediaType, content }] of (await store.files(link.linkId)).entries())
      attachments.push(
        await caseFiles.file({
          instanceId: link.instanceId,
          name: `participation:${link.linkId}:${position}`,
          documentType: 'attachment',
          title: `${fileName} (${link.recipientName})`,
          fileName,
          mediaType,
          content,
          by: 'system:participation',
        }),
      );
    return { linkId: link.linkId, answeredAt: link.answeredAt ?? '', data, attachments };
  }

  #refuseUnlessOpen(link: ParticipationLink): void {
    if (link.state === 'answered')
      throw new ParticipationError('LINK_ANSWERED', 'Expected a link that waits for an answer, but it was answered.');
    if (!this.isOpen(link)) throw expired();
  }
}

function expired(): ParticipationError {
  return new ParticipationError('LINK_EXPIRED', 'Expected a link that is still valid, but its time is over.');
}

function hashOf(secret: string): Buffer {
  const hash = LinkSecrets.hash(secret);
  if (hash === undefined) throw new Error('Expected a secret of this installation.');
  return hash;
}
