import { DmsError, isDmsError } from '../port/dms-error.ts';
import { type DmsObject } from './dms-object.ts';

/**
 * Writes once and looks afterwards, whatever the answer was. No insert of the DMS can be repeated safely, so a lost or
 * broken answer is answered by looking: what is there was written. Answers every copy found, the oldest first.
 *
 * @throws the failure of the write when nothing is found after it; DMS_UNAVAILABLE with an unknown outcome when the
 *   write was acknowledged and yet nothing is found
 */
export async function writeKnowingly(
  write: () => Promise<unknown>,
  look: () => Promise<readonly DmsObject[]>,
  what: string,
): Promise<readonly [DmsObject, ...DmsObject[]]> {
  let failure: DmsError | undefined;
  try {
    await write();
  } catch (error) {
    if (!isDmsError(error) || !error.outcomeUnknown) throw error;
    failure = error;
  }
  const [first, ...copies] = await look();
  if (first !== undefined) return [first, ...copies];
  if (failure !== undefined) throw failure;
  throw new DmsError(
    'DMS_UNAVAILABLE',
    `Expected to find ${what} after the DMS acknowledged it, but it is not there.`,
    {
      words: '',
      outcomeUnknown: true,
      retryable: true,
    },
  );
}
