import type { Arrival } from '../arrival/arrival.ts';
import type { Examination } from './examine-invoice.ts';

/** An answer a person may change and send. */
export interface Reply {
  readonly [field: string]: string | null;
  /** Mail address, null when neither the mail nor the invoice names one. */
  readonly an: string | null;
  readonly betreff: string;
  readonly text: string;
}

const MOST_FAULTS = 25;

/**
 * The answer to a supplier whose invoice cannot be accepted: each fault once with its cure and where it is, in plain German.
 * Without any fault there is nothing to say. It goes to the sender of the mail, else to the contact the invoice names.
 */
export function replyToSupplier(arrival: Arrival, { content, findings }: Examination, caseNumber: string): Reply {
  const name = content?.number === undefined ? `Datei „${arrival.fileName}“` : `Rechnung ${content.number}`;
  const faults = new Map<string, { readonly text: string; readonly rule: string; readonly lines: number[] }>();
  for (const { rule, level, messageDe, location } of findings) {
    if (level !== 'error') continue;
    const fault = faults.get(`${rule} ${messageDe}`) ?? { text: messageDe, rule, lines: [] };
    if (location !== null && fault.lines.length < 3) fault.lines.push(location.line);
    faults.set(`${rule} ${messageDe}`, fault);
  }
  const all = [...faults.values()];
  const told = all.slice(0, MOST_FAULTS).map(({ text, rule, lines }, index) => {
    const place = lines.length === 0 ? '' : `, Zeile ${lines.join(', ')}`;
    return `${index + 1}. ${text} (${rule}${place})`;
  });
  const more = all.length > MOST_FAULTS ? [`… und ${all.length - MOST_FAULTS} weitere Fehler.`] : [];
  const an = senderOf(arrival) ?? content?.seller?.contact?.email ?? null;
  if (all.length === 0) return { an, betreff: `${name} (${caseNumber})`, text: '' };
  return {
    an,
    betreff: `${name}: bitte berichtigt neu senden (${caseNumber})`,
    text: [
      'Guten Tag,',
      '',
      `Ihre ${name} vom ${germanDate(content?.issueDate ?? arrival.receivedAt)} haben wir erhalten. Wir können sie so nicht annehmen:`,
      '',
      ...told,
      ...more,
      '',
      'Bitte senden Sie eine berichtigte E-Rechnung. Die Zahlungsfrist beginnt mit dem Eingang der berichtigten Rechnung.',
      `Geben Sie bei Rückfragen bitte ${caseNumber} an.`,
      '',
      'Mit freundlichen Grüßen',
    ].join('\n'),
  };
}

function senderOf({ channel, sender }: Arrival): string | null {
  const address = /[^\s<>"']+@[^\s<>"']+/.exec(sender ?? '')?.[0];
  return channel === 'mail' ? (address ?? null) : null;
}

function germanDate(date: string): string {
  return date.slice(0, 10).split('-').reverse().join('.');
}
