import type { Finding } from './finding.ts';
import type { FindingCode } from './finding-catalogue.ts';

/** Findings that say, more generally, what another one about the same element says in plain words. */
const saidBy: Readonly<Partial<Record<FindingCode, readonly FindingCode[]>>> = {
  REFERENCE_DANGLING: ['FLOW_TO_NOWHERE', 'FLOW_ENDS_HERE', 'FLOW_WITHOUT_SOURCE', 'BOUNDARY_NOT_ON_ACTIVITY'],
};

/** Each thing that is wrong is told once. */
export function withoutRepeats(findings: readonly Finding[]): readonly Finding[] {
  const told = new Set(findings.map(({ code, elementId }) => `${code}\n${elementId ?? ''}`));
  const repeats = new Map(Object.entries(saidBy));
  return findings.filter(
    ({ code, elementId }) => !(repeats.get(code) ?? []).some((other) => told.has(`${other}\n${elementId ?? ''}`)),
  );
}
