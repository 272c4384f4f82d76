import type { Instant, JsonObject } from './json.ts';

/** A service citizens can apply for online. */
export interface OnlineService {
  readonly key: string;
  readonly name: string;
  readonly description: string;
}

/** Answer of `GET /api/online-services`, public. */
export interface OnlineServices {
  readonly town: string;
  readonly services: readonly OnlineService[];
}

/** Answer of `GET /api/online-services/:key`, public. */
export interface OnlineServiceForm extends OnlineService {
  readonly town: string;
  readonly introduction: string;
  /** form-js schema. */
  readonly schema: JsonObject;
  /** @integer */
  readonly maximumAttachments: number;
  /** @integer */
  readonly maximumFileBytes: number;
  readonly attachmentHints: readonly string[];
}

/** Answer of `POST /api/online-services/:key/applications`: what the applicant keeps. */
export interface ApplicationReceipt {
  readonly number: string;
  /** Opens the status page together with the number. */
  readonly secret: string;
  readonly service: string;
  readonly receivedAt: Instant;
}

/**
 * `received`: nobody has begun · `in-review`: the office works on it · `papers-missing`: the applicant is asked for papers ·
 * `decided`: the decision is on its way · `closed`: all is done
 */
export type ApplicationStage = 'received' | 'in-review' | 'papers-missing' | 'decided' | 'closed';

/** Body of `POST /api/application-status`. */
export interface ApplicationStatusRequest {
  /** @maxLength 60 */
  readonly number: string;
  /** @maxLength 60 */
  readonly secret: string;
}

/** A document the office has released to the applicant. */
export interface ApplicationDocument {
  readonly id: string;
  readonly title: string;
  readonly fileName: string;
  readonly mediaType: string;
  /** @integer */
  readonly size: number;
  /** When it was released; null: not said. */
  readonly releasedAt: Instant | null;
}

export interface ApplicationDocumentRequest extends ApplicationStatusRequest {
  /** @maxLength 100 */
  readonly documentId: string;
}

/** Where an application stands, for the person who made it. */
export interface ApplicationStatus {
  readonly number: string;
  readonly service: string;
  readonly town: string;
  readonly receivedAt: Instant;
  readonly stage: ApplicationStage;
  /** What the office says about it. */
  readonly text: string | null;
  /** Set while papers are missing. */
  readonly missing: {
    readonly papers: readonly string[];
    readonly note: string | null;
    /** Day or instant; null: no time was set. */
    readonly until: string | null;
    /** Can they be sent here? */
    readonly canUpload: boolean;
  } | null;
  /** What may be fetched, in the order it was released. */
  readonly documents: readonly ApplicationDocument[];
  /** @integer */
  readonly maximumFileBytes: number;
}

/** Parts of the multipart bodies of the public pages. */
export const APPLICATION_PARTS = { data: 'data', submission: 'submission', files: 'files', trap: 'website' } as const;
