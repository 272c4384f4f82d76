import {
  type CaseFiles,
  type Clock,
  connectorFault,
  type ConnectorJob,
  type ConnectorResult,
  type IdSource,
} from '#runtime';
import type { Arrival } from '../arrival/arrival.ts';
import type { ArrivalStore } from '../arrival/arrival-store.ts';
import type { PaymentOrderStore } from '../payment/payment-order-store.ts';

/** What the connectors of invoices work with. */
export interface InvoiceConnectorParts {
  readonly arrivals: ArrivalStore;
  readonly paymentOrders: PaymentOrderStore;
  readonly caseFiles: CaseFiles;
  readonly clock: Clock;
  readonly ids: IdSource;
  /** Who completed the latest task at a node of a case; null when nobody did. */
  readonly whoDid: (instanceId: string, nodeId: string) => Promise<string | null>;
  /** IANA name; days begin and end there. */
  readonly timeZone: string;
}

/** Who files what a connector makes. */
export const BY_PROCESS = 'system:invoices';

/** An input of the activity: from its mappings, else from the constant settings of the model. Blank counts as absent. */
export function textInput({ variables, settings }: ConnectorJob, name: string): string | undefined {
  const value = variables[name] ?? settings[name];
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** The arrival a case is about: by its instance, or by the input `eingangsId` in a called process. */
export async function arrivalOf(job: ConnectorJob, arrivals: ArrivalStore): Promise<Arrival | undefined> {
  const named = textInput(job, 'eingangsId');
  const entry = job.variables['eingang'];
  const known =
    typeof entry === 'object' && entry !== null && typeof (entry as Record<string, unknown>)['eingangsId'] === 'string'
      ? String((entry as Record<string, unknown>)['eingangsId'])
      : undefined;
  const id = named ?? known;
  return id === undefined ? arrivals.findByInstance(job.instanceId) : arrivals.find(id);
}

/** A case that is not about an invoice: nothing a repetition could change. */
export function withoutInvoice(job: ConnectorJob): ConnectorResult {
  return {
    kind: 'failed',
    final: true,
    fault: connectorFault('CASE_WITHOUT_INVOICE', {}),
    message: `Expected a case about an invoice that arrived, but ${job.businessKey ?? job.instanceId} names none. Start such cases by taking in an invoice.`,
  };
}

/** Today where the office is, `YYYY-MM-DD`. */
export function todayIn({ clock, timeZone }: Pick<InvoiceConnectorParts, 'clock' | 'timeZone'>): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date(clock.now()));
}
