import { Inject, Injectable } from '@nestjs/common';
import type {
  InvoiceDetail,
  InvoiceDiscount,
  InvoiceDiscountTier,
  InvoicePaymentMeans,
  InvoiceSummary,
} from '#contracts';
import type { Invoices } from '#execution';
import { checkLeitwegId, type Arrival, type ArrivalLine, type Examination, type ListDay } from '#invoices';
import { ProblemError, type Settings } from '#platform';
import type { Runtime } from '#runtime';
import { OPEN_INVOICE_STATES } from '#contracts';
import { present } from '../http/present.ts';
import { RUNTIME, SETTINGS } from '../server-ports.ts';
import { INVOICES } from './invoice-ports.ts';

const NAMED_STEPS = 5;
const DAY_MS = 86_400_000;

/** Invoices as the contract shows them, with what follows for today. */
@Injectable()
export class InvoiceViews {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(INVOICES) private readonly invoices: Invoices,
  ) {}

  /** Today in the town's time zone. */
  day(): ListDay {
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: this.settings.timeZone }).format(new Date());
    return { today, leadDays: this.settings.discountLeadDays };
  }

  async summary(line: ArrivalLine): Promise<InvoiceSummary> {
    const { today } = this.day();
    const money = line.amount === null || line.currency === null ? null : moneyOf(line.amount, line.currency);
    return {
      id: line.id,
      state: line.state,
      receivedAt: line.receivedAt,
      channel: line.channel,
      fileName: line.fileName,
      currentSteps: await this.#steps(line),
      likelyDuplicates: line.likelyDuplicates,
      ...present({
        caseNumber: line.caseNumber,
        instanceId: line.instanceId,
        verdict: line.verdict,
        kind: line.kind,
        sender: line.sender,
        supplier: line.supplier,
        invoiceNumber: line.invoiceNumber,
        issueDate: line.issueDate,
        amount: money,
        dueDate: line.dueDate,
        dueInDays: line.dueDate === null ? null : daysBetween(today, line.dueDate),
        discount: this.#discount(line),
        leitwegId: line.leitwegId,
        leitwegIdValid: line.leitwegIdValid,
        orderNumber: line.orderNumber,
      }),
    };
  }

  async detail(arrival: Arrival): Promise<InvoiceDetail> {
    const { id, examination, sha256, size, messageId } = arrival;
    const [line, tiers, duplicates, accounts] = await Promise.all([
      this.invoices.list.line(id, this.day()),
      this.invoices.arrivals.discounts(id),
      this.invoices.arrivals.duplicates(id),
      this.invoices.arrivals.accountsOfSupplier(id),
    ]);
    if (line === undefined) throw new ProblemError(404, 'INVOICE_NOT_FOUND', 'Expected the invoice, but it is gone.');
    const content = examination?.content;
    const mediaType = examination?.mediaType ?? 'application/octet-stream';
    const currency = content?.currency ?? 'EUR';
    const leitweg = line.leitwegId === null ? undefined : checkLeitwegId(line.leitwegId);
    const { today } = this.day();
    return {
      ...(await this.summary(line)),
      verdictSentence: sentenceOf(examination),
      findings: examination?.findings ?? [],
      duplicates: duplicates.map(({ caseNumber, supplier, invoiceNumber, ...rest }) => ({
        ...rest,
        ...present({ caseNumber, supplier, invoiceNumber }),
      })),
      discounts: tiers.map(({ until, days, percent, base, saving, payable }): InvoiceDiscountTier => ({
        until,
        days,
        percent,
        daysLeft: daysBetween(today, until),
        saving: moneyOf(saving, currency),
        baseAmount: moneyOf(base, currency),
        payable: moneyOf(payable, currency),
      })),
      references: content?.references ?? { preceding: [] },
      payment: (content?.payment ?? []).map(({ account, ...means }): InvoicePaymentMeans => ({
        ...means,
        ...(account === undefined
          ? {}
          : { account: { ...account, unknownForSupplier: accounts.size > 0 && !accounts.has(account.iban) } }),
      })),
      lines: content?.lines ?? [],
      lineCount: content?.lineCount ?? 0,
      allowances: content?.allowances ?? [],
      vat: content?.vat ?? [],
      notes: content?.notes ?? [],
      attachments: examination?.attachments ?? [],
      original: { mediaType, size, isPdf: mediaType === 'application/pdf' },
      technical: {
        sha256,
        ...present({
          xmlSha256: examination?.source?.sha256,
          embeddedAs: examination?.source?.attachmentName,
          syntax: examination?.syntax,
          profile: examination?.profile,
          specification: content?.specification,
          businessProcess: content?.businessProcess,
          durationMs: examination?.durationMs,
          messageId,
        }),
      },
      ...present({
        seller: content?.seller,
        buyer: content?.buyer,
        payee: content?.payee,
        taxRepresentative: content?.taxRepresentative,
        type: content?.type,
        paymentTerms: content?.paymentTerms,
        delivery: content?.delivery,
        leitwegIdHint:
          leitweg === undefined || leitweg.valid ? undefined : { de: leitweg.messageDe, en: leitweg.message },
        totals: content?.payable === undefined ? undefined : { ...(content.totals ?? {}), payable: content.payable },
      }),
    };
  }

  #discount(line: ArrivalLine): InvoiceDiscount | null {
    const { discountUntil: until, discountPercent: percent, discountSaving: saving } = line;
    if (until === null || percent === null || saving === null) return null;
    const { today, leadDays } = this.day();
    const daysLeft = daysBetween(today, until);
    const open = OPEN_INVOICE_STATES.some((state) => state === line.state);
    return {
      until,
      percent,
      saving: moneyOf(saving, line.currency ?? 'EUR'),
      daysLeft,
      atRisk: open && daysLeft >= 0 && daysLeft <= leadDays,
    };
  }

  async #steps({ instanceId, state }: ArrivalLine): Promise<readonly string[]> {
    if (instanceId === null || !OPEN_INVOICE_STATES.some((open) => open === state)) return [];
    const tokens = await this.runtime.instances.tokens(instanceId);
    const inner = tokens.filter((token) => !tokens.some(({ parentId }) => parentId === token.elementInstanceId));
    return [...new Set(inner.map(({ nodeName, nodeId }) => nodeName ?? nodeId))].slice(0, NAMED_STEPS);
  }
}

