import type { Variables } from '#engine';
import { amountText } from '../connectors/amount-text.ts';
import type { Examination } from '../reading/examine-invoice.ts';
import type { Arrival } from './arrival.ts';

/**
 * What a case knows of its invoice from the start: enough for decisions, forms and lists, never the lines. Names are German
 * because process owners write them in their diagrams. Amounts are numbers here, which FEEL calculates with as decimals;
 * `betragText` is exact, as people write it: `1.190,00 €`.
 */
export function caseVariables(arrival: Arrival, { content, verdict }: Examination, number: string): Variables {
  const payable = content?.payable;
  return {
    nummer: number,
    eingang: {
      kanal: arrival.channel,
      quelle: arrival.sender,
      eingangsId: arrival.id,
      eingegangenAm: arrival.receivedAt,
      datei: arrival.fileName,
    },
    rechnung: {
      lesbar: verdict !== 'unreadable',
      art: content?.kind === 'creditNote' ? 'Gutschrift' : 'Rechnung',
      lieferant: content?.seller?.name ?? content?.seller?.tradingName ?? null,
      lieferantMail: content?.seller?.contact?.email ?? null,
      nummer: content?.number ?? null,
      datum: content?.issueDate ?? null,
      faellig: content?.dueDate ?? null,
      betrag: payable === undefined ? null : Number(payable.value),
      betragText: payable === undefined ? null : amountText(payable.value, payable.currency),
      waehrung: payable?.currency ?? null,
      leitwegId: content?.references.buyerReference ?? null,
      bestellnummer: content?.references.order ?? null,
      vertrag: content?.references.contract ?? null,
      kaeufer: content?.buyer?.name ?? null,
      zahlungsart: content?.payment[0]?.means?.code ?? null,
    },
  };
}
