import { escaped, germanMoney, germanTime, page } from '../http/page.ts';
import type { Status, Transaction } from './transaction-book.ts';

const STATUS_WORDS: Readonly<Record<Status, string>> = {
  INITIAL: 'offen',
  PAYED: 'bezahlt',
  FAILED: 'fehlgeschlagen',
  CANCELED: 'abgebrochen',
};

/** What the citizen sees who wants to pay. */
export function payPage(transaction: Transaction): string {
  const { request, status, transactionId } = transaction;
  const amount = germanMoney(Number(request['grosAmount']));
  const facts = `<p>${escaped(String(request['description']))}</p>
<p>Verwendungszweck: ${escaped(String(request['purpose']))}</p>
<p>Betrag: <strong>${amount}</strong></p>`;
  if (status !== 'INITIAL') {
    const back = escaped(String(request['redirectUrl']));
    return page(
      'Bezahlen',
      `${facts}<p role="status">Diese Zahlung ist ${STATUS_WORDS[status]}.</p><p><a href="${back}">Zurück zur Stadtverwaltung</a></p>`,
    );
  }
  return page(
    'Bezahlen',
    `<p class="note">Nachgebildete Bezahlseite: Es wird kein Geld bewegt.</p>${facts}
<form method="post" action="/pay/${encodeURIComponent(transactionId)}">
<label for="method">Zahlungsart</label>
<select id="method" name="method"><option value="CREDITCARD">Kreditkarte</option><option value="PAYPAL">PayPal</option><option value="OTHER">Wero</option></select>
<button name="result" value="PAYED">${amount} bezahlen</button>
<button name="result" value="CANCELED" class="secondary">Abbrechen</button>
<button name="result" value="FAILED" class="secondary">Zahlung scheitern lassen</button>
</form>`,
  );
}

/** What arrived, the latest first. */
export function transactionsPage(transactions: readonly Transaction[]): string {
  const rows = [...transactions].reverse().map(
    ({ transactionId, request, status, createdAt, changedAt, paymentMethod }) => `<tr>
<td>${escaped(germanTime(createdAt))}</td>
<th scope="row"><a href="/pay/${encodeURIComponent(transactionId)}">${escaped(String(request['purpose']))}</a></th>
<td>${escaped(String(request['description']))}</td>
<td class="amount">${germanMoney(Number(request['grosAmount']))}</td>
<td>${STATUS_WORDS[status]}${paymentMethod === null ? '' : ` (${escaped(paymentMethod)})`}${status === 'INITIAL' ? '' : `, ${escaped(germanTime(changedAt))}`}</td></tr>`,
  );
  return page(
    'Bezahldienst (Nachbildung): Zahlungen',
    transactions.length === 0
      ? '<p>Noch keine Zahlung angefordert.</p>'
      : `<table><caption>Angeforderte Zahlungen, die neueste zuerst</caption><thead><tr><th scope="col">Angefordert</th><th scope="col">Verwendungszweck</th><th scope="col">Beschreibung</th><th scope="col" class="amount">Betrag</th><th scope="col">Stand</th></tr></thead><tbody>${rows.join('')}</tbody></table>`,
  );
}
