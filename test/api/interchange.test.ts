import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { apiPaths, DEPLOY_FILES_FIELD, type Deployment } from '#contracts';
import { END, file, sequence, START } from './diagrams.ts';
import { startTestServer, type TestServer } from './test-server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
}, 60_000);
afterAll(() => server.close());

const content = file(sequence('KEY', START, '<bpmn:userTask id="Prüfen" name="Prüfen &amp; zeichnen 😀"/>', END));
const utf16 = (text: string): Buffer => Buffer.from(text.replace('UTF-8', 'UTF-16'), 'utf16le');

/** One file in the encodings and spellings tools write. */
const spellings: Readonly<Record<string, (text: string) => Buffer>> = {
  'UTF-8': (text) => Buffer.from(text),
  'UTF-8 with a byte order mark': (text) => Buffer.from(`\uFEFF${text}`),
  'UTF-16, little end first': (text) => utf16(`\uFEFF${text}`),
  'UTF-16, big end first': (text) => utf16(`\uFEFF${text}`).swap16(),
  'ISO 8859-1': (text) => Buffer.from(text.replace('UTF-8', 'ISO-8859-1').replace('😀', '&#x1F600;'), 'latin1'),
  'line ends of Windows, comments and blanks behind': (text) =>
    Buffer.from(`${text.replaceAll('\n', '\r\n')}\r\n<!-- gezeichnet von Hand -->  \r\n`),
};

describe('a file that goes in comes out again', () => {
  it.each(Object.entries(spellings))('given %s, then byte for byte', async (name, spell) => {
    const key = `hinein_${Object.keys(spellings).indexOf(name)}`;
    const bytes = spell(content.replaceAll('KEY', key));
    const form = new FormData();
    form.append(DEPLOY_FILES_FIELD, new Blob([new Uint8Array(bytes)]), `${key}.bpmn`);
    const deployed = await server.api.call<Deployment>('POST', apiPaths.deployments, { as: 'owner', body: form });
    expect([deployed.status, deployed.body.definitions.map((one) => one.key)]).toEqual([201, [key]]);
    const authorization = `Basic ${Buffer.from('owner:owner').toString('base64')}`;
    const response = await fetch(server.url + apiPaths.definitionXml(key), { headers: { authorization } });
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
    const rest = await fetch(`${server.url}/engine-rest/process-definition/key/${key}/xml`, {
      headers: { authorization },
    });
    const { bpmn20Xml } = (await rest.json()) as { readonly bpmn20Xml: string };
    expect(bpmn20Xml).toContain('Prüfen &amp; zeichnen');
  });
});
