import { isRuntimeError, type CorrelateCommand, type Runtime } from '#runtime';
import type { Payment } from './payment-store.ts';

/** Message a waiting case gets. */
const PAID_MESSAGE = 'zahlung-eingegangen';
const FAILED_MESSAGE = 'zahlung-fehlgeschlagen';
/** Variable that comes with the message, and by which a message that was delivered before a crash is recognised. */
const RESULT = 'zahlungsergebnis';

const REASONS = { failed: 'fehlgeschlagen', canceled: 'abgebrochen', expired: 'abgelaufen' } as const;

/**
 * Tells a case the end of its payment, exactly once. The message finds its receiver by the payment's id, else by the case
 * number, as correlation key; else by the instance that asked, or any of the case number.
 *
 * The variable travels in the same step as the message: when it is there, the case has been told.
 *
 * @returns `waiting` when nobody waits yet (nothing is buffered, so it has to be tried again)
 */
export async function tellCase(runtime: Runtime, payment: Payment): Promise<'told' | 'waiting' | 'over'> {
  const instance = await runtime.instances.get(payment.instanceId).catch((error: unknown) => {
    if (isRuntimeError(error) && error.code === 'INSTANCE_NOT_FOUND') return undefined;
    throw error;
  });
  if (instance === undefined || instance.endedAt !== null) return 'over';
  if (await hasResult(runtime, payment)) return 'told';
  const { state } = payment;
  const paid = state === 'paid';
  const command: CorrelateCommand = {
    messageName: paid ? PAID_MESSAGE : FAILED_MESSAGE,
    start: 'never',
    by: 'payments',
    variables: {
      [RESULT]: {
        paymentId: payment.id,
        status: paid ? 'bezahlt' : REASONS[state === 'failed' || state === 'canceled' ? state : 'expired'],
        betrag: Number(payment.amount),
        ...(payment.reference === null ? {} : { referenz: payment.reference }),
        ...(payment.paidAt === null ? {} : { bezahltAm: payment.paidAt }),
      },
    },
  };
  const addresses: readonly Partial<CorrelateCommand>[] = [
    { correlationKeys: { correlationKey: payment.id } },
    ...(payment.businessKey === null ? [] : [{ correlationKeys: { correlationKey: payment.businessKey } }]),
    { instanceId: payment.instanceId },
    ...(payment.businessKey === null ? [] : [{ businessKey: payment.businessKey }]),
  ];
  for (const address of addresses) {
    try {
      await runtime.events.correlateMessage({ ...command, ...address });
      return 'told';
    } catch (error) {
      if (!isRuntimeError(error) || error.code !== 'NO_MATCHING_SUBSCRIPTION') throw error;
    }
  }
  return 'waiting';
}

async function hasResult(runtime: Runtime, payment: Payment): Promise<boolean> {
  const { rootId } = await runtime.instances.get(payment.instanceId);
  for (const instanceId of new Set([payment.instanceId, rootId])) {
    const { variables } = await runtime.instances.get(instanceId);
    const result = variables[RESULT];
    if (typeof result === 'object' && result !== null && 'paymentId' in result && result['paymentId'] === payment.id)
      return true;
  }
  return false;
}
