import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importBpmn } from '#bpmn';
import { type BpmnCase, modelFile, readBpmnCases } from './bpmn-case.ts';
import { type BpmnFeature, bpmnFeatures, type DrawnFile } from './bpmn-features.ts';
import { differences } from './bpmn-verdict.ts';
import { BpmnWorld } from './bpmn-world.ts';
import { suiteFolder } from './scores.ts';

const SHOWN = 4;

/** docs/bpmn-coverage.md, made by running every case; `root` is the project's folder. */
export async function coveragePage(root: string): Promise<string> {
  const proofs = new Map<BpmnFeature, string[]>();
  for (const suite of ['own', 'token-simulation', 'betsy']) {
    for (const kase of readBpmnCases(suiteFolder(suite) ?? '')) {
      for (const feature of await provedBy(kase)) proofs.set(feature, [...(proofs.get(feature) ?? []), kase.id]);
    }
  }
  const sources = testSources(root);
  const groups = new Map<string, string[]>();
  for (const feature of bpmnFeatures) {
    const cases = proofs.get(feature) ?? [];
    const tests = feature.tests.map((title) => fileWith(title, sources));
    const row = [feature.name, runs(cases, tests), listed(cases), [...new Set(tests)].join(', ') || '–'];
    groups.set(feature.group, [...(groups.get(feature.group) ?? []), `| ${row.join(' | ')} |`]);
  }
  const tables = [...groups].map(
    ([group, rows]) =>
      `## ${group}\n\n| Element | Runs | Cases | Own tests |\n| --- | --- | --- | --- |\n${rows.join('\n')}`,
  );
  return `${opening(proofs)}\n\n${tables.join('\n\n')}\n`;
}

function opening(proofs: ReadonlyMap<BpmnFeature, readonly string[]>): string {
  const byCase = bpmnFeatures.filter((feature) => (proofs.get(feature) ?? []).length > 0);
  const byTest = bpmnFeatures.filter((feature) => !byCase.includes(feature) && feature.tests.length > 0);
  const open = bpmnFeatures.length - byCase.length - byTest.length;
  return `# What of BPMN 2.0 runs, and what proves it

Made by running the conformance cases; renew it with \`node scripts/coverage-page.mjs\`. A case proves an element when it
passes and a token has reached the element in it, or, for what no token reaches (data, lanes, pools), when the file uses
it. Cases are our own (\`own/…\`, in test/conformance/cases) and those of the conformance kit (token-simulation and betsy);
they run on the pure engine, with the state reloaded before every step, and through PostgreSQL. Own tests lie beside the
sources.

Of ${bpmnFeatures.length} elements, markers and positions of events ${byCase.length} are proved by cases, ${byTest.length} by own tests only, and ${open} by nothing that is
listed here.${open === 0 ? '' : ' They are read and run by the same code as their neighbours, but nobody has shown it.'}`;
}

function runs(cases: readonly string[], tests: readonly string[]): string {
  if (cases.length > 0) return 'yes';
  return tests.length > 0 ? 'yes, by own tests' : 'not proved';
}

function listed(cases: readonly string[]): string {
  if (cases.length === 0) return 'no case';
  const shown = cases.slice(0, SHOWN).map((id) => `\`${id}\``);
  return shown.join(', ') + (cases.length > SHOWN ? ` and ${cases.length - SHOWN} more` : '');
}

async function provedBy(kase: BpmnCase): Promise<readonly BpmnFeature[]> {
  const world = new BpmnWorld('memory');
  if ((await differences(kase, world)).length > 0 || world.refused.length > 0) return [];
  const reached = new Set(world.events.flatMap((event) => ('nodeId' in event ? [event.nodeId] : [])));
  const files: DrawnFile[] = [];
  for (const model of kase.models) {
    const content = modelFile(kase, model);
    files.push({ xml: Buffer.from(content).toString('utf8'), read: await importBpmn(content) });
  }
  return bpmnFeatures.filter((feature) => files.some((file) => isUsed(feature, file, reached)));
}

function isUsed(
  { node: isMeant, file: isInFile }: BpmnFeature,
  file: DrawnFile,
  reached: ReadonlySet<string>,
): boolean {
  if (isInFile?.(file) === true) return true;
  if (isMeant === undefined) return false;
  return file.read.models.some((model) => model.nodes.some((node) => reached.has(node.id) && isMeant(node, model)));
}

/** Tests of the engine and of the importer, by file. */
function testSources(root: string): ReadonlyMap<string, string> {
  const files = ['libs/engine/src', 'libs/bpmn/src'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.test.ts'))
      .sort()
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`),
  );
  return new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]));
}

function fileWith(title: string, sources: ReadonlyMap<string, string>): string {
  for (const [file, source] of sources)
    if (source.includes(title)) return `[${file.split('/').at(-1) ?? file}](../${file})`;
  throw new Error(`Expected a test "${title}", but there is none. Correct its title in bpmn-features.ts.`);
}
