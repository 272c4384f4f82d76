import type { FitConnectServer } from './fit-connect-server.ts';

const STATES = {
  announced: 'angekündigt',
  submitted: 'wartet auf Abholung',
  accepted: 'angenommen',
  rejected: 'abgelehnt',
};

/** What arrived and where it stands, for people who try the product. */
export function citizenPage(server: FitConnectServer): string {
  const rows = server
    .overview()
    .map(
      (one) =>
        `<tr><td>${text(one.submissionId)}</td><td>${text(one.publicService.name)}</td><td>${STATES[one.state]}</td></tr>`,
    )
    .join('');
  return `<!doctype html>
<html lang="de"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>FIT-Connect (Nachbildung)</title>
<style>body{font:1rem/1.5 system-ui;max-width:60rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;width:100%}td,th{border:1px solid #767676;padding:.4rem;text-align:left}</style>
<main><h1>FIT-Connect (Nachbildung)</h1>
<p>Nachbildung zum Ausprobieren: Verschlüsselung, Signaturen und Ereignisprotokoll sind echt, die Anträge sind es nicht.</p>
<table><caption>Einreichungen</caption><thead><tr><th scope="col">Nummer</th><th scope="col">Leistung</th><th scope="col">Stand</th></tr></thead>
<tbody>${rows === '' ? '<tr><td colspan="3">Noch nichts eingereicht.</td></tr>' : rows}</tbody></table></main></html>`;
}

const text = (value: string): string => value.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
