import type { DeploymentFile } from '../api/deployments.ts';
import { fileKind } from './file-kind.ts';

/** Elements others refer to across files: processes and global tasks of BPMN; decisions, services and models of DMN. */
const OFFERED =
  /<(?:[\w.-]{1,40}:)?(?:process|global(?:User|Script|Manual|BusinessRule)?Task|decision|decisionService|businessKnowledgeModel)\s[^<>]*?\bid\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const NAMESPACE = /<(?:[\w.-]{1,40}:)?definitions\s[^<>]*?\bnamespace\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const FORM_ID = /"id"\s*:\s*"([^"\\]+)"/g;
/** A value in quotation marks with what it is the value of, or the text of an element; bounded, so that hostile text costs no more. */
const VALUES = /([\w:.-]{0,60})["']?\s{0,4}[=:]?\s{0,4}(?:"([^"]*)"|'([^']*)')|>([^<>]+)</g;
/** What a file calls its own parts and what people read is no reference. */
const OWN = new Set(['id', 'name']);

/**
 * The names under which other files may refer to this one: its file name with and without ending, and the ids of its
 * processes, decisions or of its form. Found in the text itself, since a broken file cannot be read as what it is.
 */
export function offeredNames({ name, content }: DeploymentFile): ReadonlySet<string> {
  const text = textOf(content);
  const kind = fileKind(name, content);
  const patterns = kind === 'other' ? [FORM_ID] : kind === 'dmn' ? [OFFERED, NAMESPACE] : [OFFERED];
  const ids = patterns.flatMap((pattern) => Array.from(text.matchAll(pattern), ([, one, two]) => one ?? two ?? ''));
  const names = kind === 'other' ? [name, name.replace(/\.[^.]*$/, ''), name.replace(/\..*$/s, '')] : [name];
  return new Set([...names, ...ids].filter((one) => one !== ''));
}

/**
 * Everything a file could mean by a reference: whole values of attributes, fields and elements, without what goes before a
 * colon (`embedded:deployment:application.form`) and the marks of an expression that is only a text (`="Child"`).
 */
export function namedInFile({ content }: DeploymentFile): ReadonlySet<string> {
  const named = new Set<string>();
  for (const [, field = '', double, single, element] of textOf(content).matchAll(VALUES)) {
    if (OWN.has(field)) continue;
    const value = (double ?? single ?? element ?? '').replaceAll(/&(?:quot|#34|#x22);/g, '"').trim();
    const plain = value.replace(/^=?\s*"([^"]*)"$/, '$1');
    named.add(plain).add(plain.slice(plain.lastIndexOf(':') + 1));
  }
  return named;
}

function textOf(content: Uint8Array): string {
  return new TextDecoder().decode(content);
}
