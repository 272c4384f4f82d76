import { decodeJwt } from 'jose';
import { escaped, germanTime, page } from '../http/page.ts';
import type { FitConnectServer } from './fit-connect-server.ts';
import { SAMPLE_SERVICES } from './sample-application.ts';

const STATES = {
  announced: 'angekündigt',
  submitted: 'wartet auf Abholung',
  accepted: 'angenommen',
  rejected: 'abgelehnt',
};
const EVENTS: Readonly<Record<string, string>> = {
  submit: 'eingereicht',
  accept: 'angenommen',
  reject: 'abgelehnt',
};

/** Where a citizen applies, and sees what became of it. */
export function citizenPage(server: FitConnectServer): string {
  const rows = server
    .overview()
    .map(
      ({ submissionId, publicService, state }) =>
        `<tr><td><a href="/antraege/${escaped(submissionId)}">${escaped(submissionId)}</a></td><td>${escaped(publicService.name)}</td><td>${STATES[state]}</td></tr>`,
    )
    .reverse()
    .join('');
  const samples = Object.entries(SAMPLE_SERVICES)
    .map(([key, { name }]) => `<option value="${escaped(key)}">${escaped(name)}</option>`)
    .join('');
  return page(
    'FIT-Connect (Nachbildung)',
    `<p class="note">Nachbildung zum Ausprobieren: Verschlüsselung, Signaturen und Ereignisprotokoll sind echt, die Anträge sind es nicht.</p>
<h2>Einen Beispielantrag stellen</h2>
<form method="post" action="/antraege">
<label for="beispiel">Leistung</label><select id="beispiel" name="beispiel">${samples}</select>
<label for="name">Name</label><input id="name" name="name" value="Erika Beispiel" maxlength="100" required>
<label for="email">E-Mail</label><input id="email" name="email" type="email" value="erika.beispiel@example.org" maxlength="200" required>
<button>Antrag absenden</button>
</form>
<h2>Einreichungen</h2>
<table><caption>Was eingereicht wurde</caption><thead><tr><th scope="col">Nummer</th><th scope="col">Leistung</th><th scope="col">Stand</th></tr></thead>
<tbody>${rows === '' ? '<tr><td colspan="3">Noch nichts eingereicht.</td></tr>' : rows}</tbody></table>`,
  );
}

/** One submission with its event log, as the sender can read it; undefined when there is none. */
export function submissionPage(server: FitConnectServer, submissionId: string): string | undefined {
  const submission = server.overview().find((one) => one.submissionId === submissionId);
  if (submission === undefined) return undefined;
  const rows = server.events(submission.caseId).map((token) => eventRow(token));
  return page(
    submission.publicService.name,
    `<p><a href="/">Alle Einreichungen</a></p>
<p>Nummer ${escaped(submission.submissionId)}: <strong>${STATES[submission.state]}</strong></p>
<table><caption>Ereignisprotokoll</caption><thead><tr><th scope="col">Zeit</th><th scope="col">Ereignis</th><th scope="col">Ausgestellt von</th><th scope="col">Gründe</th></tr></thead>
<tbody>${rows.join('')}</tbody></table>`,
  );
}

function eventRow(token: string): string {
  try {
    const { iat, iss = '', events } = decodeJwt<{ events?: Readonly<Record<string, { problems?: unknown }>> }>(token);
    const [uri = '', content] = Object.entries(events ?? {})[0] ?? [];
    const kind = /([a-z]+)-submission$/.exec(uri)?.[1] ?? '';
    const problems = Array.isArray(content?.problems)
      ? content.problems.map((problem: unknown) => {
          const { title, detail } = (problem ?? {}) as { title?: unknown; detail?: unknown };
          return [title, detail].filter((text) => typeof text === 'string').join(': ');
        })
      : [];
    const issuer = iss.startsWith('http') ? 'FIT-Connect' : 'Zustellpunkt der Stadt';
    const time = iat === undefined ? '' : germanTime(new Date(iat * 1000));
    return `<tr><td>${escaped(time)}</td><td>${escaped(EVENTS[kind] ?? kind)}</td><td>${issuer}</td><td>${escaped(problems.join('; '))}</td></tr>`;
  } catch {
    return '<tr><td></td><td>nicht lesbar</td><td></td><td></td></tr>';
  }
}
