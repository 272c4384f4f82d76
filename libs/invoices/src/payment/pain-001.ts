import { create } from 'xmlbuilder2';
import { ExactDecimal, sumOf } from '../exact-decimal.ts';
import { sepaReference, sepaText } from './sepa-text.ts';

const NAMESPACE = 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.09';

/** Whose account is debited. */
interface Debtor {
  readonly name: string;
  /** Valid, without blanks. */
  readonly iban: string;
  readonly bic?: string | undefined;
}

/** One credit transfer in EUR. */
interface CreditTransfer {
  readonly endToEndId: string;
  /** Positive, with two places. */
  readonly amount: string;
  readonly creditor: string;
  /** Valid, without blanks. */
  readonly iban: string;
  readonly bic?: string | undefined;
  /** What the payee reads, at most 140 signs are sent. */
  readonly remittance: string;
}

export interface CreditTransferOrder {
  /** Unique for ever for this debtor; at most 35 signs. */
  readonly messageId: string;
  /** ISO 8601 with offset or Z. */
  readonly createdAt: string;
  /** `YYYY-MM-DD` */
  readonly executionDate: string;
  readonly debtor: Debtor;
  readonly transfers: readonly CreditTransfer[];
}

/**
 * A customer credit transfer initiation (ISO 20022 pain.001.001.09 after the SEPA rulebook): one message with one payment
 * information of all transfers, with number and control sum on both levels. Names and texts are in the character set every
 * bank takes.
 */
export function pain001(order: CreditTransferOrder): string {
  const { messageId, createdAt, executionDate, debtor, transfers } = order;
  const sum = sumOf(transfers.map(({ amount }) => ExactDecimal.parse(amount) ?? ExactDecimal.zero)).toString();
  const count = String(transfers.length);
  const document = create({ version: '1.0', encoding: 'UTF-8' }).ele(NAMESPACE, 'Document');
  const initiation = document.ele('CstmrCdtTrfInitn');
  const header = initiation.ele('GrpHdr');
  header.ele('MsgId').txt(sepaReference(messageId));
  header.ele('CreDtTm').txt(createdAt);
  header.ele('NbOfTxs').txt(count);
  header.ele('CtrlSum').txt(sum);
  header.ele('InitgPty').ele('Nm').txt(sepaText(debtor.name, 70));
  const payment = initiation.ele('PmtInf');
  payment.ele('PmtInfId').txt(sepaReference(messageId));
  payment.ele('PmtMtd').txt('TRF');
  payment.ele('BtchBookg').txt('false');
  payment.ele('NbOfTxs').txt(count);
  payment.ele('CtrlSum').txt(sum);
  payment.ele('PmtTpInf').ele('SvcLvl').ele('Cd').txt('SEPA');
  payment.ele('ReqdExctnDt').ele('Dt').txt(executionDate);
  payment.ele('Dbtr').ele('Nm').txt(sepaText(debtor.name, 70));
  payment.ele('DbtrAcct').ele('Id').ele('IBAN').txt(debtor.iban);
  const agent = payment.ele('DbtrAgt').ele('FinInstnId');
  // The bank's name may be left out in the SEPA, the element may not.
  if (debtor.bic === undefined) agent.ele('Othr').ele('Id').txt('NOTPROVIDED');
  else agent.ele('BICFI').txt(debtor.bic);
  payment.ele('ChrgBr').txt('SLEV');
  for (const transfer of transfers) {
    const transaction = payment.ele('CdtTrfTxInf');
    transaction.ele('PmtId').ele('EndToEndId').txt(sepaReference(transfer.endToEndId));
    transaction.ele('Amt').ele('InstdAmt', { Ccy: 'EUR' }).txt(transfer.amount);
    if (transfer.bic !== undefined) transaction.ele('CdtrAgt').ele('FinInstnId').ele('BICFI').txt(transfer.bic);
    transaction.ele('Cdtr').ele('Nm').txt(sepaText(transfer.creditor, 70));
    transaction.ele('CdtrAcct').ele('Id').ele('IBAN').txt(transfer.iban);
    transaction.ele('RmtInf').ele('Ustrd').txt(sepaText(transfer.remittance, 140));
  }
  return document.end({ prettyPrint: true });
}
