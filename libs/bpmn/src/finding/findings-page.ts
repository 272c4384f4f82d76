import type { Severity } from './finding.ts';
import { findingCatalogue } from './finding-catalogue.ts';
import type { FindingKind } from './finding-kind.ts';

const sections: readonly (readonly [Severity, string])[] = [
  ['error', 'Errors: the file must not be released'],
  ['warning', 'Warnings: unwise, or a broken rule that does not matter for running'],
  ['inferred', 'Readings: how a drawing is understood'],
  ['hint', 'Hints'],
];

/** docs/findings.md, made from the table; a test keeps the file in step. */
export function findingsPage(): string {
  const kinds = Object.entries<FindingKind>(findingCatalogue).toSorted(([left], [right]) => (left < right ? -1 : 1));
  const parts = sections.map(([severity, title]) => {
    const entries = kinds.filter(([, kind]) => kind.severity === severity);
    return `## ${title}\n\n${entries.map(([code, kind]) => entry(code, kind)).join('\n\n')}`;
  });
  return `# Findings of the BPMN importer

Made from the table in \`libs/bpmn/src/finding\`; renew it with \`node scripts/findings-page.mjs\`. Words in braces are
filled in: \`{name}\` is the element. With \`LAUFZETTEL_BPMN_STRICT=true\` every finding with a rule is an error. EXT numbers
are those of the catalogue of BPMN constraints of the University of Bamberg.

${parts.join('\n\n')}
`;
}

function entry(code: string, kind: FindingKind): string {
  const { message, fix, rule } = kind;
  return [
    `### \`${code}\``,
    `- ${message.de}`,
    `- ${message.en}`,
    ...(fix === undefined ? [] : [`- → ${fix.de} / ${fix.en}`]),
    ...(rule === undefined ? [] : [`- _${rule}_`]),
  ].join('\n');
}
