import type { Finding } from '../api/contracts.ts';
import type { DiagramSign } from '../diagram/diagram.tsx';
import type { Catalogue } from '../language/catalogue.ts';
import type { Language } from '../language/format.ts';
import { findingMessage } from './finding-list.tsx';

/** A finding with the number its pin carries. */
export interface NumberedFinding extends Finding {
  readonly key: string;
  /** From 1, worst first. */
  readonly number: number;
}

const weight = { error: 0, warning: 1, info: 2 } as const;

/** Worst first, otherwise in the order of the file. */
export function numberFindings(findings: readonly Finding[]): readonly NumberedFinding[] {
  return findings
    .map((finding, place) => ({ finding, place }))
    .sort((a, b) => weight[a.finding.severity] - weight[b.finding.severity] || a.place - b.place)
    .map(({ finding }, place) => ({ ...finding, key: String(place + 1), number: place + 1 }));
}

/** The pins on the diagram; findings of the file as a whole have none. */
export function pinsOf(
  findings: readonly NumberedFinding[],
  text: Catalogue,
  language: Language,
): readonly DiagramSign[] {
  return findings.flatMap((finding) =>
    finding.elementId === undefined
      ? []
      : [
          {
            key: finding.key,
            elementId: finding.elementId,
            look: finding.severity,
            text: String(finding.number),
            label: text.findings.pin(
              finding.number,
              text.findings.severity[finding.severity],
              findingMessage(finding, language),
            ),
          },
        ],
  );
}