function moneyOf(value: string, currency: string): { readonly value: string; readonly currency: string } {
  return { value, currency };
}

/** Whole days from one calendar date to another. */
function daysBetween(from: string, until: string): number {
  return Math.round((Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

function sentenceOf(examination: Examination | null): InvoiceDetail['verdictSentence'] {
  if (examination === null) return { de: 'Die Datei wird noch geprüft.', en: 'The file is still being examined.' };
  const { verdict, findings } = examination;
  const errors = new Set(findings.filter(({ level }) => level === 'error').map(({ rule }) => rule)).size;
  const hints = findings.length > 0;
  if (verdict === 'accepted') {
    return hints
      ? {
          de: 'Die Rechnung ist formal in Ordnung; es gibt Hinweise.',
          en: 'The invoice is formally in order, with remarks.',
        }
      : { de: 'Die Rechnung ist formal in Ordnung.', en: 'The invoice is formally in order.' };
  }
  if (verdict === 'unreadable') {
    const [first] = findings;
    return {
      de: `Keine lesbare E-Rechnung. ${first?.messageDe ?? ''}`.trim(),
      en: `No readable e-invoice. ${first?.message ?? ''}`.trim(),
    };
  }
  return errors === 1
    ? { de: 'Die Rechnung verletzt eine Pflichtregel.', en: 'The invoice breaks one mandatory rule.' }
    : { de: `Die Rechnung verletzt ${errors} Pflichtregeln.`, en: `The invoice breaks ${errors} mandatory rules.` };
}
