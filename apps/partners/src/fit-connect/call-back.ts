import { createHmac } from 'node:crypto';
import type { Destination } from './destination.ts';
import type { StoredSubmission } from './submission-book.ts';

const CALLBACK = 'https://schema.fitko.de/fit-connect/submission-api/callbacks/new-submissions';

/** Tells the owner of a destination of a new submission, signed with the secret of the callback. Whether it arrives is not asked. */
export async function callBack(submission: StoredSubmission, destination: Destination | undefined): Promise<void> {
  if (destination?.callbackUrl === undefined) return;
  const { submissionId, caseId, destinationId } = submission;
  const body = JSON.stringify({ type: CALLBACK, submissions: [{ submissionId, caseId, destinationId }] });
  const timestamp = String(Math.floor(Date.now() / 1000));
  const secret = destination.callbackSecret ?? '';
  const headers = {
    'content-type': 'application/json',
    'callback-timestamp': timestamp,
    'callback-authentication': createHmac('sha512', secret).update(`${timestamp}.${body}`).digest('base64'),
  };
  await fetch(destination.callbackUrl, { method: 'POST', headers, body }).catch(() => undefined);
}
