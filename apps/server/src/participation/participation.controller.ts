import { Controller, Inject, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { pipeline } from 'node:stream/promises';
import type { ParticipationReceipt, ParticipationView } from '#contracts';
import { AttemptLimiter } from '#identity';
import { ANSWER_LIMITS, isParticipationError, Participation, type ParticipationLink } from '#participation';
import { ProblemError, type Settings } from '#platform';
import { Operation } from '../http/operation.ts';
import { SETTINGS } from '../server-ports.ts';
import { readAnswer } from './read-answer.ts';

const STATUS = { LINK_UNKNOWN: 404, LINK_EXPIRED: 410, LINK_ANSWERED: 409, ANSWER_INVALID: 400, LINK_INVALID: 422 };
const WINDOW = 15 * 60 * 1000;
const PROBLEMS = { 404: 'There is no such link.', 429: 'Too many wrong links from this address.' };

/**
 * The page for people outside: no log-in, the secret in the address says who it is. Looking at it, as mail programs do to
 * check links, changes nothing; only the answer counts, once. Whoever tries wrong secrets is slowed down.
 */
@Controller()
export class ParticipationController {
  readonly #wrong = new AttemptLimiter(Date.now, {
    both: { failures: 10, windowMilliseconds: WINDOW },
    name: { failures: 200, windowMilliseconds: WINDOW },
    address: { failures: 30, windowMilliseconds: WINDOW },
  });

  constructor(
    private readonly participation: Participation,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Operation({
    method: 'get',
    path: '/api/participation/:secret',
    access: 'public',
    summary: 'What somebody outside is asked, by their link',
    tag: 'Participation',
    answer: { shape: 'ParticipationView' },
    problems: PROBLEMS,
  })
  async view(@Param('secret') secret: string, @Req() request: Request): Promise<ParticipationView> {
    return this.#viewOf(await this.#find(secret, request));
  }

  @Operation({
    method: 'get',
    path: '/api/participation/:secret/documents/:documentId',
    access: 'public',
    summary: 'A document released to the person',
    tag: 'Participation',
    answer: { mediaType: 'application/octet-stream' },
    problems: { ...PROBLEMS, 410: 'The time of the link is over.' },
  })
  async document(
    @Param('secret') secret: string,
    @Param('documentId') documentId: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.#find(secret, request);
    const { document, content } = await translated(() => this.participation.document(secret, documentId));
    // Never shown as a page of this site: a file of somebody else must not act in our name.
    response.set({
      'Content-Type': document.mediaType === 'application/pdf' ? 'application/pdf' : 'application/octet-stream',
      'Content-Length': String(document.size),
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(document.fileName)}`,
      'Content-Security-Policy': "default-src 'none'; sandbox",
    });
    await pipeline(content, response);
  }

  @Operation({
    method: 'post',
    path: '/api/participation/:secret',
    access: 'public',
    summary: 'Answer, once',
    tag: 'Participation',
    body: 'multipart',
    status: 201,
    answer: { shape: 'ParticipationReceipt' },
    problems: {
      ...PROBLEMS,
      409: 'It was answered before.',
      410: 'The time of the link is over.',
      413: 'The files are too large.',
    },
  })
  async answer(
    @Param('secret') secret: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ParticipationReceipt> {
    // Known before anything is read: nobody fills the memory without a link.
    const link = await this.#find(secret, request);
    if (!this.participation.isOpen(link))
      throw link.state === 'answered'
        ? new ProblemError(409, 'LINK_ANSWERED', 'Expected a link that waits for an answer, but it was answered.')
        : new ProblemError(410, 'LINK_EXPIRED', 'Expected a link that is still valid, but its time is over.');
    const { data, files } = await readAnswer(request, response);
    return translated(() => this.participation.answer(secret, data, files));
  }

  async #find(secret: string, request: Request): Promise<ParticipationLink> {
    const address = request.ip ?? '';
    const name = secret.slice(0, 43);
    const wait = this.#wrong.waitSeconds(name, address);
    if (wait > 0)
      throw new ProblemError(429, 'TOO_MANY_ATTEMPTS', `Expected fewer wrong links; try again in ${wait} s.`, {
        retryAfterSeconds: wait,
      });
    this.#wrong.begun(name, address);
    const link = await translated(() => this.participation.find(secret));
    this.#wrong.succeeded(name, address);
    return link;
  }

  #viewOf(link: ParticipationLink): ParticipationView {
    const open = this.participation.isOpen(link);
    return {
      state: open ? 'open' : link.state === 'answered' ? 'answered' : 'expired',
      title: link.title,
      introduction: open ? link.introduction : '',
      recipientName: link.recipientName,
      town: this.settings.town,
      expiresAt: link.expiresAt,
      ...(link.answeredAt === null ? {} : { answeredAt: link.answeredAt }),
      ...(open ? { form: link.answerForm, data: link.data } : {}),
      documents: open
        ? link.documents.map(({ documentId, title, fileName, mediaType, size }) => ({
            id: documentId,
            title,
            fileName,
            mediaType,
            size,
          }))
        : [],
      maximumAttachments: link.maximumAttachments,
      maximumFileBytes: ANSWER_LIMITS.fileBytes,
    };
  }
}

async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isParticipationError(error)) throw new ProblemError(STATUS[error.code], error.code, error.message);
    throw error;
  }
}
