import type { Variables } from '#engine';
import type { CaseDocument, Connector } from '#runtime';
import type { Arrival } from '../arrival/arrival.ts';
import type { Examination } from '../reading/examine-invoice.ts';
import { replyToSupplier } from '../reading/reply-to-supplier.ts';
import { arrivalOf, BY_PROCESS, type InvoiceConnectorParts, withoutInvoice } from './connector-parts.ts';
import { VALIDATE_DESCRIPTION } from './invoice-descriptions.ts';

const SHOWN_FINDINGS = 50;
/** What a store of documents says about bytes it does not take, whatever one does. */
const NOT_STORABLE: ReadonlySet<string> = new Set([
  'MALWARE_FOUND',
  'MEDIA_TYPE_REFUSED',
  'MEDIA_TYPE_MISMATCH',
  'CONTENT_EMPTY',
  'CONTENT_TOO_LARGE',
]);

/**
 * `invoice-validate`: files the invoice as it arrived and the report of its validation into the record of the case, and tells
 * the verdict. Output `pruefung` (angenommen, urteil, satz, fehler, hinweise, duplikate), `antwort` (an, betreff, text: a ready
 * answer with each fault and its cure), `original` and `pruefbericht` (documents; `original` is null for what the DMS does not
 * take, such as malware). Repeating it changes nothing.
 */
export function createValidateConnector(parts: InvoiceConnectorParts): Connector {
  return {
    topic: 'invoice-validate',
    description: VALIDATE_DESCRIPTION,
    async execute(job) {
      const arrival = await arrivalOf(job, parts.arrivals);
      if (arrival?.examination == null) return withoutInvoice(job);
      const { examination } = arrival;
      const [original, duplicates] = await Promise.all([
        fileOriginal(parts, job.instanceId, arrival, examination),
        parts.arrivals.duplicates(arrival.id),
      ]);
      const report = await fileReport(parts, job.instanceId, arrival, examination);
      const at = new Date(parts.clock.now()).toISOString();
      await parts.arrivals.setState(arrival.id, examination.accepted ? 'inReview' : 'formalReview', at);
      const numbers = duplicates.map(({ caseNumber }) => caseNumber ?? '').filter((number) => number !== '');
      return {
        kind: 'done',
        variables: {
          pruefung: { ...verdictOf(examination), duplikate: numbers },
          antwort: replyToSupplier(arrival, examination, job.businessKey ?? ''),
          original: original === null ? null : { ...original },
          pruefbericht: { ...report },
        },
      };
    },
  };
}

function verdictOf({ accepted, verdict, findings }: Examination): Variables {
  const told = (levels: readonly string[]) =>
    findings
      .filter(({ level }) => levels.includes(level))
      .slice(0, SHOWN_FINDINGS)
      .map(({ rule, messageDe, location }) => ({ regel: rule, text: messageDe, zeile: location?.line ?? null }));
  const errors = told(['error']);
  const broken = findings.filter(({ level }) => level === 'error').length;
  const satz = accepted
    ? 'Die Rechnung ist formal in Ordnung.'
    : verdict === 'unreadable'
      ? 'Die Datei ist keine lesbare E-Rechnung.'
      : broken === 1
        ? 'Die Rechnung verletzt eine Pflichtregel.'
        : `Die Rechnung verletzt ${broken} Pflichtregeln.`;
  return {
    angenommen: accepted,
    urteil: verdict === 'accepted' ? 'angenommen' : verdict === 'rejected' ? 'fehlerhaft' : 'unlesbar',
    satz,
    fehler: errors,
    hinweise: told(['warning', 'information']),
    fehlertext: errors.map(({ regel, text }) => `- ${text} (${regel})`).join('\n'),
  };
}

async function fileOriginal(
  { caseFiles, arrivals }: InvoiceConnectorParts,
  instanceId: string,
  arrival: Arrival,
  examination: Examination,
): Promise<CaseDocument | null> {
  try {
    return await caseFiles.file({
      instanceId,
      name: `invoice:${arrival.id}:original`,
      documentType: 'invoice',
      title: titleOf(examination),
      fileName: arrival.fileName,
      mediaType: examination.mediaType,
      content: await arrivals.bytes(arrival.id),
      indexData: indexDataOf(arrival, examination),
      by: BY_PROCESS,
    });
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (typeof code === 'string' && NOT_STORABLE.has(code)) return null;
    throw error;
  }
}

function fileReport(
  { caseFiles }: InvoiceConnectorParts,
  instanceId: string,
  arrival: Arrival,
  { findings, accepted, verdict, syntax, profile, source }: Examination,
): Promise<CaseDocument> {
  const report = {
    file: arrival.fileName,
    sha256: arrival.sha256,
    receivedAt: arrival.receivedAt,
    channel: arrival.channel,
    accepted,
    verdict,
    syntax,
    profile,
    source,
    findings,
  };
  return caseFiles.file({
    instanceId,
    name: `invoice:${arrival.id}:report`,
    documentType: 'validation-report',
    title: 'Prüfbericht der E-Rechnung',
    fileName: 'pruefbericht.json',
    mediaType: 'application/json',
    content: Buffer.from(JSON.stringify(report, null, 2)),
    by: BY_PROCESS,
  });
}

function titleOf({ content }: Examination): string {
  const supplier = content?.seller?.name ?? content?.seller?.tradingName;
  const word = content?.kind === 'creditNote' ? 'Gutschrift' : 'Rechnung';
  return [word, content?.number, supplier].filter((part) => part !== undefined).join(' ');
}

/** What the file is found by. */
function indexDataOf(arrival: Arrival, { content }: Examination): Record<string, string | number> {
  const fields: Record<string, string | number | undefined> = {
    kanal: arrival.channel,
    eingegangenAm: arrival.receivedAt.slice(0, 10),
    lieferant: content?.seller?.name,
    rechnungsnummer: content?.number,
    rechnungsdatum: content?.issueDate,
    betrag: content?.payable?.value,
    waehrung: content?.payable?.currency,
    leitwegId: content?.references.buyerReference,
    bestellnummer: content?.references.order,
  };
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, typeof value === 'string' ? value.slice(0, 200) : value]],
    ),
  );
}
