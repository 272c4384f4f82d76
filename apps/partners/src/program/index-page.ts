import { escaped, page } from '../http/page.ts';
import type { Partner } from './partner.ts';

/** The page all stand-ins are found from. */
export function indexPage(partners: readonly Partner[]): string {
  const rows = partners.map(
    ({ title, plays, pageUrl }) =>
      `<tr><th scope="row"><a href="${escaped(pageUrl)}">${escaped(title)}</a></th><td>${escaped(plays)}</td></tr>`,
  );
  const settings = partners.map(
    ({ title, environment }) =>
      `<h3>${escaped(title)}</h3><pre>${escaped(
        Object.entries(environment)
          .map(([name, value]) => `${name}=${value}`)
          .join('\n'),
      )}</pre>`,
  );
  return page(
    'Nachgebildete Partner',
    `<p class="note">Diese Dienste sind Nachbildungen zum Ausprobieren. Sie sprechen die echten Protokolle, enthalten nur
Beispieldaten und verschicken nichts nach draußen.</p>
<table><caption>Was hier läuft</caption>
<thead><tr><th scope="col">Partner</th><th scope="col">Was er nachbildet</th></tr></thead>
<tbody>${rows.join('')}</tbody></table>
<h2>Einstellungen, mit denen sich Laufzettel verbindet</h2>
<p>Beim Ausprobieren mit <code>npm start</code> sind sie schon gesetzt.</p>
${settings.join('')}`,
  );
}
