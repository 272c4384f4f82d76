import { type Fault } from '../http/fault-plan.ts';
import { type ObjectDefinition } from './object-definition.ts';
import { type StoredObject } from './object-repository.ts';
import { fieldText } from './field-text.ts';

/** The page that shows what arrived: folders with what lies in them, every document with its fields and a download. */
export function arrivalsPage(
  objects: readonly StoredObject[],
  definition: ObjectDefinition,
  faults: readonly Fault[],
): string {
  const types = new Map(definition.objectTypes.map((type) => [type.id, type]));
  const folders = objects.filter((object) => types.get(object.typeId)?.baseId === 'FOLDER');
  const inside = (parent: StoredObject): readonly StoredObject[] =>
    objects.filter((object) => (object.registerId === '' ? object.folderId : object.registerId) === parent.id);
  const title = (object: StoredObject): string => {
    const type = types.get(object.typeId);
    // A document is called by its subject, a folder or register by its reference and name.
    const naming = (type?.fields ?? []).slice(0, type?.baseId === 'DOCUMENT' ? 1 : 2);
    const names = naming.map((field) => object.fields[field.localName]);
    return `${type?.displayName ?? object.typeId}: ${names.filter((name) => name !== undefined).join(' – ')}`;
  };
  const fields = (object: StoredObject): string => {
    const known = types.get(object.typeId)?.fields ?? [];
    const rows = known.flatMap((field) => {
      const value = object.fields[field.localName];
      return value === undefined
        ? []
        : [`<tr><th scope="row">${escaped(field.displayName)}</th><td>${fieldText(value)}</td></tr>`];
    });
    return `<table>${rows.join('')}</table>`;
  };
  const item = (object: StoredObject): string => {
    const { content } = object;
    const download =
      content === undefined
        ? ''
        : `<p><a href="/objects/${object.id}/content" download>${escaped(content.fileName)} herunterladen</a> (${content.length} Bytes, ${escaped(content.mimeType)}, ${object.history.filter((entry) => entry.content !== undefined).length + 1}. Fassung)</p>`;
    const children = inside(object).map(item).join('');
    return `<li><details${content === undefined ? ' open' : ''}><summary>${escaped(title(object))} <small>(Objekt ${object.id}, ${escaped(time(object.createdAt))})</small></summary>${download}${fields(object)}${children === '' ? '' : `<ul>${children}</ul>`}</details></li>`;
  };
  const planned =
    faults.length === 0
      ? ''
      : `<section aria-labelledby="faults"><h2 id="faults">Geplante Störungen</h2><ul>${faults.map((fault) => `<li><code>${escaped(JSON.stringify(fault))}</code></li>`).join('')}</ul></section>`;
  const empty = folders.length === 0 ? '<p>Noch nichts eingegangen.</p>' : '';
  return `<!DOCTYPE html>
<html lang="de">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>enaio (Nachbildung): Eingänge</title>
<style>
body { font-family: system-ui, sans-serif; line-height: 1.5; max-width: 60rem; margin: 0 auto; padding: 1rem; color: #1a1a1a; background: #fff; }
a { color: #0b5394; }
th { text-align: left; font-weight: 600; padding-right: 1rem; vertical-align: top; }
td { overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; margin: 0; }
dd { margin: 0; }
td ul { margin: 0; padding-left: 1.2rem; }
summary { cursor: pointer; padding: 0.25rem 0; }
summary:focus-visible, a:focus-visible { outline: 3px solid #0b5394; outline-offset: 2px; }
</style>
</head>
<body>
<main>
<h1>enaio (Nachbildung): Eingänge</h1>
<p>Diese Seite zeigt, was im nachgebildeten Dokumentenmanagementsystem angekommen ist: ${objects.length} Objekte, davon ${objects.filter((object) => object.content !== undefined).length} mit Inhalt.</p>
${planned}
<section aria-labelledby="records"><h2 id="records">Akten</h2>${empty}<ul>${folders.map(item).join('')}</ul></section>
</main>
</body>
</html>
`;
}

function time(instant: string): string {
  return new Intl.DateTimeFormat('de-DE', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'Europe/Berlin',
  }).format(new Date(instant));
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
