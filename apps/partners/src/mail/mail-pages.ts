import type { Email } from 'postal-mime';
import { escaped, germanTime, page } from '../http/page.ts';
import type { MessageStore } from './message-store.ts';

export interface ListedMail {
  readonly address: string;
  readonly folder: string;
  readonly uid: number;
  readonly receivedAt: string;
  readonly mail: Email;
}

/** All mailboxes, the latest mail first, and the form a supplier's mail is sent with. */
export function mailboxesPage(store: MessageStore, mails: readonly ListedMail[], invoiceAddress: string): string {
  const sections = store.addresses().map((address) => {
    const rows = mails
      .filter((one) => one.address === address)
      .map(
        ({ folder, uid, receivedAt, mail }) => `<tr><td>${escaped(germanTime(receivedAt))}</td>
<td>${escaped(folder)}</td><td>${escaped(mail.from?.address ?? '')}</td>
<th scope="row"><a href="${mailPath(address, folder, uid)}">${escaped(mail.subject ?? '(ohne Betreff)')}</a></th><td>${mail.attachments.length}</td></tr>`,
      );
    return rows.length === 0
      ? `<h3>${escaped(address)}</h3><p>Leer.</p>`
      : `<h3>${escaped(address)}</h3><table><thead><tr><th scope="col">Eingang</th><th scope="col">Ordner</th><th scope="col">Von</th><th scope="col">Betreff</th><th scope="col">Anhänge</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
  });
  return page(
    'E-Mail (Nachbildung): Postfächer',
    `<p class="note">Hier landet jede E-Mail, die Laufzettel verschickt. Nichts verlässt diesen Rechner.</p>
<h2>Als Lieferant eine E-Mail schicken</h2>
<form method="post" action="/send" enctype="multipart/form-data">
<label for="from">Von</label><input id="from" name="from" type="email" required value="buchhaltung@lieferant.example">
<label for="to">An</label><input id="to" name="to" type="email" required value="${escaped(invoiceAddress)}">
<label for="subject">Betreff</label><input id="subject" name="subject" required value="Unsere Rechnung">
<label for="text">Text</label><textarea id="text" name="text" rows="4">Guten Tag, anbei unsere Rechnung.</textarea>
<label for="files">Anhänge</label><input id="files" name="files" type="file" multiple>
<button>Senden</button>
</form>
<h2>Postfächer</h2>
${sections.join('') || '<p>Noch keine E-Mail.</p>'}`,
  );
}

/** One mail as a person reads it. What it holds is shown as text only. */
export function mailPage({ address, folder, uid, receivedAt, mail }: ListedMail): string {
  const base = mailPath(address, folder, uid);
  const to = (mail.to ?? []).map((one) => one.address ?? '').join(', ');
  const files = mail.attachments.map(
    ({ filename, mimeType }, index) =>
      `<li><a href="${base}/${index}" download>${escaped(filename ?? `anhang-${index + 1}`)}</a> (${escaped(mimeType)})</li>`,
  );
  return page(
    mail.subject ?? '(ohne Betreff)',
    `<p><a href="/">Alle Postfächer</a> · Ordner ${escaped(folder)} · <a href="${base}/source" download>Als Datei</a></p>
<p>Von ${escaped(mail.from?.address ?? '')} an ${escaped(to)}, ${escaped(germanTime(receivedAt))}</p>
<pre>${linked(escaped(mail.text ?? ''))}</pre>
${files.length === 0 ? '' : `<h2>Anhänge</h2><ul>${files.join('')}</ul>`}`,
  );
}

/** Addresses in text that is escaped already, to be clicked. */
function linked(text: string): string {
  return text.replaceAll(/https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]]/g, (url) => `<a href="${url}">${url}</a>`);
}

function mailPath(address: string, folder: string, uid: number): string {
  return `/mail/${encodeURIComponent(address)}/${encodeURIComponent(folder)}/${uid}`;
}
